import Dashboard
import TestSupport
import Testing

@Suite("JSON layout")
struct JSONLayoutTests {
  private func lines(_ text: String) -> [String]? {
    JSONLayout(Array(text.utf8))?.map { $0.map(\.text).joined() }
  }

  @Test func `Members and elements stand on lines of their own, empty containers on one`() {
    #expect(
      lines(" {\"a\" :[1, 2.50e+3 ,{ }],\r\n\"a\":\"x\\u00e9 \\\"\",\"b\":{\"c\":[ ]}, \"d\" : null}\n") == [
        "{", "  \"a\": [", "    1,", "    2.50e+3,", "    {}", "  ],", "  \"a\": \"x\\u00e9 \\\"\",", "  \"b\": {",
        "    \"c\": []", "  },", "  \"d\": null", "}",
      ])
  }

  @Test func `Spans say what they are`() {
    let layout = JSONLayout(Array(#"{"a":["s",1,true]}"#.utf8))
    #expect(layout?.count == 7)
    #expect(
      layout?.flatMap { $0 } == [
        TextSpan("{"), TextSpan("  "), TextSpan("\"a\"", .name), TextSpan(": "), TextSpan("["), TextSpan("    "),
        TextSpan("\"s\"", .string), TextSpan(","), TextSpan("    "), TextSpan("1", .number), TextSpan(","),
        TextSpan("    "), TextSpan("true", .literal), TextSpan("  "), TextSpan("]"), TextSpan("}"),
      ])
  }

  @Test(arguments: ["0.8371", " -0 ", "\"x\"", "true", "null", "[]", "{}", "1E5", "\"\\uD800\"", "[[],{}]"])
  func `Any value may stand at the top`(text: String) {
    #expect(JSONLayout(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1", "tru",
    "truex", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "1 2", "{}{}", "[}", "{]", "]", "NaN", "'a'", "\u{FEFF}1",
    "[1:2]", "{\"a\":1:2}", "{1:2}", "// c\n1", "{\"a\",\"b\"}",
  ])
  func `What is not JSON is nil`(text: String) {
    #expect(JSONLayout(Array(text.utf8)) == nil)
  }

  @Test func `Bytes that are not UTF-8 are replaced within strings only`() {
    #expect(JSONLayout([0x22, 0xFF, 0x22])?.first == [TextSpan("\"\u{FFFD}\"", .string)])
    #expect(JSONLayout([0xFF]) == nil)
    #expect(JSONLayout([0x5B, 0xC3, 0x5D]) == nil)
  }

  @Test func `Nesting is limited, and brackets without end do no harm`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(JSONLayout(nested(JSONLayout.depthLimit))?.count == 2 * JSONLayout.depthLimit - 1)
    #expect(JSONLayout(nested(JSONLayout.depthLimit + 1)) == nil)
    #expect(JSONLayout(nested(100_000)) == nil)
  }

  @Test func `Lines outside of the layout are empty`() {
    #expect(JSONLayout(Array("1".utf8))?[7] == [])
    #expect(JSONLayout(Array("1".utf8))?[-1] == [])
  }

  @Test func `Nothing is changed but white space`() {
    var dice = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let (spaced, compact) = value(depth: 4, &dice)
      guard let layout = JSONLayout(Array(spaced.utf8)) else {
        Issue.record("not JSON: \(spaced)")
        continue
      }
      var text = ""
      for line in layout {
        for span in line {
          text += span.role == .normal ? span.text.filter { $0 != " " } : span.text
        }
      }
      #expect(Array(text.utf8) == Array(compact.utf8))
      #expect(layout.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func `Laying out what was laid out changes nothing`() {
    var dice = SeededGenerator(seed: 8)
    for _ in 0..<100 {
      let once = lines(value(depth: 4, &dice).spaced) ?? []
      #expect(lines(once.joined(separator: "\n")) == once)
    }
  }

  @Test func `No truncation of a container or a string is JSON`() {
    var dice = SeededGenerator(seed: 9)
    for _ in 0..<60 {
      let bytes = Array("[\(value(depth: 3, &dice).spaced)]".utf8)
      for count in bytes.indices where JSONLayout(bytes[..<count]) != nil {
        Issue.record("\(count) bytes of \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test func `Any bytes are either laid out or refused`() {
    var dice = SeededGenerator(seed: 10)
    let alphabet = Array("{}[],:\"\\u01e-. tfn\u{E9}\n".utf8)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &dice)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &dice) ?? 0 }
      _ = JSONLayout(bytes)?.count
    }
  }

  /// A JSON value with white space wherever it may be, and the same without.
  private func value(depth: Int, _ dice: inout SeededGenerator) -> (spaced: String, compact: String) {
    var spaced = ""
    var compact = ""
    func add(_ token: String) {
      spaced += ["", "", " ", "\n", "\t \r\n"].randomElement(using: &dice) ?? ""
      spaced += token
      compact += token
    }
    func add(_ value: (spaced: String, compact: String)) {
      spaced += value.spaced
      compact += value.compact
    }
    let strings = ["\"\"", "\"a b\"", "\"\\\"\\\\\\/\\u00e9\"", "\"{,}[:]\"", "\"漢 😀\u{202E}\"", "\"a\""]
    let scalars = ["0", "-1", "1.50", "1E+400", "123456789012345678901234567890", "true", "false", "null"] + strings
    switch depth > 0 ? Int.random(in: 0...3, using: &dice) : 0 {
    case 1, 3:
      add("[")
      for index in 0..<Int.random(in: 0...3, using: &dice) {
        if index > 0 { add(",") }
        add(value(depth: depth - 1, &dice))
      }
      add("]")
    case 2:
      add("{")
      for index in 0..<Int.random(in: 0...3, using: &dice) {
        if index > 0 { add(",") }
        add(strings.randomElement(using: &dice) ?? "\"\"")
        add(":")
        add(value(depth: depth - 1, &dice))
      }
      add("}")
    default: add(scalars.randomElement(using: &dice) ?? "0")
    }
    return (spaced, compact)
  }
}
