import EventFilter
import StreamModel
import TestSupport
import Testing
import Text

@testable import EventFields

@Suite struct GroupTableTests {
  private static func counts(_ data: [String], by path: String) throws -> [String: Int] {
    let table = Events(data).groups(try JSONPath(expression: path))
    let names = table.rows.map(\.key.name)
    #expect(Set(names.map { Array($0.utf8) }).count == names.count, "two groups have one name")
    return Dictionary(zip(names, table.rows.map(\.events))) { $0 + $1 }
  }

  @Test func `every kind of value is a group, and absent is none of them`() throws {
    let data = [
      #"{"a":"x"}"#, #"{"a":"\u0078"}"#, #"{"a":null}"#, #"{"a":"null"}"#, #"{"b":1}"#, "prose", #"{"a":1}"#,
      #"{"a":"1"}"#, #"{"a":1.0}"#, #"{"a":true}"#, #"{"a":{"b":[]}}"#, #"{"a":"–"}"#, #"{"a":""}"#,
      #"{"a":"(other values)"}"#, #"{"a":"x"} rest"#, #"[1]"#,
    ]
    #expect(
      try Self.counts(data, by: ".a") == [
        "x": 2, "null": 1, #""null""#: 1, "–": 2, "(not JSON)": 2,
        "1": 1, #""1""#: 1, "1.0": 1, "true": 1, #"{"b":[]}"#: 1,
        #""–""#: 1, #""""#: 1, #""(other values)""#: 1,
      ])
  }

  @Test func `of members with one name the last counts, of the values at a path with brackets the first`() throws {
    #expect(try Self.counts([#"{"a":1,"a":2}"#], by: ".a") == ["2": 1])
    #expect(try Self.counts([#"{"a":[{"k":1},{"k":2}]}"#], by: ".a[].k") == ["1": 1])
  }

  @Test func `the whole of the data can be the value`() throws {
    #expect(try Self.counts(["7", "7", "[ ]", "x"], by: ".") == ["7": 2, "[ ]": 1, "(not JSON)": 1])
  }

  @Test func `values over the limits are one row`() throws {
    var data = (0..<GroupTable.limit + 900).map { #"{"v":"\#($0)"}"# }
    data += [#"{"v":"\#(String(repeating: "x", count: 257))"}"#, #"{"v":"7"}"#]
    let table = Events(data).groups(try JSONPath(expression: ".v"))
    #expect(table.rows.count == GroupTable.limit + 1)
    #expect(table.rows.first { $0.key == .others }?.events == 901)
    #expect(table.rows.first { $0.key == .text(Array("7".utf8)) }?.events == 2)
    #expect(table.rows.reduce(0) { $0 + $1.events } == data.count)
    #expect(table.rows.reduce(0) { $0 + $1.bytes } == data.reduce(0) { $0 + $1.utf8.count })
  }

  @Test func `a value of 256 bytes is a key, however it is escaped`() throws {
    let plain = String(repeating: "x", count: 256)
    let escaped = String(repeating: #"\u0078"#, count: 256)
    #expect(try Self.counts([#"{"v":"\#(plain)"}"#, #"{"v":"\#(escaped)"}"#], by: ".v") == [plain: 2])
  }

  @Test(arguments: UInt64(0)..<50) func `hostile data is counted once, whatever it is`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let data = (0..<20).map { _ in Array(#"{"v":""#.utf8) + dice.hostileBytes(count: 8) + Array(#""}"#.utf8) }
    let events = Events(data)
    let table = events.groups(JSONPath([.key(Array("v".utf8))]))
    #expect(table.rows.reduce(0) { $0 + $1.events } == events.state.events)
  }

  @Test(.enabled(if: ReferenceTool.jq != nil, "the jq command is not installed"), arguments: UInt64(0)..<6)
  func `counts are those of jq`(seed: UInt64) throws {
    let jq = try #require(ReferenceTool.jq)
    var dice = SeededGenerator(seed: seed)
    let names = ["en", "d e", "\"q\"", "日本", "a.b", "tab\there", "-", "true story"]
    let data = (0..<500).map { _ in
      var text: [UInt8] = []
      JSONText.append(names.randomElement(using: &dice) ?? "", to: &text)
      let value =
        Bool.random(using: &dice)
        ? "\"\(String(decoding: text, as: UTF8.self))\"" : "\(Int.random(in: -3...3, using: &dice))"
      return #"{"odd key":{"x.y":\#(value)},"rest":[{"a":1}]}"#
    }
    let path = try JSONPath(expression: #".["odd key"]["x.y"]"#)
    let output = try jq.run(["-c", path.text], input: Array(data.joined(separator: "\n").utf8))
    let expected = Dictionary(grouping: String(decoding: output, as: UTF8.self).split(separator: "\n")) { $0 }
      .mapValues(\.count)
    let table = Events(data).groups(path)
    #expect(table.rows.count == expected.count)
    for row in table.rows {
      var json: [UInt8] = []
      switch row.key {
      case .text(let text):
        json = [0x22]
        text.withUnsafeBytes { JSONText.append($0, to: &json) }
        json.append(0x22)
      case .json(let text): json = text
      case .absent, .notJSON, .others: Issue.record("every event has a value")
      }
      #expect(row.events == expected[Substring(decoding: json, as: UTF8.self)])
    }
  }
}
