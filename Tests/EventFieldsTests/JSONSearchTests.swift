import EventFilter
import TestSupport
import Testing
import Text

@testable import EventFields

/// The search, which passes over what it does not look for, against a tree of all tokens.
@Suite struct JSONSearchTests {
  private static func paths(_ dice: inout SeededGenerator) -> [JSONPath] {
    (0..<Int.random(in: 1...5, using: &dice)).map { _ in
      JSONPath(
        (0..<Int.random(in: 0...4, using: &dice)).map { _ in
          switch Int.random(in: 0...5, using: &dice) {
          case 0: .each
          case 1: .index(Int.random(in: 0...2, using: &dice))
          default: .key(Array((["id", "a", "odd key", "a.b"].randomElement(using: &dice) ?? "").utf8))
          }
        })
    }
  }

  private static func check(_ text: [UInt8], _ paths: [JSONPath]) {
    let tree = NaiveSearch(text)
    text.withUnsafeBytes { bytes in
      func range(_ value: JSONSearch.Value?) -> Range<Int>? {
        guard let value, let start = value.text.baseAddress, let first = bytes.baseAddress else { return nil }
        return start - first..<start - first + value.text.count
      }
      let shown = String(decoding: text, as: UTF8.self)
      #expect(JSONSearch.isJSON(bytes) == (tree != nil), "\(shown)")
      let all = JSONSearch(paths).findAll(in: bytes)
      #expect((all == nil) == (tree == nil), "\(shown)")
      for (index, path) in paths.enumerated() {
        let expected = tree?.ranges(path) ?? []
        let found = JSONSearch(path).find(in: bytes)
        #expect(found.isJSON == (tree != nil), "\(shown)")
        #expect(range(found.value) == expected.first, "\(path.text) of \(shown)")
        #expect(range(all?[index]) == expected.first, "\(path.text) among others of \(shown)")
        if let value = found.value {
          #expect(value.hasEscape == (value.kind == .string && value.text.contains(0x5C)))
          #expect(JSONSearch(path).contains(in: bytes) { range($0) == expected.last }, "\(path.text) of \(shown)")
        }
        // Nothing that a later member has replaced.
        #expect(!JSONSearch(path).contains(in: bytes) { !expected.contains(range($0) ?? 0..<0) })
      }
    }
  }

  @Test(arguments: UInt64(0)..<400) func `it finds what the tokens say, in broken texts too`(seed: UInt64) {
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    json.isOdd = true
    for _ in 0..<10 {
      var text = Array(json.value().utf8)
      let paths = Self.paths(&json.dice)
      Self.check(text, paths)
      for _ in 0..<6 where !text.isEmpty {
        let place = Int.random(in: text.indices, using: &json.dice)
        let other = "{}[],:\"\\0-e.tn \u{1}".utf8.randomElement(using: &json.dice) ?? 0
        switch Int.random(in: 0...3, using: &json.dice) {
        case 0: text.remove(at: place)
        case 1: text.insert(other, at: place)
        case 2: text.removeSubrange(place...)
        default: text[place] = other
        }
        Self.check(text, paths)
      }
    }
  }

  @Test(
    arguments: [
      (#"{"a":{"id":1},"a":{}}"#, ".a.id", nil), (#"{"a":{},"a":{"id":1}}"#, ".a.id", "1"),
      (#"{"a":1,"\u0061":2}"#, ".a", "2"), (#"{"a":[1],"a":5}"#, ".a[]", nil),
      (#"[{"a":1},{"a":2,"a":3}]"#, ".[].a", "1"), (#"[{"a":1,"a":2},{"a":3}]"#, ".[].a", "2"),
      (#"{"a":{"id":1},"b":{"id":2}}"#, ".[].id", "1"), ("7", ".", "7"), ("7", ".a", nil), ("[]", ".[0]", nil),
      (#"{"":{"":"x"}}"#, #".[""][""]"#, #""x""#), ("[[1,2],[3]]", ".[][1]", "2"),
    ] as [(String, String, String?)])
  func `values`(text: String, path: String, value: String?) throws {
    let path = try JSONPath(expression: path)
    let bytes = Array(text.utf8)
    #expect(
      bytes.withUnsafeBytes { JSONSearch(path).find(in: $0).value.map { String(decoding: $0.text, as: UTF8.self) } }
        == value)
    Self.check(bytes, [path])
  }

  @Test func `names of every length are told apart`() {
    let names = (0...130).map { [UInt8](repeating: 0x78, count: $0) }
    let text =
      "{" + names.enumerated().map { "\"\(String(decoding: $1, as: UTF8.self))\":\($0)" }.joined(separator: ",") + "}"
    for name in names { Self.check(Array(text.utf8), [JSONPath([.key(name)]), JSONPath([.each])]) }
  }

  @Test func `however deep it is, and however cut`() {
    let deep = [UInt8](repeating: 0x5B, count: 200_000)
    let closed = deep + [UInt8](repeating: 0x5D, count: 200_000)
    #expect(closed.withUnsafeBytes(JSONSearch.isJSON))
    #expect(!deep.withUnsafeBytes(JSONSearch.isJSON))
    #expect(!closed.dropLast().withUnsafeBytes(JSONSearch.isJSON))
    let path = JSONPath([JSONPath.Step](repeating: .each, count: JSONPath.stepLimit))
    #expect(closed.withUnsafeBytes { JSONSearch(path).find(in: $0).value?.text.count } == 400_000 - 64)
    for depth in [62, 63, 65, 66, 128, 129] {
      let mixed = (0..<depth).map { $0 % 3 == 0 ? "{\"a\":" : "[" }.joined() + "1"
      let ends = (0..<depth).reversed().map { $0 % 3 == 0 ? "}" : "]" }.joined()
      #expect(Array((mixed + ends).utf8).withUnsafeBytes(JSONSearch.isJSON))
      // Closed in the order in which they were opened.
      #expect(!Array((mixed + ends.reversed()).utf8).withUnsafeBytes(JSONSearch.isJSON))
    }
  }

  @Test(arguments: [
    "", " ", "[1,]", "{,}", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "1 2", "[1", "]", "{1:2}", "nul", "[}", "{]",
    "[1}", "{\"a\":1]", "[\"\\u12\"]", "[\"\\x\"]", "01", "1.", "-", "1e", "\"", "\"\u{1}\"", "[1 2]", "{\"a\" 1}",
  ])
  func `what is no JSON`(text: String) {
    #expect(!Array(text.utf8).withUnsafeBytes(JSONSearch.isJSON))
    #expect(NaiveSearch(Array(text.utf8)) == nil)
  }
}
