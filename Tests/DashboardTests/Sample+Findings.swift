import StreamModel

@testable import Dashboard
@testable import Findings
@testable import Text

/// Streams with findings, and what is found.
enum FindingsSample: String, CaseIterable {
  case none
  case nothingYet = "nothing yet"
  case one
  case many
  case manyMoved = "many moved"
  case opened
  case hostile
  case hostileOpened = "hostile opened"
  case told

  var scene: Scene {
    switch self {
    case .none:
      var scene = Sample.full()
      scene.press("D")
      return scene
    case .nothingYet:
      var scene = Scene()
      scene.connect()
      scene.press("D")
      return scene
    case .one, .opened:
      var scene = Self.held()
      scene.press("D")
      if self == .opened { scene.press(.enter) }
      return scene
    case .many, .manyMoved:
      var scene = Self.many()
      scene.press("D")
      if self == .manyMoved { scene.press("j", "j", "j", "j", "j", "j") }
      return scene
    case .hostile, .hostileOpened:
      var scene = Self.hostile()
      scene.press("D")
      if self == .hostileOpened { scene.press(.enter) }
      return scene
    case .told:
      var scene = Self.held()
      scene.press("E")
      return scene
    }
  }

  static func finding(
    _ code: FindingCode, _ evidence: [String], remedies: [String] = [], figures: [(String, Int)] = [], count: Int = 1,
    place: WireFaults.Location? = nil, first: Moment = .start + .milliseconds(3000), last: Moment? = nil,
    isNow: Bool = true
  ) -> Finding {
    Finding(
      Verdict(
        code, evidence: evidence, remedies: remedies, figures: figures, count: count, place: place, isNow: isNow),
      at: first
    ).lasting(until: last)
  }

  /// One error and two notes.
  static func held() -> Scene {
    var scene = Scene("https://shop.example/feed")
    scene.open(
      with: ResponseHead(
        status: 200,
        headers: [
          .init(name: "Content-Type", value: "text/event-stream"), .init(name: "Server", value: "nginx/1.22.1"),
        ]))
    for number in 1...60 {
      if number % 22 == 1 { scene.pass(1100) }
      scene.receive("id: \(number)\ndata: {\"order\":\(number)}\n\n")
    }
    let found = finding(
      .heldBySize,
      [
        "14 of 15 pauses began in the middle of a line, half of them 1.10 s or longer; a flushed stream pauses between "
          + "events",
        "the pieces between them were 4,096 bytes each, about 22 events",
        "the response headers came 1.05 s after the request", "Server: nginx/1.22.1",
      ],
      remedies: [
        "let the application send X-Accel-Buffering: no (nginx takes it out again on the way)",
        "or in nginx: proxy_buffering off; or, where the upstream is chunked, proxy_http_version 1.1;",
      ],
      figures: [("pauses", 15), ("inside_line", 14), ("lump_bytes", 4096), ("pause_ms", 1100)], count: 14,
      place: .init(connection: 1, event: 22, offset: 3908))
    scene.view.receive(
      FindingBoard([
        [
          found, finding(.noBeat, ["the longest silence was 60.0 s"]),
          finding(.noCache, ["Cache-Control: max-age=60"]),
        ]
      ]))
    scene.tell(found)
    scene.pass(500)
    return scene
  }

  /// Twenty findings over twelve sources.
  static func many() -> Scene {
    var scene = Scene(urls: (1...12).map { "https://host\($0).example/streams/orders" })
    for source in 0..<12 {
      scene.open(source)
      scene.receive("id: 1\ndata: \(source)\n\n", source)
    }
    let codes: [FindingCode] = [.idleTimeout, .noBeat, .misspeltField, .missing, .noCache, .oneBehind, .midEvent]
    var board = Array(repeating: [Finding](), count: 12)
    for number in 0..<20 {
      let code = codes[number % codes.count]
      board[number % 12].append(
        finding(
          code, ["evidence of number \(number)", "and more of it"], remedies: ["change number \(number)"],
          count: number + 1, last: .start + .seconds(9), isNow: number % 3 == 0))
    }
    scene.view.receive(FindingBoard(board))
    scene.pass(900)
    return scene
  }

  /// Long evidence that quotes what must not reach a terminal.
  static func hostile() -> Scene {
    var scene = Scene("http://localhost:3000/\u{1B}]0;url\u{7}")
    scene.open()
    scene.receive("Data: x\n\ndata: y\n\n")
    scene.view.receive(
      FindingBoard([
        [
          finding(
            .misspeltField,
            [
              "event 1, byte 0: \"\u{1B}]0;title\u{7}\u{1B}[2J\u{1B}[H\u{202E}Data\u{9B}31m: \(String(repeating: "x", count: 300))\"",
              "漢字かな交じり文がここにあります。" + String(repeating: "長い行", count: 40),
              String(repeating: "many words of evidence ", count: 20),
              "Z\(String(repeating: "\u{301}", count: 60))algo",
            ], remedies: ["change \u{1B}[31mthis"], count: 1_234_567,
            place: .init(connection: 1, event: 1, offset: .max))
        ]
      ]))
    return scene
  }
}

extension Finding {
  fileprivate func lasting(until end: Moment?) -> Finding {
    var finding = self
    if let end { finding.last = end }
    return finding
  }
}
