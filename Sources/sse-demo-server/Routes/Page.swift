/// The page that shows the random numbers in a browser, with links to everything else.
struct Page: Route {
  let path = "/"
  let summary = "a page that shows the random numbers live, with links to the rest"
  private let html: String

  init(about routes: [any Route]) {
    let links = routes.map { route in
      #"<li><a href="\#(Self.escaped(route.path))">\#(Self.escaped(route.path))</a> \#(Self.escaped(route.summary))</li>"#
    }
    html = Self.html(links: links.joined(separator: "\n"))
  }

  func answer(_ request: Request) -> Answer {
    .whole(.document("text/html; charset=utf-8", html))
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

  private static func html(links: String) -> String {
    #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <title>sse-demo-server</title>
    <style>
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
    a, #numbers { font-family: ui-monospace, monospace; }
    #state { color: GrayText; }
    :root { color-scheme: light dark; }
    </style>
    </head>
    <body>
    <h1>sse-demo-server</h1>
    <p>Streams of Server-Sent Events:</p>
    <ul>
    \#(links)
    </ul>
    <h2>/events/, live</h2>
    <p id="state" role="status">connecting</p>
    <ol id="numbers"></ol>
    <script>
    const state = document.getElementById("state")
    const numbers = document.getElementById("numbers")
    const source = new EventSource("/events/")
    source.onopen = () => { state.textContent = "open" }
    source.onerror = () => {
      state.textContent = source.readyState === EventSource.CLOSED ? "closed" : "reconnecting"
    }
    source.onmessage = event => {
      const item = document.createElement("li")
      item.textContent = JSON.parse(event.data)
      numbers.append(item)
    }
    </script>
    </body>
    </html>

    """#
  }
}
