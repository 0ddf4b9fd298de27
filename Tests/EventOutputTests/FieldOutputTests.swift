import StreamModel
import TestSupport
import Testing
import Text

@testable import EventOutput

/// Data of events as tables and as JSON within lines.
@MainActor @Suite struct FieldOutputTests {
  private static func stream(_ data: [String]) -> [UInt8] {
    Array(
      data.map { text in
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)\n" }.joined() + "\n"
      }.joined().utf8)
  }

  private static func tsv(_ data: [String], _ columns: [JSONPath]) -> [UInt8] {
    OutputFormatTests.output(stream(data), .tsv, plan: OutputPlan(columns: columns))
  }

  private static func key(_ name: String) -> JSONPath { JSONPath([.key(Array(name.utf8))]) }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [0x22]
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes + [0x22], as: UTF8.self)
  }

  @Test func `a table has the paths above, and tells absent, null and empty apart`() {
    let data = [#"{"a":1.50,"odd \"key":"x"}"#, #"{"a":null}"#, #"{"odd \"key":""}"#, "prose", #"{"a":[1, {"b":2}]}"#]
    let table = """
      .a\t".[""odd \\""key""]"
      1.50\tx
      null\t
      \t""
      \t
      "[1, {""b"":2}]"\t

      """
    #expect(String(decoding: Self.tsv(data, [Self.key("a"), Self.key("odd \"key")]), as: UTF8.self) == table)
  }

  @Test func `what is absent from the only column is no empty line`() {
    #expect(Self.tsv(["{}", #"{"a":1}"#], [Self.key("a")]) == Array(".a\n\"\"\n1\n".utf8))
  }

  @Test(
    .enabled(if: ReferenceTool.python != nil, "the python3 command is not installed"), arguments: UInt64(0)..<8)
  func `Python reads a table as what was sent`(seed: UInt64) throws {
    let python = try #require(ReferenceTool.python)
    var dice = SeededGenerator(seed: seed)
    let names = ["plain", "a.b", "odd \"key\"", "tab\tkey"]
    let rows = (0..<100).map { _ in
      names.map { _ in
        Int.random(in: 0...3, using: &dice) == 0
          ? ["", "\t", "a\nb", "\r", "\"", "\\t", "\\", "null"].randomElement(using: &dice) ?? ""
          : dice.hostileText(count: Int.random(in: 0...8, using: &dice))
      }
    }
    let data = rows.map { row in
      "{" + zip(names, row).map { Self.quoted($0) + ":" + Self.quoted($1) }.joined(separator: ",") + "}"
    }
    let table = Self.tsv(data, names.map(Self.key))
    let script = """
      import csv, io, json, sys
      text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')
      for row in list(csv.reader(text, 'excel-tab'))[1:]: print(json.dumps(row))
      """
    let read = try python.run(["-c", script], input: table)
    let sent = "[" + rows.map { "[" + $0.map(Self.quoted).joined(separator: ",") + "]" }.joined(separator: ",\n") + "]"
    let compare = """
      import json, sys
      lines, sent = sys.stdin.read().split('\\0')
      sys.exit([json.loads(line) for line in lines.splitlines()] != json.loads(sent))
      """
    _ = try python.run(["-c", compare], input: read + [0] + Array(sent.utf8))
  }

  // MARK: Parsed data

  private static func parsed(_ data: [String]) -> [UInt8] {
    OutputFormatTests.output(stream(data), .ndjson, plan: OutputPlan(parsesData: true))
  }

  @Test func `data that is JSON is JSON, and other data is a string`() {
    let data = ["{ \"b\":1.50,\n \"a\":12345678901234567890123 }", "7", "\"x\"", "prose", "{\"a\":1", "null", ""]
    let lines = String(decoding: Self.parsed(data), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: #""data":"#, maxSplits: 1).last?.dropLast() ?? "" }
    #expect(
      lines == [
        #"{"b":1.50,"a":12345678901234567890123}"#, "7", #""x""#, #""prose""#, #""{\"a\":1""#, "null", #""""#,
      ])
  }

  @Test(arguments: UInt64(0)..<100) func `every line is JSON, whatever the data is`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let stream = (0..<10).flatMap { _ in
      Array("data: {\"a\":\"".utf8) + dice.hostileBytes(count: 6) + Array("\"}\n\n".utf8)
    }
    for parsesData in [false, true] {
      let lines = OutputFormatTests.output(stream, .ndjson, plan: OutputPlan(parsesData: parsesData))
      for line in lines.split(separator: 0x0A) {
        #expect(Array(line).withUnsafeBytes(JSONSearch.isJSON))
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
    }
  }

  @Test(.enabled(if: ReferenceTool.jq != nil, "the jq command is not installed"))
  func `jq finds in parsed data what it finds in the string`() throws {
    let jq = try #require(ReferenceTool.jq)
    let data = [
      #"{"a":{"b":[1,2,{"c":"é\u00e9\ud83d\ude00\n"}]},"n":-1.5e3,"z":null,"odd key.":true}"#, #"[[],{}," x "]"#, "3",
      "{\n\"pretty\" : [ 1 ,\n2 ]\n}", #""text""#, #"{"dup":1,"dup":2}"#, #"["\u0000",{"":1}]"#,
    ]
    let plain = OutputFormatTests.output(Self.stream(data), .ndjson)
    #expect(
      try jq.run(["-cS", ".data"], input: Self.parsed(data)) == jq.run(["-cS", ".data|fromjson"], input: plain))
    // Where jq would stop in the midst of all lines.
    let broken = [#"{"a":"\ud800\u00e9"}"#, #"{"a":"\ud800\ud800"}"#]
    #expect(
      try jq.run(["-c", ".data.a"], input: Self.parsed(broken)) == Array("\"\u{FFFD}é\"\n\"\u{FFFD}\u{FFFD}\"\n".utf8))
  }
}
