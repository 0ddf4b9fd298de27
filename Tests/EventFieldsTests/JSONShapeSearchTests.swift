import EventFilter
import TestSupport
import Testing

@testable import Text

/// The search by shapes, against the one that reads every text.
@Suite struct JSONShapeSearchTests {
  private static func check(_ text: [UInt8], _ search: inout JSONShapeSearch) {
    text.withUnsafeBytes { bytes in
      let (found, expected) = (search.find(in: bytes), search.search.find(in: bytes))
      let shown = String(decoding: text, as: UTF8.self)
      #expect(found.isJSON == expected.isJSON, "\(shown)")
      #expect(found.value?.text.baseAddress == expected.value?.text.baseAddress, "\(shown)")
      #expect(found.value?.text.count == expected.value?.text.count, "\(shown)")
      #expect(found.value?.kind == expected.value?.kind, "\(shown)")
      #expect(found.value?.hasEscape == expected.value?.hasEscape, "\(shown)")
    }
  }

  /// Another scalar in the place of one, so that the text keeps its shape, or nearly.
  private static func change(_ text: inout [UInt8], _ dice: inout SeededGenerator) {
    let places = text.indices.filter { ("0"..."9").contains(Character(Unicode.Scalar(text[$0]))) || text[$0] == 0x61 }
    guard let place = places.randomElement(using: &dice) else { return }
    let other = ["7", "-1", "01", "1.", "0e5", "a", "\\n", "\\", "\"", "é", "\u{1}", "", "null"]
    text.replaceSubrange(place...place, with: (other.randomElement(using: &dice) ?? "").utf8)
  }

  @Test(arguments: UInt64(0)..<300) func `both find the same`(seed: UInt64) throws {
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    json.isOdd = true
    let steps = [".id", ".a", ".[].id", ".a.id", ".[0]", ".[]", ".", ".a[1]"]
    var search = JSONShapeSearch(
      try JSONPath(expression: steps.randomElement(using: &json.dice) ?? "."))
    var former: [[UInt8]] = []
    for _ in 0..<60 {
      var text = former.randomElement(using: &json.dice) ?? []
      if former.count < 4 || Int.random(in: 0...9, using: &json.dice) == 0 { text = Array(json.value().utf8) }
      for _ in 0..<Int.random(in: 0...2, using: &json.dice) { Self.change(&text, &json.dice) }
      if Int.random(in: 0...9, using: &json.dice) == 0, let place = text.indices.randomElement(using: &json.dice) {
        text[place] = "{}[],:\"\\0-e.tn \u{1}".utf8.randomElement(using: &json.dice) ?? 0
      }
      if Int.random(in: 0...19, using: &json.dice) == 0 { text.removeLast(min(text.count, 3)) }
      former.append(text)
      Self.check(text, &search)
    }
  }

  @Test(
    arguments: [
      [#"{"a":{"id":1}}"#, #"{"a":{"id":2},"a":3}"#, #"{"a":{"id":4}}"#, #"{"a":{"id":5},"a":6}"#],
      [#"{"a":{"id":1}}"#, #"{"a":{"id":2},"a":{"id":3}}"#, #"{"a":{"id":4},"a":{"id":5}}"#],
      [#"{"a":{"id":[1]}}"#, #"{"a":{"id":1}}"#, #"{"a":{"id":[1]}}"#, #"{"a":{"id":{}}}"#, #"{"a":{"id":"x\""}}"#],
      [#"{"a":1}"#, #"{"a":1} "#, #" {"a":1}"#, #"{"a": 1}"#, #"{"a":1}}"#, #"{"a":1"#, #"{"a":1}"#],
      [#"{"b":1,"a":{"id":null}}"#, #"{"b":12,"a":{"id":true}}"#, #"{"b":0,"a":{"id":nul}}"#],
      [#"{"b":1,"a":{"id":null}}"#, #"{"b":,"a":{"id":1}}"#, #"{"b":12345678901,"a":{"id":-1.5e+20}}"#],
      ["1", "12", #""x""#, "", " ", "{}", "[]", "{}", "[[]]", "1"],
      [#"{"a":{"id":1,"id":2}}"#, #"{"a":{"id":3,"id":4}}"#],
      [#"{"":"x","a":{"id":"y"}}"#, #"{"":"","a":{"id":""}}"#],
    ]) func `texts that are nearly alike`(texts: [String]) throws
  {
    for path in [".a.id", ".", ".a", ".[]"] {
      var search = JSONShapeSearch(try JSONPath(expression: path))
      for _ in 0..<3 {
        for text in texts { Self.check(Array(text.utf8), &search) }
      }
    }
  }

  @Test func `a text is found at every cut, and with every byte changed`() throws {
    let text = Array(
      #"{"$schema":"/x/1","meta":{"id":"a\"b","n":[1,-2.5e3,{"k":null}]},"wiki":"dewiki","minor":false}"#.utf8)
    for path in [".wiki", ".meta.id", ".meta.n[2].k", ".minor", ".no"] {
      var search = JSONShapeSearch(try JSONPath(expression: path))
      for place in text.indices {
        Self.check(text, &search)
        Self.check(Array(text[..<place]), &search)
        for byte in #""\{}[]:,0a\#u{1} "#.utf8 {
          var changed = text
          changed[place] = byte
          Self.check(changed, &search)
        }
      }
    }
  }

  /// Memory stays bounded, and what is found right, where no shape comes twice.
  @Test func `texts of ever new shapes`() throws {
    var search = JSONShapeSearch(try JSONPath(expression: ".wiki"))
    for number in 0..<5000 {
      let names = (0..<number % 7).map { #""\#(number * 7 + $0)":\#($0),"# }.joined()
      Self.check(Array(#"{\#(names)"wiki":"w\#(number)"}"#.utf8), &search)
      // Some of a shape that is known.
      if number % 3 == 0 { Self.check(Array(#"{"wiki":"w\#(number)"}"#.utf8), &search) }
    }
  }

  @Test func `what forgot its shapes finds the same`() throws {
    var search = JSONShapeSearch(try JSONPath(expression: ".id"))
    for number in 0..<40 {
      Self.check(Array(#"{"id":\#(number),"a":"\#(number % 3)"}"#.utf8), &search)
      if number % 7 == 0 { search.forgetShapes() }
    }
  }

  @Test func `shapes are bounded by nodes and branches`() {
    var shapes = JSONShapes()
    for number in 0..<3000 {
      let text = Array(#"{"a":1,"b\#(number % 20)":2,"\#(String(repeating: "n", count: number))":3}"#.utf8)
      text.withUnsafeBytes { shapes.learn($0, value: nil) }
    }
    #expect(shapes.nodeCount <= JSONShapes.nodeLimit)
    // What is full still knows what it learnt.
    let known = Array(#"{"a":9,"b0":8,"":7}"#.utf8)
    #expect(known.withUnsafeBytes { $0.withJSONBytes { shapes.find(in: $0)?.isJSON } } == true)
  }
}
