/// The language in short: a term and what it means, for the help page, `--help` and the manual.
public enum FilterHelp {
  public static let lines: [(String, String)] = [
    ("word", "the text in data, type or ID; in either case, unless it has an upper-case letter"),
    ("\"two words\"", "a text with blanks, also in '…'; \\\" \\\\ \\n \\t stand for themselves, line end and tab"),
    ("/regex/", "a Perl-compatible regular expression there; /regex/i in either case for certain"),
    ("event=NAME", "the event type is NAME; also != and ~ regex"),
    ("id=ID", "the last event ID is ID; also != and ~ regex"),
    (".path", "the data is JSON with a value there that is neither null nor false"),
    (".path OP value", "it compares so: = != < <= > >= ; numbers as numbers; \"…\" is always a string"),
    (".path ~ regex", "the string, or the JSON text, matches; also !~"),
    (".a.b[0].c", "a path; [] is any element, .[\"odd key\"] any key, . alone the whole data"),
    ("!term", "the term does not hold, or there is no such path"),
    ("term term", "both hold"),
  ]
}
