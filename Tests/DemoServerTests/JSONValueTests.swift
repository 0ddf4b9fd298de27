import Foundation
import Testing

@testable import sse_demo_server

struct JSONValueTests {
  @Test(arguments: [
    "{}", "[]", " [ 1 , -0.5e+3 , 1E2 ] ", #"{"a":{"b":[null,true,false,"x"]},"a":2}"#, #""\"\\\/\b\f\n\r\t\u00e9""#,
    #""\ud83d\ude00""#, "\"\u{1F4A1}\"", "0", "-0", "3.25",
  ])
  func `What is JSON is read, and is the same when it is written again`(text: String) throws {
    let value = try #require(JSONValue(text.utf8))
    #expect(JSONValue(value.json.utf8) == value)
    let first = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
    let again = try JSONSerialization.jsonObject(with: Data(value.json.utf8), options: .fragmentsAllowed) as? NSObject
    if !text.contains(#""a":2"#) { #expect(first == again) }
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "01", "1.", ".5", "+1", "-", "1e", "tru",
    "nulll", "\"", "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u+123""#, "1 1", "[] []", "\u{FEFF}{}", "NaN",
  ])
  func `What is no JSON is not read`(text: String) {
    #expect(JSONValue(text.utf8) == nil)
  }

  @Test func `Half a surrogate pair is replaced, bytes that are not UTF-8 are refused`() {
    #expect(JSONValue(#""\ud83d""#.utf8) == .string("\u{FFFD}"))
    #expect(JSONValue(#""\ud83dx""#.utf8) == .string("\u{FFFD}x"))
    #expect(JSONValue(#""\ud83d\u0041""#.utf8) == .string("\u{FFFD}A"))
    #expect(JSONValue(#""\ude00""#.utf8) == .string("\u{FFFD}"))
    #expect(JSONValue([0x22, 0xFF, 0x22]) == nil)
  }

  @Test func `Depth has a limit, at which reading ends`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(JSONValue(nested(JSONReader.depthLimit).utf8) != nil)
    #expect(JSONValue(nested(JSONReader.depthLimit + 2).utf8) == nil)
    #expect(JSONValue(String(repeating: "[", count: 1 << 20).utf8) == nil)
  }

  @Test func `Of two members of one name the first counts, and null is none`() {
    let value = JSONValue(#"{"a":1,"a":2,"b":null}"#.utf8)
    #expect(value?["a"]?.integer == 1 && value?["b"] == nil && value?["c"] == nil && value?.members?.count == 3)
  }

  @Test(arguments: [
    (
      #"{"type":"object","properties":{"s":{"type":"string"},"i":{"type":"integer"},"b":{"type":"boolean"}}}"#,
      #"{"s":"harbour","i":1,"b":true}"#
    ),
    (
      #"{"properties":{"e":{"enum":["x","y"]},"c":{"const":7},"l":{"type":["string","null"]},"m":{"minimum":5,"type":"number"}}}"#,
      #"{"e":"x","c":7,"l":"harbour","m":5}"#
    ),
    (
      #"{"properties":{"a":{"type":"array","items":{"type":"object","properties":{"x":{"type":"number"}}}}}}"#,
      #"{"a":[{"x":1}]}"#
    ),
    (#"{"properties":{"u":{"anyOf":[{"type":"boolean"},{"type":"string"}]},"q":{}}}"#, #"{"u":true,"q":null}"#),
    ("{}", "{}"), ("7", "{}"), (#"{"properties":[]}"#, "{}"),
  ])
  func `The arguments of a tool are of the kinds that its schema wants`(schema: String, arguments: String) {
    #expect(ToolArguments.json(for: JSONValue(schema.utf8)) == arguments)
    #expect(AnswerText.tokens(ofJSON: arguments).joined() == arguments)
  }

  @Test func `A schema without end in itself is filled to a limit`() {
    var schema = #"{"type":"string"}"#
    for _ in 0..<20 { schema = #"{"type":"object","properties":{"p":\#(schema)}}"# }
    let json = ToolArguments.json(for: JSONValue(schema.utf8))
    #expect(JSONValue(json.utf8) != nil && json.count < 40)
  }
}
