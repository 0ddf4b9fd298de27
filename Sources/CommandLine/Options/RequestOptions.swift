import ArgumentParser

/// What is asked for, and by whom.
struct RequestOptions: ParsableArguments {
  @Option(
    name: [.customShort("X"), .customLong("request")],
    help: ArgumentHelp("The method; without it GET, or POST where there is data.", valueName: "method"))
  var method: OrderedArgument?

  @Option(
    name: [.customShort("H"), .customLong("header")],
    help: ArgumentHelp(
      "A header, 'Name: value'. 'Name:' removes one that is sent by itself, 'Name;' sends it empty, @FILE reads lines.",
      valueName: "header"))
  var headers: [OrderedArgument] = []

  @Option(
    name: [.customShort("d"), .customLong("data")],
    help: ArgumentHelp("A body. @FILE reads it without its line ends, @- from standard input.", valueName: "data"))
  var data: [OrderedArgument] = []

  @Option(name: .customLong("data-raw"), help: ArgumentHelp("A body, @ being a letter as any.", valueName: "data"))
  var rawData: [OrderedArgument] = []

  @Option(
    name: .customLong("data-binary"), help: ArgumentHelp("A body. @FILE reads it as it is.", valueName: "data"))
  var binaryData: [OrderedArgument] = []

  @Option(
    name: .customLong("data-urlencode"),
    help: ArgumentHelp("A body to encode: TEXT, =TEXT, NAME=TEXT, @FILE or NAME@FILE.", valueName: "data"))
  var encodedData: [OrderedArgument] = []

  @Option(
    name: .customLong("url-query"),
    help: ArgumentHelp(
      "A part for the URL's query, encoded as --data-urlencode does; +TEXT as it is.", valueName: "data"))
  var queryParts: [OrderedArgument] = []

  @Option(
    name: .customLong("json"),
    help: ArgumentHelp("A body of JSON, or @FILE, and the headers that go with it.", valueName: "data"))
  var json: [OrderedArgument] = []

  @Flag(name: [.customShort("G"), .customLong("get")], help: "The data goes into the URL's query.")
  var putsDataIntoQuery = false

  @Option(
    name: [.customShort("u"), .customLong("user")],
    help: ArgumentHelp("For Basic authentication.", valueName: "name:password"))
  var user: OrderedArgument?

  @Option(name: .customLong("oauth2-bearer"), help: ArgumentHelp("For bearer authentication.", valueName: "token"))
  var bearer: OrderedArgument?

  @Flag(name: [.customShort("n"), .customLong("netrc")], help: "User and password from ~/.netrc.")
  var usesNetrc = false

  @Flag(name: .customLong("netrc-optional"), help: .hidden)
  var usesNetrcToo = false

  @Option(
    name: .customLong("netrc-file"), help: ArgumentHelp("The same from another file.", valueName: "file"),
    completion: .file())
  var netrcFile: OrderedArgument?

  @Option(
    name: [.customShort("A"), .customLong("user-agent")],
    help: ArgumentHelp("What this program calls itself; empty for nothing.", valueName: "name"))
  var userAgent: OrderedArgument?

  @Option(name: [.customShort("e"), .customLong("referer")], help: ArgumentHelp("Referer.", valueName: "url"))
  var referer: OrderedArgument?

  @Option(
    name: [.customShort("b"), .customLong("cookie")],
    help: ArgumentHelp(
      "Cookies, 'name=value; name2=value2', for the first origin only, or a file of cookies as curl and browsers write it.",
      valueName: "cookies"))
  var cookies: [OrderedArgument] = []

  @Option(name: .customLong("accept"), help: ArgumentHelp("The Accept header.", valueName: "value"))
  var accept: OrderedArgument?

  @Flag(name: .customLong("compressed"), help: "Offers compression; what comes compressed is read in any case.")
  var isCompressed = false

  @Option(
    name: .customLong("max-redirs"),
    help: ArgumentHelp("How many redirects are followed: 20, -1 for any.", valueName: "n"))
  var redirectLimit: Int?

  @Option(
    name: [.customShort("K"), .customLong("config")],
    help: ArgumentHelp("Reads options from a file as curl's, - being standard input.", valueName: "file"),
    completion: .file())
  var config: OrderedArgument?

  @Option(name: .customLong("url"), help: ArgumentHelp("A URL, as without the option.", valueName: "url"))
  var url: OrderedArgument?

  @Flag(name: [.customShort("q"), .customLong("disable")], help: "Leaves out SSE_TOP_OPTS and the file of defaults.")
  var leavesOutDefaults = false
}
