import Foundation
import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// What somebody sees who looks at the usual kinds of streams for the first time: each page, at three sizes. How
/// each role looks in which theme is `Screens/themes.txt`.
@Suite("GoldenScreenTests of streams") struct StreamPagesTests {
  enum Stream: String, CaseIterable {
    case wiki, orders, llm, journal

    var scene: Scene {
      switch self {
      case .wiki: Sample.wiki()
      case .orders: Sample.orders()
      case .llm: StreamPagesTests.chunks()
      case .journal: StreamPagesTests.journal()
      }
    }

    /// Paths that one would look at: to group by, and as columns.
    var group: String {
      switch self {
      case .wiki: ".wiki"
      case .orders: ".status"
      case .llm: ".choices[0].finish_reason"
      case .journal: ".SYSLOG_IDENTIFIER"
      }
    }

    var columns: [String] {
      switch self {
      case .wiki: [".length.new", ".user"]
      case .orders: [".order", ".payment.amount"]
      case .llm: [".choices[0].index", ".choices[0].delta.content"]
      case .journal: [".PRIORITY", ".MESSAGE"]
      }
    }

    var word: String {
      switch self {
      case .wiki: "灯台守"
      case .orders: "Gdańsk"
      case .llm: "tide"
      case .journal: "number 288"
      }
    }
  }

  enum Page: String, CaseIterable {
    case feed
    case opened = "an event opened"
    case changes = "its changes"
    case fields
    case values
    case groups = "groups and columns"
    case oneValue = "one value"
    case found = "what was found"

    func open(_ scene: inout Scene, _ stream: Stream, _ size: Size) {
      func press(_ key: Key) { scene.press(key, columns: size.columns, rows: size.rows) }
      func type(_ text: String) { scene.type(text, columns: size.columns, rows: size.rows) }
      switch self {
      case .feed: break
      case .opened: press(.enter)
      case .changes: press("d")
      case .fields: press("L")
      case .values: type("L/\(stream.group.replacing("[0]", with: "[]"))\n\n")
      case .groups:
        type("=\(stream.group)\n")
        for path in stream.columns { type(":column \(path)\n") }
        press("k")
      case .oneValue: type("=\(stream.group)\n1")
      case .found: type("/\(stream.word)\n")
      }
    }
  }

  struct Size: Sendable {
    let columns: Int
    let rows: Int
    static let all = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 50)]
  }

  @Test(arguments: Stream.allCases, Size.all) func `each page is as recorded`(stream: Stream, size: Size) throws {
    var text = ""
    for page in Page.allCases {
      var scene = stream.scene
      page.open(&scene, stream, size)
      let screen = scene.screen(columns: size.columns, rows: size.rows)
      text += "==== \(page.rawValue)\n" + Self.compact(screen)
    }
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")
    let file = folder.appending(path: "stream-\(stream.rawValue)-\(size.columns)x\(size.rows).txt")
    let drawn = Data(text.utf8)
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try drawn.write(to: file) }
    #expect((try? Data(contentsOf: file)) == drawn, "\(file.lastPathComponent) differs")
  }

  /// The text, a `|` at the end of each row, then the roles: each row's letters, with how often they come one after the
  /// other.
  private static func compact(_ canvas: Canvas) -> String {
    let rows = canvas.lines.map { $0 + "|\n" }.joined()
    let roles = (0..<canvas.rows).map { row -> String in
      var runs: [(letter: Character, count: Int)] = []
      for letter in canvas.roles(row: row) {
        if runs.last?.letter == letter { runs[runs.count - 1].count += 1 } else { runs.append((letter, 1)) }
      }
      return runs.map { "\($0.letter)\($0.count)" }.joined(separator: " ") + "\n"
    }
    return rows + "---\n" + roles.joined()
  }

  // MARK: - Streams

  /// An answer of a language model, as chat completions bring it.
  private static func chunks() -> Scene {
    var scene = Scene("https://api.example.com/v1/chat/completions")
    scene.open()
    let words = "The next high tide at the old harbour comes at 4:12 in the morning, a little later each day.".split(
      separator: " ")
    func chunk(_ delta: String, _ finish: String = "null") -> String {
      #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795264496,"model":"demo-small","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}],"usage":null}"#
        + "\n\n"
    }
    scene.receive(chunk(#"{"role":"assistant","content":""}"#))
    for word in words {
      scene.pass(40)
      scene.receive(chunk(#"{"content":"\#(word) "}"#))
    }
    scene.pass(40)
    scene.receive(chunk("{}", #""stop""#))
    scene.receive("data: [DONE]\n\n")
    scene.pass(200)
    return scene
  }

  /// systemd's journal, as its gateway gives it out: no ids, no types, numbers as texts, members in any order.
  private static func journal() -> Scene {
    var scene = Scene("http://localhost:19531/entries?follow")
    scene.open()
    for number in 1...300 {
      if number % 10 == 0 { scene.pass(250) }
      var members = [
        #""__CURSOR":"s=0;i=\#(String(number, radix: 16))""#,
        #""__REALTIME_TIMESTAMP":"\#(1_795_264_000_000_000 + number * 1_000_000)""#,
        #""_BOOT_ID":"0123456789abcdef0123456789abcdef""#, #""PRIORITY":"\#(number % 8)""#,
        #""SYSLOG_IDENTIFIER":"unit\#(number % 7 % 3)""#,
        number % 50 == 9 ? #""MESSAGE":[27,91,51,49,109,110]"# : #""MESSAGE":"number \#(number) of what happened""#,
        #""_PID":"\#(100 + number % 5)""#,
      ]
      if number % 4 == 0 { members.append(#""_SYSTEMD_UNIT":"unit\#(number % 3).service""#) }
      let turn = number % members.count
      scene.receive("data: {\((members[turn...] + members[..<turn]).joined(separator: ","))}\n\n")
    }
    scene.pass(400)
    return scene
  }
}
