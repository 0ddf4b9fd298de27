import EventFilter
import TestSupport
import Testing
import Text

@testable import EventFields

@Suite struct JSONReaderTests {
  private static func line(_ text: [UInt8]) -> [UInt8]? {
    var line: [UInt8] = []
    return text.withUnsafeBytes { JSONLine.append($0, to: &line) } ? line : nil
  }

  @Test(arguments: UInt64(0)..<200) func `a line has no line end, and writing it again changes nothing`(seed: UInt64)
    throws
  {
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    let line = try #require(Self.line(Array(json.value().utf8)))
    #expect(!line.contains { $0 < 0x20 || $0 == 0x7F })
    #expect(Self.line(line) == line)
  }

  @Test func `digits, escapes and the order of members stay`() {
    let text = Array("{ \"b\" : 1.50E+2 ,\n\"a\":[ 123456789012345678901234567890.10, \"\\u00e9\\n\\/\" ] }".utf8)
    let line = "{\"b\":1.50E+2,\"a\":[123456789012345678901234567890.10,\"\\u00e9\\n\\/\"]}"
    #expect(Self.line(text) == Array(line.utf8))
  }

  @Test func `half of a surrogate pair is replaced, and a pair stays`() {
    let text = Array(#"["\ud83d\ude00","\ud800","\ud800\u00e9\udc00","\udfff\ud800","\\ud800\u0000"]"#.utf8)
    let line = #"["\ud83d\ude00","\ufffd","\ufffd\u00e9\ufffd","\ufffd\ufffd","\\ud800\u0000"]"#
    #expect(Self.line(text) == Array(line.utf8))
  }

  @Test func `bytes that are not UTF-8 are replaced, and control characters escaped`() {
    #expect(Self.line(Array("\"a".utf8) + [0xFF, 0x7F] + Array("\"".utf8)) == Array("\"a\u{FFFD}\\u007f\"".utf8))
  }

  @Test func `what is too deep for jq is left alone`() {
    func nested(_ depth: Int) -> [UInt8] { Array(repeating: 0x5B, count: depth) + Array(repeating: 0x5D, count: depth) }
    #expect(Self.line(nested(JSONLine.depthLimit)) == nested(JSONLine.depthLimit))
    #expect(Self.line(nested(JSONLine.depthLimit + 1)) == nil)
    #expect(Self.line(nested(200_000)) == nil)
    func objects(_ depth: Int) -> [UInt8] {
      Array((String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)).utf8)
    }
    #expect(Self.line(objects(JSONLine.depthLimit / 2)) == objects(JSONLine.depthLimit / 2))
    #expect(Self.line(objects(JSONLine.depthLimit / 2 + 1)) == nil)
    let wide = Array("[".utf8) + Array(repeating: Array("[{},[]],".utf8), count: 1000).joined() + Array("1]".utf8)
    #expect(Self.line(wide) == wide)
  }

  @Test(arguments: UInt64(0)..<200) func `a path that is written is read as the same`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let steps = (0..<Int.random(in: 0...5, using: &dice)).map { _ -> JSONPath.Step in
      switch Int.random(in: 0...3, using: &dice) {
      case 0: .each
      case 1: .index(Int.random(in: 0...9, using: &dice))
      case 2:
        .key(
          Array(
            (["a", "_b1", "a b", "a.b", "\"", "\\", "9", "", "$x", "x-y", "ключ"].randomElement(using: &dice) ?? "")
              .utf8))
      default: .key(Array(dice.hostileText(count: 4).utf8))
      }
    }
    #expect(try JSONPath(expression: JSONPath(steps).text) == JSONPath(steps))
  }

  @Test(arguments: [".a.b[]", ".", ".[]", ".[0].x", #".["odd key"]"#, #".a["b.c"].d"#])
  func `paths are written as jq reads them`(path: String) throws {
    #expect(try JSONPath(expression: path).text == path)
  }

  @Test(arguments: ["", "a", ".a b", ".a=1", ".a|.b", ".a.", "..", " .a", ".a[-1]"])
  func `what is no path`(text: String) { #expect(throws: FilterError.self) { try JSONPath(expression: text) } }
}
