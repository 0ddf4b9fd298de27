import TestSupport
import Testing
import Text

@testable import EventFields

@Suite struct ChangesTests {
  private static func changes(_ old: String, _ new: String) -> Changes {
    Changes(from: Array(old.utf8), to: Array(new.utf8))
  }

  /// Each line as the page would write it.
  private static func told(_ old: String, _ new: String) -> [String] {
    let changes = changes(old, new)
    func text(_ bytes: [UInt8], _ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return changes.lines.map { line in
      let place =
        switch line.place {
        case .path(let path): path.text
        case .line(let number): "\(number)"
        case .none: ""
        }
      return switch line.kind {
      case .unchanged(let count): "\(count)"
      case .changed: "\(place) \(text(changes.old, line.old)) → \(text(changes.new, line.new))"
      case .added: "+ \(place) \(text(changes.new, line.new))"
      case .gone: "- \(place) \(text(changes.old, line.old))"
      }
    }
  }

  @Test func `members change, come and go, and what stays is counted`() {
    let old = #"{"a":1,"b":{"on":false,"version":41,"off":1},"c":[1,2,3],"d":null}"#
    let new = #"{"a":1,"b":{"on":true,"version":42,"rollout":{"x":[]}},"c":[1,2,3],"d":null}"#
    #expect(
      Self.told(old, new) == [
        "1", ".b.on false → true", ".b.version 41 → 42", #"+ .b.rollout {"x":[]}"#, "- .b.off 1", "4",
      ])
  }

  @Test(arguments: [
    (#"{"a":1,"b":[1.0,2]}"#, #"{ "b" : [1e0, 0.2e1] , "a":1.00 }"#), (#""\u0061\n""#, #""a\u000a""#),
    ("[{},[]]", "[ { } , [ ] ]"), ("not\nJSON", "not\nJSON"), ("", ""),
    (#"[{"id":1,"v":2},{"id":2,"v":3}]"#, #"[{"v":3,"id":2},{"id":1,"v":2}]"#),
    ("1234567890123456789012345678901234567890", "123456789012345678901234567890123456789e1"),
  ])
  func `what means the same is no change`(old: String, new: String) {
    #expect(Self.changes(old, new).isEmpty)
  }

  @Test(arguments: [
    ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567891"), ("0", "false"),
    (#""1""#, "1"), ("null", #""""#), ("{}", "[]"), ("[]", "[null]"), ("1\n2", "1"),
  ])
  func `what does not is one`(old: String, new: String) {
    #expect(!Self.changes(old, new).isEmpty)
  }

  @Test func `elements of arrays are known by their identities`() {
    let old = #"{"items":[{"id":7,"n":1},{"id":8,"n":2},{"id":9,"n":3}]}"#
    let new = #"{"items":[{"id":6,"n":0},{"id":7,"n":1},{"id":9,"n":4}]}"#
    #expect(
      Self.told(old, new) == [#"+ .items[0] {"id":6,"n":0}"#, "3", ".items[2].n 3 → 4", #"- .items[1] {"id":8,"n":2}"#])
    // Where two have the same, by their places.
    let doubled = #"{"items":[{"id":7,"n":1},{"id":7,"n":2}]}"#
    #expect(Self.told(doubled, #"{"items":[{"id":7,"n":1},{"id":7,"n":5}]}"#) == ["3", ".items[1].n 2 → 5"])
  }

  @Test func `of members with one name the first goes with the first`() {
    #expect(Self.told(#"{"a":1,"a":2}"#, #"{"a":1,"a":3}"#) == ["1", ".a 2 → 3"])
    #expect(Self.told(#"{"a":1,"a":2}"#, #"{"a":1}"#) == ["1", "- .a 2"])
  }

  @Test func `other data is compared by lines`() {
    #expect(Self.told("a\nb\nc\nd", "a\nB\nc\nd\ne") == ["1", "- 2 b", "+ 2 B", "2", "+ 5 e"])
    #expect(Self.told("a\n\nb", "a\nb") == ["1", "- 2 ", "1"])
    #expect(Self.changes("one line", "one lime").basis == .bytes(6))
    let many = String(repeating: "x\n", count: Changes.lineLimit)
    #expect(Self.changes(many, many + "y").basis == .bytes(many.utf8.count))
  }

  @Test func `what is too large is not compared`() {
    let large = [UInt8](repeating: 0x20, count: Changes.byteLimit) + [0x31]
    #expect(Changes(from: large, to: [0x31]).basis == .tooLarge)
    let wide = "[" + String(repeating: "1,", count: JSONTree.nodeLimit) + "1]"
    #expect(Self.changes(wide, "[1]").basis == .tooLarge)
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(Self.changes("[1]", deep).basis == .tooLarge)
    #expect(Self.changes(String(repeating: "[", count: 200_000), "x").basis == .bytes(0))
  }

  @Test func `more differences than are told are counted`() {
    let numbers = (0..<20_000).map { "\($0)" }.joined(separator: ",")
    let others = (0..<20_000).map { "\($0 + 1)" }.joined(separator: ",")
    let changes = Self.changes("[\(numbers)]", "[\(others)]")
    #expect(changes.changed == 20_000 && changes.isCut && changes.lines.count == Changes.differenceLimit)
  }

  @Test(arguments: UInt64(0)..<400) func `differences are those of a plain comparison`(seed: UInt64) throws {
    var json = RandomJSON(dice: SeededGenerator(seed: seed))
    let old = json.value()
    // The same with something replaced, or something else.
    var new = old
    if Bool.random(using: &json.dice) {
      new = json.value()
    } else {
      for word in ["true", "null", "1", "id", ":"] {
        if let range = new.ranges(of: word).randomElement(using: &json.dice), Bool.random(using: &json.dice) {
          new.replaceSubrange(range, with: ["false", "2", "0", "name", ":"].randomElement(using: &json.dice) ?? "")
        }
      }
    }
    guard let before = NaiveTree(old), let after = NaiveTree(new) else { return }
    let changes = Self.changes(old, new)
    #expect(changes.basis == .json)
    var expected: [String] = []
    NaiveTree.compare(before, after, "", &expected)
    let found = changes.lines.compactMap { line -> String? in
      guard case .path(let path) = line.place else { return nil }
      let steps = path.steps.map { step in
        switch step {
        case .key(let key): "/" + String(decoding: key, as: UTF8.self)
        case .index(let index): "/#\(index)"
        case .each: "/?"
        }
      }
      return "\(line.kind) \(steps.joined())"
    }
    #expect(found.sorted() == expected.sorted())
    // Every value of the new data is told of once.
    let told = changes.lines.filter { $0.kind == .changed || $0.kind == .added }.reduce(0) {
      $0 + (NaiveTree(String(decoding: changes.new[$1.new], as: UTF8.self))?.leaves ?? 0)
    }
    // But for what is empty now.
    let emptied = Set(
      changes.lines.filter { line in
        line.kind == .gone && changes.new[line.new].count(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == 2
      }.map(\.new)
    ).count
    #expect(changes.unchanged + told == after.leaves - emptied)
    #expect(Changes(from: Array(new.utf8), to: Array(new.utf8)).isEmpty)
  }

  @Test(arguments: UInt64(0)..<200) func `lines that stay, go and come make up both texts`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    func text() -> String {
      (0..<Int.random(in: 2...12, using: &dice)).map { _ in ["a", "b", "c", ""].randomElement(using: &dice) ?? "" }
        .joined(separator: "\n")
    }
    let (old, new) = (text(), text())
    let changes = Self.changes(old, new)
    guard changes.basis == .lines else { return }
    #expect(changes.unchanged + changes.gone == old.split(separator: "\n", omittingEmptySubsequences: false).count)
    #expect(changes.unchanged + changes.added == new.split(separator: "\n", omittingEmptySubsequences: false).count)
    var rebuilt = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let gone = changes.lines.filter { $0.kind == .gone }
    for line in gone.reversed() { if case .line(let number) = line.place { rebuilt.remove(at: number - 1) } }
    for line in changes.lines where line.kind == .added {
      if case .line(let number) = line.place {
        rebuilt.insert(String(decoding: changes.new[line.new], as: UTF8.self), at: number - 1)
      }
    }
    #expect(rebuilt.joined(separator: "\n") == new)
  }
}
