import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import Text

/// The light colours of JSON in the feed, and what else its rows do by themselves.
@Suite struct FeedJSONTests {
  private static func roles(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return FeedJSON(bytes[...]).map { piece in
      String(repeating: piece.role.letter, count: piece.range.count)
    }.joined()
  }

  @Test(arguments: [
    (#"{"a":1,"b":"x"}"#, "dddddnddddd...d"), (#"[true, null]"#, "dccccddccccd"),
    (#"{"a" : -1.5e9}"#, "dddddddnnnnnnd"), (#"{"a":"b\"c"}"#, "ddddd......d"), ("prose {\"a\":1}", "............."),
    ("{\"a\":\"b\nc\"}", "ddddd.....d"), (#"{"a":"\q\u12\"x"}"#, "ddddd...........d"), ("{\"cut", "d...."),
    ("{\"a\":tr", "dddddcc"), ("", ""), ("{\"end\\", "d....."), ("7", "."),
  ])
  func `names and signs are dim, numbers and literals have roles, strings are plain`(text: String, roles: String) {
    #expect(Self.roles(text) == roles, "\(text)")
  }

  @Test(arguments: UInt64(0)..<100) func `whatever the bytes, each has one role`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let bytes = Array("{\"a\":[".utf8) + dice.hostileBytes(count: 40)
    let pieces = Array(FeedJSON(bytes[...].dropFirst(Int.random(in: 0...2, using: &dice))))
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      #expect(piece.range.upperBound == next.range.lowerBound && piece.role != next.role)
    }
    #expect(pieces.last?.range.upperBound == bytes.count)
  }

  @Test func `a match beyond the edge is scrolled to, and one that can be seen is not`() {
    var scene = Scene()
    scene.open()
    let filler = String(repeating: "x", count: 300)
    scene.receive("data: {\"a\":\"\(filler)\",\"far\":\"needle\"}\n\n")
    scene.receive("data: {\"near\":\"needle\",\"a\":\"\(filler)\"}\n\n")
    scene.type("/needle\n")
    let screen = scene.screen()
    let far = screen.lines.indices.first { screen.lines[$0].contains("\"far\":\"needle\"") }
    #expect(far.map { screen.lines[$0].contains(" …x") } == true)
    #expect(far.map { screen.roles(row: $0).contains("MMMMMM") } == true)
    #expect(screen.contains("{\"near\":\"needle\""))
  }

  @Test func `a name that is too long loses its middle`() {
    var canvas = Canvas(columns: 20, rows: 3)
    canvas.put(name: "com.example.orders.placed", in: canvas.area, upTo: 16, role: .normal)
    canvas.put(name: "日本語の長い名前です", in: canvas.area, row: 1, upTo: 12, role: .normal)
    canvas.put(name: "short", in: canvas.area, row: 2, upTo: 16, role: .normal)
    #expect(canvas.lines[0] == "com.exampl…laced")
    #expect(canvas.lines[1].contains("…") && TextWidth.columns(of: canvas.lines[1]) <= 12)
    #expect(canvas.lines[2] == "short")
  }
}
