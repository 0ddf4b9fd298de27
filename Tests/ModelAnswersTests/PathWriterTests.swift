import Testing
import Text

@testable import ModelAnswers

/// JSON of values that come by their paths.
@Suite struct PathWriterTests {
  private func json(_ values: [(path: String, value: PathWriter.Value?, goesOn: Bool)]) -> String {
    var writer = PathWriter()
    var text: [UInt8] = []
    for (path, value, goesOn) in values { text += writer.text(of: value, at: path, goesOn: goesOn) }
    return String(decoding: text + writer.end(), as: UTF8.self)
  }

  private func string(_ text: String) -> PathWriter.Value { .string(StringPiece(Array(text.utf8))) }
  private func other(_ text: String) -> PathWriter.Value { .other(Array(text.utf8)) }

  @Test func `a string in pieces is one string`() {
    let text = json([
      ("$.place", string("har"), true), ("$.place", string("\"\n"), true), ("$.place", nil, false),
      ("$.day", other("1"), false), ("$.note", string("x"), true),
    ])
    #expect(text == #"{"place":"har\"\n","day":1,"note":"x"}"#)
  }

  @Test func `values lie where their paths lead`() {
    let text = json([
      ("$.a.b", other("1"), false), ("$.a.c[0].d", other("true"), false), ("$.a.c[0].e", nil, false),
      ("$.a.c[1].d", other("2"), false), ("$['x y']", string("z"), false), ("$.l[0]", other("3"), false),
      ("$.l[1]", other("4"), false),
    ])
    #expect(text == #"{"a":{"b":1,"c":[{"d":true,"e":null},{"d":2}]},"x y":"z","l":[3,4]}"#)
    #expect(JSONCheck.isValid(Array(text.utf8)))
  }

  @Test func `a surrogate pair that is cut between two pieces is one character`() {
    func high(_ text: String) -> PathWriter.Value { .string(StringPiece(Array(text.utf8), high: 0xD83D)) }
    func low(_ text: String) -> PathWriter.Value { .string(StringPiece(Array(text.utf8), low: 0xDE00)) }
    #expect(json([("$.a", high("x"), true), ("$.a", low("y"), false)]) == "{\"a\":\"x\u{1F600}y\"}")
    // Halves that nothing came for, at the end of a string, of all, and in another string.
    #expect(json([("$.a", high("x"), true), ("$.a", nil, false)]) == "{\"a\":\"x\u{FFFD}\"}")
    #expect(json([("$.a", high("x"), true)]) == "{\"a\":\"x\u{FFFD}\"}")
    #expect(json([("$.a", high("x"), false), ("$.b", low("y"), false)]) == "{\"a\":\"x\u{FFFD}\",\"b\":\"\u{FFFD}y\"}")
  }

  @Test func `paths that lead nowhere add nothing, and any are survived`() {
    #expect(json([("", other("1"), false), ("$", other("1"), false)]).isEmpty)
    #expect(json([(String(repeating: ".a", count: 65), other("1"), false)]).isEmpty)
    #expect(json([("$.a", other("1"), false), ("$.a.b", other("1"), false), ("$[0]", other("2"), false)]).count < 40)
    _ = json([("$.[", other("1"), false), ("]][[", other("1"), true), ("$['", string("x"), true), (".", nil, false)])
  }
}
