import StreamModel

@testable import Dashboard

extension Sample {
  /// The scenes of what covers or changes the feed.
  var moreScene: Scene {
    var scene = Self.full()
    switch self {
    case .typeTable: scene.press("T", "j")
    case .typeTableSorted: scene.press("T", ">", ">", "I", " ")
    case .sourceTable:
      scene = Self.sources(3)
      scene.press("S", "j", " ", "j")
    case .manySources: scene = Self.sources(40)
    case .connection:
      scene = Self.secretive()
      scene.press("i")
    case .connectionUnanswered:
      scene = Self.unanswered()
      scene.pass(7600)
      scene.press("i")
    case .connectionLost, .connectionEnd:
      scene = Self.reconnected.scene
      scene.press("i")
      if self == .connectionEnd { scene.press("G") }
    case .quiet: scene.pass(8000)
    case .stalled: scene.pass(754_000)
    case .unusual:
      scene.receive("no field\n{\"also\":1}\n\nevent: ping\n\ndata: half")
      scene.wait(.cut(""), milliseconds: 3000)
      scene.pass(3000)
      scene.open()
    case .hidden: scene.press("T", "j", " ", .escape)
    case .onlyComments: scene.press(.backTab)
    case .comments: scene.press("H")
    case .hour: scene.press("+", "+")
    case .filtered: scene.type("&event=order /3[05]0/\n")
    case .filterPrompt: scene.type("&event=order")
    case .wrongFilter:
      scene.type("&order\n&")
      scene.press(.control("u"))
      scene.type("event=order /[/\n")
    case .found: scene.type("//39[0-9]/\n")
    case .nothingFound: scene.type("/nowhere\n")
    case .palette: scene.type(":fre")
    case .saving: scene.press("s")
    case .marked: scene.press("k", "m", "k", "k", "m", "j")
    case .wrapped: scene.press("w", "k")
    case .sinceSameType: scene.press("t", "t", "t")
    case .zoomed: scene.press("z")
    case .cleared: scene.press("C")
    default: break
    }
    return scene
  }

  /// A server that was asked.
  static func unanswered() -> Scene {
    var scene = Scene(
      urls: ["https://api.example.com/v1/stream"],
      requests: [["GET https://api.example.com/v1/stream", "Accept: text/event-stream", "(by way of a proxy)"]])
    scene.connect()
    scene.pass(90)
    scene.reach(
      RequestProgress(
        lines: [
          "GET /v1/stream HTTP/1.1", "Host: api.example.com", "User-Agent: sse-top", "Accept: text/event-stream",
          "Cache-Control: no-cache", "Pragma: no-cache",
        ],
        timings: .init(nameLookup: .milliseconds(4), connect: .milliseconds(31), handshake: .milliseconds(88))))
    return scene
  }

  private static func sources(_ count: Int) -> Scene {
    var scene = Scene(urls: (1...count).map { "https://host\($0).example/events" })
    for source in 0..<count {
      if source % 3 == 2 {
        scene.connect(source)
        scene.wait(.nameNotFound("host\(source + 1).example"), milliseconds: 3000, source)
      } else {
        scene.open(source)
        for number in 0...source { scene.receive("event: order\ndata: \(number)\n\n", source) }
      }
    }
    scene.pass(900)
    return scene
  }

  /// An answer that has something to say, after a redirect.
  private static func secretive() -> Scene {
    var scene = Scene(
      urls: ["https://api.example.com/v1/stream"],
      requests: [
        [
          "GET https://api.example.com/v1/stream", "Accept: text/event-stream", "Authorization: Bearer ***",
          "Cookie: ***",
        ]
      ])
    scene.open(
      with: ResponseHead(
        status: 200, version: "HTTP/2", url: "https://eu.example.com/v1/stream",
        headers: [
          .init(name: "content-type", value: "text/event-stream"), .init(name: "set-cookie", value: "sid=secret"),
          .init(name: "content-encoding", value: "gzip"), .init(name: "via", value: "1.1 cache"),
        ],
        redirects: ["https://api.example.com/v1/stream"],
        timings: .init(
          nameLookup: .milliseconds(4), connect: .milliseconds(31), handshake: .milliseconds(88),
          firstByte: .milliseconds(140))))
    scene.receive("retry: 1500\n\n")
    scene.pass(250)
    for number in 1...20 {
      scene.pass(700)
      scene.receive(": beat\n\nid: \(number)\ndata: \(number)\n\n")
    }
    scene.pass(300)
    return scene
  }
}
