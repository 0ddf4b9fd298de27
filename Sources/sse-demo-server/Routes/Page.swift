/// The page that shows any stream in a browser, with links to all of them.
struct Page: Route {
  let path = "/"
  let summary = "a page that shows a stream live in the browser, with links to the rest"
  private let html: String

  init(about routes: [any Route]) {
    let items = routes.map { route in
      let path = Self.escaped(route.path)
      return """
        <li><button type="button" value="\(path)" title="Watch \(path)">▸</button>
        <a href="\(path)">\(path)</a> <span>\(Self.escaped(route.summary))</span>\(Self.options(of: route))</li>
        """
    }
    html = Self.html(items: items.joined(separator: "\n"))
  }

  func answer(_ request: Request) -> Answer {
    .whole(.document("text/html; charset=utf-8", html))
  }

  private static func options(of route: any Route) -> String {
    guard !route.options.isEmpty else { return "" }
    let terms = route.options.map { "<dt>?\(escaped($0.name))=</dt><dd>\(escaped($0.meaning))</dd>" }
    return "<details><summary>options</summary><dl>\(terms.joined())</dl></details>"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { html, character in
      switch character {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      default: html.append(character)
      }
    }
  }

  private static func html(items: String) -> String {
    #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <title>sse-demo-server</title>
    <style>\#(style)</style>
    </head>
    <body>
    <header>
    <h1>sse-demo-server</h1>
    <p>Streams of Server-Sent Events, each with something to try a client on. ▸ watches one here, its link opens it
    raw, and the same in a terminal is <code>sse-top <span id="here"></span></code>.</p>
    </header>
    <main>
    <section aria-labelledby="live">
    <h2 id="live">Live</h2>
    <form id="ask">
    <input id="path" name="path" value="/events/" aria-label="path and options" spellcheck="false">
    <label><input id="credentials" type="checkbox"> withCredentials</label>
    <button>watch</button> <button type="button" id="close">close</button>
    </form>
    <p><output id="state">connecting</output> <span id="facts"></span></p>
    <ul id="types" aria-label="event types"></ul>
    <ol id="events" aria-label="events" tabindex="0"></ol>
    </section>
    <nav aria-labelledby="all">
    <h2 id="all">Streams</h2>
    <ul id="streams">
    \#(items)
    </ul>
    </nav>
    </main>
    <script>\#(script)</script>
    </body>
    </html>

    """#
  }
}
