/// The language in short: a term and what it means, for the help page, `--help` and the manual.
public enum FilterHelp {
  public static let lines: [(String, String)] = [
    ("word", "in data, type or ID; any case, unless it has a capital"),
    ("\"two words\"", "with blanks, also '…'; escapes: \\\" \\\\ \\n \\t \\u00e9"),
    ("/regex/", "Perl-compatible, found there; /regex/i ignores case"),
    ("event=NAME", "the type is NAME (message if not set); also != ~ !~"),
    ("id=ID", "the last event ID is ID; also != ~ !~"),
    (".path", "the data is JSON, its value there not null or false"),
    (".path OP value", "= != < <= > >= hold; numbers as numbers, \"…\" as text"),
    (".path ~ regex", "the string, or the JSON text, matches; also !~"),
    (".a.b[0].c", "a path; [] any element, .[\"odd key\"], . the whole data"),
    ("!term", "the term does not hold, or there is no such path"),
    ("term term", "both hold"),
    ("term | term", "one of them holds; blanks bind closer than |"),
    ("(term | term)", "a group; ! before it negates it; inside a word ( is text"),
  ]
}
