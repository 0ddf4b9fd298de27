import NIOCore

/// What there is, for programs.
struct Scenarios: Route {
  let path = "/scenarios"
  let summary = "this list as JSON, with the options of each"
  let crossOrigin = CrossOrigin.anyone

  private let json: String

  init(about routes: [any Route]) {
    json = "[\n" + routes.map { "  " + Self.json($0) }.joined(separator: ",\n") + "\n]\n"
  }

  func answer(_ request: Request) -> Answer {
    .whole(.document("application/json", json))
  }

  private static func json(_ route: any Route) -> String {
    let options = route.options.map {
      JSONText.object(["name": JSONText.quoted($0.name), "description": JSONText.quoted($0.meaning)])
    }
    return JSONText.object([
      "name": JSONText.quoted(route.name), "path": JSONText.quoted(route.path),
      "description": JSONText.quoted(route.summary), "options": JSONText.array(options),
    ])
  }
}
