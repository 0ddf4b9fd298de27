/// The options of the request: method, headers, body, credentials.
struct RequestOptions: Equatable, Sendable {
  var method: String?
  var headers: [String] = []
  /// `--data` and its relatives, in the order given.
  var data: [Body.Part] = []
  var queryParts: [String] = []
  var putsDataIntoQuery = false
  var user: String?
  var bearer: String?
  var usesNetrc = false
  var netrcFile: String?
  var userAgent: String?
  var referer: String?
  var cookies: [String] = []
  var accept: String?
  var isCompressed = false
  /// -1 for any number.
  var redirectLimit: Int?
}

extension OptionTable {
  static let requestOptions: [Option] = [
    text("request", letter: "X", "method", "The method; by default GET, or POST with a body.") {
      $0.request.method = $1
    },
    texts(
      "header", letter: "H", "header",
      "A header, 'Name: value'. 'Name:' removes one that is sent by default, 'Name;' sends it empty, @FILE reads one from each line."
    ) { $0.request.headers.append($1) },
    texts("data", letter: "d", "data", "A body. @FILE reads it without its line ends, @- from standard input.") {
      $0.request.data.append(Body.Part(kind: .data, text: $1))
    },
    synonym("data-ascii", of: "data"),
    texts("data-raw", "data", "A body in which @ has no special meaning.") {
      $0.request.data.append(Body.Part(kind: .raw, text: $1))
    },
    texts("data-binary", "data", "A body. @FILE reads it as it is.") {
      $0.request.data.append(Body.Part(kind: .binary, text: $1))
    },
    texts("data-urlencode", "data", "A body to encode: TEXT, =TEXT, NAME=TEXT, @FILE or NAME@FILE.") {
      $0.request.data.append(Body.Part(kind: .urlEncoded, text: $1))
    },
    texts("url-query", "data", "A part for the URL's query, encoded as --data-urlencode does; +TEXT as it is.") {
      $0.request.queryParts.append($1)
    },
    texts("json", "data", "A body of JSON, or @FILE, and the headers that go with it.") {
      $0.request.data.append(Body.Part(kind: .json, text: $1))
    },
    flag("get", letter: "G", "The data goes into the URL's query.") { $0.request.putsDataIntoQuery = true },
    text("user", letter: "u", "name:password", "For Basic authentication.") { $0.request.user = $1 },
    text("oauth2-bearer", "token", "For bearer authentication.") { $0.request.bearer = $1 },
    flag("netrc", letter: "n", "User and password from ~/.netrc.") { $0.request.usesNetrc = true },
    flag("netrc-optional", nil) { $0.request.usesNetrc = true },
    text("netrc-file", "file", "The same from another file.", completed: .files) { $0.request.netrcFile = $1 },
    text("user-agent", letter: "A", "name", "The User-Agent header; empty sends none.") {
      $0.request.userAgent = $1
    },
    text("referer", letter: "e", "url", "Referer.") { $0.request.referer = $1 },
    texts(
      "cookie", letter: "b", "cookies",
      "Cookies, 'name=value; name2=value2', for the first origin only, or a file of cookies as curl and browsers write it."
    ) { $0.request.cookies.append($1) },
    text("accept", "value", "The Accept header.") { $0.request.accept = $1 },
    flag("compressed", "Offers compression; what comes compressed is read in any case.") {
      $0.request.isCompressed = true
    },
    number("max-redirs", "n", "The most redirects to follow; 20 by default, -1 for no limit.") {
      $0.request.redirectLimit = $1
    },
    // Its lines are put in its place before any field is set.
    handled(
      "config", letter: "K",
      Help(value: "file", text: "Reads options from a file, as curl's; - is standard input.", completed: .files)),
    text("url", "url", "A URL, the same as one without an option.") { $0.urls.append($1) },
    handled("disable", letter: "q", Help(text: "Ignores SSE_TOP_OPTS and the file of defaults.")),
  ]
}
