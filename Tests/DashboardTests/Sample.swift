import StreamModel

@testable import Dashboard

/// The situations of which there is a recorded screen.
enum Sample: String, CaseIterable {
  case starting
  case connecting
  case noAnswer = "no answer"
  case empty
  case oneEvent = "one event"
  case full
  case oneType = "one type"
  case scrolledUp = "scrolled up"
  case sideways
  case frozen
  case disconnected
  case reconnected
  case cannotConnect = "cannot connect"
  case refused
  case notAStream = "not a stream"
  case wideCharacters = "wide characters"
  case hostileText = "hostile text"
  case hostileTextOpened = "hostile text opened"
  case manyTypes = "many types"
  case tooLong = "too long"
  case opened
  case openedText = "opened text"
  case help
  case severalSources = "several sources"
  case typeTable = "type table"
  case typeTableSorted = "type table sorted"
  case sourceTable = "source table"
  case manySources = "many sources"
  case connection
  case connectionUnanswered = "connection unanswered"
  case connectionLost = "connection lost"
  case connectionEnd = "connection end"
  case quiet
  case stalled
  case unusual
  case hidden
  case onlyComments = "only comments"
  case comments
  case hour
  case filtered
  case filterPrompt = "filter prompt"
  case wrongFilter = "wrong filter"
  case found
  case nothingFound = "nothing found"
  case palette
  case saving
  case marked
  case wrapped
  case sinceSameType = "since same type"
  case zoomed
  case cleared
  case groupedWiki = "grouped wiki"
  case groupTable = "group table"
  case groupPrompt = "group prompt"
  case columnsOfOrders = "columns of orders"
  case groupedOrders = "grouped orders"
  case groupedHostile = "grouped hostile"
  case matchFarRight = "match far right"
  case replayPlaying = "replay playing"
  case replayPaused = "replay paused"
  case replaySeeking = "replay seeking"
  case replayEnded = "replay ended"
  case replayEndShown = "replay end shown"
  case replayHelp = "replay help"
  case replaySources = "replay sources"
  case replayUntimed = "replay untimed"
  case onlyErrors = "only errors"
  case alerted
  case alertedFrozen = "alerted frozen"
  case alertPrompt = "alert prompt"

  var scene: Scene {
    switch self {
    case .starting: return Scene()
    case .connecting:
      var scene = Scene()
      scene.connect()
      return scene
    case .noAnswer:
      var scene = Self.unanswered()
      scene.pass(41_000)
      return scene
    case .empty:
      var scene = Scene()
      scene.open()
      scene.receive(":ok\n\n")
      scene.pass(83_000)
      return scene
    case .oneEvent:
      var scene = Scene()
      scene.open()
      scene.pass(2000)
      scene.receive("data: 0.8371294\n\n")
      scene.pass(500)
      return scene
    case .full: return Self.full()
    case .oneType:
      var scene = Self.full()
      scene.press("2")
      return scene
    case .scrolledUp:
      var scene = Self.full()
      scene.press(.pageUp, .up)
      scene.receive("data: new\n\ndata: newer\n\n")
      return scene
    case .sideways:
      var scene = Self.full()
      scene.press(.right)
      return scene
    case .frozen:
      var scene = Self.full()
      scene.press(" ")
      scene.pass(5000)
      for number in 0..<1234 { scene.receive("data: \(number)\n\n") }
      return scene
    case .disconnected:
      var scene = Self.full()
      scene.wait(.ended, milliseconds: 3000)
      scene.pass(600)
      return scene
    case .reconnected:
      var scene = Self.full()
      scene.wait(.reset("Connection reset by peer"), milliseconds: 3000)
      scene.pass(3000)
      scene.connect(attempt: 1)
      scene.wait(.couldNotConnect("localhost:3000: Connection refused"), milliseconds: 3000)
      scene.pass(3000)
      scene.open()
      scene.receive("id: 900\ndata: back\n\n")
      scene.pass(1000)
      return scene
    case .cannotConnect:
      var scene = Scene()
      scene.connect()
      scene.wait(.couldNotConnect("localhost:3000: Connection refused"), milliseconds: 3000)
      scene.pass(560)
      return scene
    case .refused:
      var scene = Scene()
      scene.connect()
      scene.refuse(#"{"error":{"code":"no_such_stream","message":"There is no stream \u001b[31mhere"}}"#)
      scene.close(.status(404))
      return scene
    case .notAStream:
      var scene = Scene()
      scene.connect()
      scene.refuse("<!doctype html><html><head><TITLE>\n Sign in </TITLE></head><body>…")
      scene.close(.contentType("text/html; charset=utf-8"))
      return scene
    case .wideCharacters:
      var scene = Scene("https://example.com/日本語")
      scene.open()
      scene.receive("event: 注文\nid: 一二三\ndata: 漢字かな交じり文がここにあります。長い行は端で切れるが、桁はずれない。もう少し長く。\n\n")
      scene.receive("event: emoji\ndata: 👩‍👩‍👧 🇯🇵 👍🏽 ❤️ é e\u{301} 한국어\n\n")
      scene.receive("data: שלום مرحبا\n\ndata: a\tb\n\n")
      return scene
    case .hostileText: return Self.hostile()
    case .hostileTextOpened:
      var scene = Self.hostile()
      scene.press(.home, .down, .enter)
      return scene
    case .manyTypes:
      var scene = Scene()
      scene.open()
      for number in 0..<40 {
        for _ in 0...number { scene.receive("event: type number \(number)\ndata: {\"n\":\(number)}\n\n") }
      }
      scene.press(.backTab, .backTab, .backTab)
      return scene
    case .tooLong:
      var scene = Scene()
      scene.open()
      scene.receive(Array("data: ".utf8) + [UInt8](repeating: 120, count: 17 << 20))
      scene.receive("\n\ndata: after\n\n")
      return scene
    case .opened:
      var scene = Self.full()
      scene.press(.enter)
      return scene
    case .openedText:
      var scene = Scene()
      scene.open()
      scene.receive(
        "event: log\nid: 7\ndata: not JSON,\ndata:\ndata: of \(String(repeating: "many ", count: 30))words\n\n")
      scene.press(.enter)
      return scene
    case .help:
      var scene = Self.full()
      scene.press("?")
      return scene
    case .severalSources:
      var scene = Scene(
        "http://localhost:3000/events/", "https://example.com/a/rather/long/path/to/a/stream", "https://gone.example/x")
      scene.open(0)
      scene.open(1)
      scene.connect(2)
      scene.receive("id: 1\ndata: from the first\n\n", 0)
      scene.receive("event: order\ndata: from the second\n\n", 1)
      scene.wait(.nameNotFound("gone.example"), milliseconds: 3000, 2)
      scene.pass(900)
      return scene
    case .groupedWiki, .groupTable, .groupPrompt, .columnsOfOrders, .groupedOrders, .groupedHostile, .matchFarRight:
      return groupScene
    case .replayPlaying, .replayPaused, .replaySeeking, .replayEnded, .replayEndShown, .replayHelp, .replaySources,
      .replayUntimed, .onlyErrors:
      return replayScene
    case .alerted, .alertedFrozen, .alertPrompt: return alertScene
    default: return moreScene
    }
  }

  static func full() -> Scene {
    var scene = Scene("https://api.example.com/v1/stream?channel=orders")
    scene.open()
    scene.receive("retry: 2500\n\n")
    for number in 1...400 {
      scene.pass(37)
      switch number % 5 {
      case 0:
        scene.receive(
          "event: order\nid: \(number)\ndata: {\"order\":\(number),\"status\":\"paid\",\"items\":[{\"article\":\"tea\",\"price\":4.50}],\"note\":null,\"gift\":false}\n\n"
        )
      case 1: scene.receive("event: currentTime\nid: \(number)\ndata: Sat, 21 Nov 2026 05:00:00 GMT\n\n")
      case 2: scene.receive(": heartbeat\n\n")
      default: scene.receive("id: \(number)\ndata: 0.\(number * 7919)\n\n")
      }
    }
    scene.pass(250)
    return scene
  }

  private static func hostile() -> Scene {
    var scene = Scene("http://localhost:3000/\u{1B}]0;url\u{7}")
    scene.open()
    scene.receive(
      "event: \u{1B}[31mred\u{9B}2J\nid: \u{202E}id\ndata: \u{1B}]0;title\u{7}\u{1B}[2J\u{1B}[H text after\n\n")
    scene.receive(
      Array("data: raw C1 ".utf8) + [0x9B, 0x32, 0x4A, 0x90, 0xFF] + Array(" encoded \u{9B}2J\u{90}\n\n".utf8))
    scene.receive("data: \u{202E}evil\u{2066}order\u{200B}\u{FEFF}zero\u{AD}width\n\n")
    scene.receive("data: \u{0}\u{8}\u{8}\u{C}\u{B}\u{E}\u{7F}controls\ndata: second line\n\n")
    scene.receive("data: Z\(String(repeating: "\u{301}\u{30A}\u{32E}", count: 40))algo\n\n")
    scene.receive(Array("data: ".utf8) + [UInt8](repeating: UInt8(ascii: "m"), count: 1 << 20) + [10, 10])
    scene.close(.other(code: 1, "reason with \u{1B}[31m colour"))
    return scene
  }
}
