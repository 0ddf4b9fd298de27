import TestSupport
import Testing

@testable import Dashboard
@testable import Text

@Suite struct DocumentTests {
  private func lines(_ document: Document) -> [String] {
    document.lines.map { document.text(of: $0).spans.map(\.text).joined() }
  }

  /// `nil` if it is not all JSON.
  private func lines(_ text: String) -> [String]? {
    let document = Document(Array(text.utf8))
    return document.isJSON ? lines(document) : nil
  }

  private func isJSON(_ bytes: [UInt8]) -> Bool { Document(bytes).isJSON }

  @Test func `Members and elements stand on lines of their own, empty containers on one`() {
    #expect(
      lines(" {\"a\" :[1, 2.50e+3 ,{ }],\r\n\"a\":\"x\\u00e9 \\\"\",\"b\":{\"c\":[ ]}, \"d\" : null}\n") == [
        "{", "  \"a\": [", "    1,", "    2.50e+3,", "    {}", "  ],", "  \"a\": \"x\u{E9} \\\"\",", "  \"b\": {",
        "    \"c\": []", "  },", "  \"d\": null", "}",
      ])
  }

  @Test func `Spans say what they are`() {
    let document = Document(Array(#"{"a":["s",1,true]}"#.utf8))
    #expect(document.lines.count == 7)
    #expect(
      document.lines.flatMap { document.text(of: $0).spans.map { TextSpan($0.text, $0.role) } } == [
        TextSpan("{"), TextSpan("  "), TextSpan("\"a\"", .name), TextSpan(": "), TextSpan("["), TextSpan("    "),
        TextSpan("\"s\"", .string), TextSpan(","), TextSpan("    "), TextSpan("1", .number), TextSpan(","),
        TextSpan("    "), TextSpan("true", .literal), TextSpan("  "), TextSpan("]"), TextSpan("}"),
      ])
  }

  @Test(arguments: ["0.8371", " -0 ", "\"x\"", "true", "null", "[]", "{}", "1E5", "\"\\uD800\"", "[[],{}]"])
  func `Any value may stand at the top`(text: String) {
    #expect(isJSON(Array(text.utf8)))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1", "tru",
    "truex", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "1 2", "{}{}", "[}", "{]", "]", "NaN", "'a'", "\u{FEFF}1",
    "[1:2]", "{\"a\":1:2}", "{1:2}", "// c\n1", "{\"a\",\"b\"}",
  ])
  func `What is not JSON is text, and not a byte of it is changed`(text: String) {
    #expect(!isJSON(Array(text.utf8)))
    #expect(lines(Document(Array(text.utf8))).joined(separator: "\n") == text)
  }

  @Test func `Bytes that are not UTF-8 are replaced within strings only`() {
    #expect(lines(Document([0x22, 0xFF, 0x22])) == ["\"\u{FFFD}\""])
    #expect(isJSON([0x22, 0xFF, 0x22]) && !isJSON([0xFF]) && !isJSON([0x5B, 0xC3, 0x5D]))
  }

  @Test func `Nesting is limited, and brackets without end do no harm`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(Document(nested(Document.depthLimit)).lines.count == 2 * Document.depthLimit - 1)
    #expect(!isJSON(nested(Document.depthLimit + 1)))
    #expect(!isJSON(nested(100_000)))
  }

  @Test func `Nothing is changed but white space`() {
    var dice = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let (spaced, compact) = value(depth: 4, &dice)
      let document = Document(Array(spaced.utf8))
      var text = ""
      for line in document.lines {
        for span in document.text(of: line).spans {
          let written = String(decoding: span.bytes, as: UTF8.self)
          text += span.role == .normal ? written.filter { $0 != " " } : written
        }
      }
      #expect(Array(text.utf8) == Array(compact.utf8))
      #expect(document.isJSON)
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
      for count in bytes.indices where isJSON(Array(bytes[..<count])) {
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
      let document = Document(bytes)
      #expect(document.isJSON || lines(document).count <= bytes.count { $0 == 0x0A } + bytes.count + 1)
    }
  }

  @Test func `Several JSON lines are several values, and lines that are none are text`() {
    #expect(
      lines(Document(Array("{\"a\":1}\n[DONE]\n<x>1</x>\n\n[2,{}]".utf8))) == [
        "{", "  \"a\": 1", "}", "[DONE]", "<x>1</x>", "", "[", "  2,", "  {}", "]",
      ])
  }

  @Test func `What is folded is one line that tells how much it hides`() {
    var document = Document(Array(#"{"a":[1,2],"b":{"c":{}},"d":[],"e":[{"f":1}]}"#.utf8))
    document.foldAll(true)
    #expect(
      lines(document) == [
        "{", "  \"a\": […] 2 items", "  \"b\": {…} 1 key", "  \"d\": [],", "  \"e\": […] 1 item", "}",
      ])
    document.fold(0, true)
    #expect(lines(document) == ["{…} 4 keys"])
    #expect(document.text(of: document.lines[0], glyphs: .ascii).spans.map(\.text).joined() == "{...} 4 keys")
    let innermost = document.nodes.count - 1
    document.reveal(innermost)
    #expect(lines(document).suffix(6) == ["  \"e\": [", "    {", "      \"f\": 1", "    }", "  ]", "}"])
    document.foldAll(false)
    #expect(lines(document).count == 15)
  }

  @Test func `Folding and unfolding anything in any order ends where it began`() {
    var dice = SeededGenerator(seed: 11)
    for _ in 0..<60 {
      var document = Document(Array(value(depth: 5, &dice).spaced.utf8))
      let unfolded = lines(document)
      for _ in 0..<10 {
        document.fold(document.nodes.indices.randomElement(using: &dice) ?? 0, Bool.random(using: &dice))
        for (index, line) in document.lines.enumerated() where !line.isClose {
          #expect(document.line(at: document.nodes[line.node].first) == index)
        }
      }
      document.foldAll(false)
      #expect(lines(document) == unfolded)
    }
  }

  @Test func `Paths are written as jq reads them`() {
    let document = Document(Array(#"{"items":[1,{"sku":2}],"odd key":[[3]],"":4,"9":5,"_a9":6,"q\"":7}"#.utf8))
    #expect(
      document.nodes.indices.map { document.path(of: $0) } == [
        ".", ".items", ".items[0]", ".items[1]", ".items[1].sku", ".[\"odd key\"]", ".[\"odd key\"][0]",
        ".[\"odd key\"][0][0]", ".[\"\"]", ".[\"9\"]", "._a9", ".[\"q\\\"\"]",
      ])
    #expect(Document(Array("[[1]]".utf8)).path(of: 2) == ".[0][0]")
    #expect(Document(Array("text".utf8)).path(of: 0) == nil)
  }

  @Test func `Every path leads back to its node, unless a later member has the name of it or of what it is in`() {
    var dice = SeededGenerator(seed: 12)
    for _ in 0..<100 {
      let document = Document(Array(value(depth: 4, &dice).spaced.utf8))
      for node in document.nodes.indices where !isShadowed(node, in: document) {
        #expect(document.way(document.steps(to: node)).map { $0 == (node, true) } == true)
        #expect(document.path(of: node).flatMap { JQPath.evaluate($0, in: document) } == document.value(of: node))
      }
    }
  }

  @Test func `JSON that is cut anywhere is laid out as far as it goes`() {
    let text = Array(
      #"{"a":[1,-2.5e3,{"b":"x\u4f60\n\\ \"y"},true],"c":{},"d":[],"e":null,"\u0041":"漢字","f":false,"g":12}"#.utf8)
    let whole = Document(text)
    for size in 1..<text.count {
      let cut = Document(Array(text[..<size]), isCut: true)
      #expect(cut.isJSON, "cut after \(size) bytes")
      for (node, other) in zip(cut.nodes, whole.nodes) {
        #expect(node.kind == other.kind && node.start == other.start && node.parent == other.parent)
      }
      for node in cut.nodes.indices where !cut.unclosed.contains(node) {
        #expect(cut.value(of: node) == whole.value(of: node))
        #expect(cut.path(of: node) == whole.path(of: node))
      }
      #expect(cut.unclosed.contains(0))
      #expect(
        cut.lines.filter(\.isClose).map(\.node).sorted()
          == cut.nodes.indices.filter { cut.isContainer($0) && !cut.unclosed.contains($0) })
      // Without the cut it is no JSON.
      #expect(!Document(Array(text[..<size])).isJSON)
    }
  }

  @Test(arguments: [
    "{\"a\":x", "{\"a\" 1", "[1,]", "{,", "[1 2", "{\"a\":\"x\u{1}y", "[\"\\q and more", "plain", "[INFO] x", "[trux",
    "[-x",
  ])
  func `what is no JSON before the cut stays text`(text: String) {
    let document = Document(Array(text.utf8), isCut: true)
    #expect(document.nodes.map(\.kind) == [.text])
    #expect(document.unclosed.isEmpty)
  }

  private func isShadowed(_ node: Int, in document: Document) -> Bool {
    let parent = document.nodes[node].parent
    guard parent != Document.Node.none else { return false }
    let later = document.nodes.indices.filter { $0 > node && document.nodes[$0].parent == parent }
    let name = document.name(of: node)
    return name != nil && later.contains { document.name(of: $0) == name } || isShadowed(Int(parent), in: document)
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
