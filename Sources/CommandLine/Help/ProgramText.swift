/// The texts of `--help` and the manual about the program as a whole.
enum ProgramText {
  static let abstract = "Shows Server-Sent Events live: every event as it arrives, how many of which type, how fast."

  static let usage = [
    "sse-top [OPTIONS] URL...", "sse-top curl [OPTIONS] URL...", "sse-top --demo[=PATH]",
    "sse-top --diagnose [OPTIONS] URL|FILE", "sse-top --compare [OPTIONS] A B", "sse-top [OPTIONS] FILE...",
    "curl -sN URL | sse-top",
  ]

  static let discussion = """
    The options are curl's, with curl's meaning: what works as curl -sN works as sse-top, and a whole curl line may \
    be pasted after sse-top. Options of curl that make no difference here, such as -N, -f, -i, -v and -L, are \
    accepted. Options may come anywhere on the line.

    Examples:
      sse-top :3000/events/                         a stream of this machine
      sse-top -H @headers.txt https://example.com   secrets from a file
      sse-top -n https://example.com/feed           name, password from ~/.netrc
      sse-top --json @ask.json https://example.com  a request with a body, once
      sse-top --last-event-id 41 example.com/feed   resumes after event 41
      sse-top --record day.sse example.com/feed     records the stream
      sse-top day.sse --speed 10x --from 05:00      replays it
      sse-top example.com/feed | jq -r .data        one JSON object for each event
      sse-top example.com --expect paid -m 30 && x  runs x if a word comes in time

    Defaults: ~/.config/sse-top/config ($XDG_CONFIG_HOME), one option a line, then the words of \
    SSE_TOP_OPTS; the command line wins. -q ignores both.

    Keys: Tab and the digits switch between event types, Space freezes the view, Enter opens an event, ? tells \
    the rest, q quits.
    """

  /// What stands on the command line without being an option.
  static let urls = OptionTable.Help(
    value: "url",
    text:
      "The event stream's URL; several are watched together, and the options hold for all. The scheme may be missing: :3000/x is http://localhost:3000/x; for hosts other than this one it is https. ./x, /x, - and the name of a file that exists are read as files: an event stream, a recording, lines of JSON, also gzipped.",
    completed: .files)
}
