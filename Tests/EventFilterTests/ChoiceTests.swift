import EventFilter
import StreamModel
import TestSupport
import Testing

/// Alternatives and groups.
@Suite struct ChoiceTests {
  @Test(arguments: [
    ("a|b", "b", true), ("a | b", "a", true), ("a|b", "c", false), ("a b | c", "a", false), ("a b | c", "c", true),
    ("a (b | c)", "a c", true), ("a (b | c)", "a", false), ("(a | b) (c | d)", "b d", true),
    ("(a|b)|(c d)", "d c", true), ("((a))", "a", true), ("( a )", "a", true),
    ("!(a | b)", "c", true), ("!(a | b)", "b", false), ("!(a b)", "b", true), ("!!(a b)", "a b", true),
    ("! ( a !b )", "a b", true), ("a !(b | !c)", "a c", true), ("a||b", "b", true), ("a || b", "a", true),
    ("a && b", "a", false), ("a && b", "b a", true), ("a&&b", "a b", false), ("a&&b", "a&&b", true),
    ("&&", "&&", true), ("x && (a | b) && c", "c a x", true),
  ]) func `blanks join, | chooses and binds weaker, ! negates a term or a group`(
    expression: String, data: String, isMatch: Bool
  ) throws {
    #expect(try matches(expression, data: data) == isMatch)
  }

  @Test(arguments: [
    ("\"a|b\"", "a|b", true), ("\"a|b\"", "a", false), ("'(a'", "(a", true), ("/a|b/", "b", true),
    ("/^(a|b)$/ | c", "b", true), ("/x/i|b", "X", true), ("foo(bar)", "foo(bar)", true), ("foo(bar)", "bar", false),
    ("(foo(bar) x)", "x foo(bar)", true), ("(f(a)|g)", "f(a)", true), (":-)", ":-)", true), ("a)", "a)", true),
    ("f(", "f(", true), ("(f(()) g)", "f(()) g", true), (".a~^x|y$", "{\"a\":\"y\"}", true),
    (".a=1|.a=2", "{\"a\":2}", true),
    ("(.a)", "{\"a\":1}", true), ("(.a=x)", "{\"a\":\"x\"}", true), ("(.a[0]|.b)", "{\"b\":1}", true),
    ("(.a ~ (x|y))", "{\"a\":\"y\"}", true), ("(\"a b\"|'c')", "c", true), ("event=x|event=message", "a", true),
    ("(event=x | .a!=1)", "{\"a\":2}", true),
  ]) func `in quotes, in a regular expression and within a word they are text`(
    expression: String, data: String, isMatch: Bool
  ) throws {
    #expect(try matches(expression, data: data) == isMatch)
  }

  @Test(arguments: [
    ("a |", 2, "a term is missing after this"), ("a ||", 3, "a term is missing after this"),
    ("| a", 0, "a term is missing before this; to look for the text, put it in quotes"),
    ("a | | b", 4, "a term is missing before this; to look for the text, put it in quotes"),
    ("()", 1, "a term is missing before this; to look for the text, put it in quotes"),
    ("a (b", 2, "the parenthesis is not closed; a text that begins with ( goes in quotes"),
    ("(a)b", 3, "a blank or | is missing after )"), ("a !|b", 2, "a term is missing after !"),
    ("a &&", 4, "a term is missing after &&"),
    (String(repeating: "(", count: 100_000), 32, "parentheses can be nested 32 deep at most"),
  ]) func `what is missing is said, and where`(expression: String, offset: Int, message: String) {
    #expect(error(expression) == FilterError(message, at: offset))
  }

  /// An expression, and what it means said once more: naively.
  private static func expression(
    _ depth: Int, _ dice: inout SeededGenerator
  ) -> (text: String, holds: (String) -> Bool) {
    switch depth > 0 ? Int.random(in: 0..<6, using: &dice) : 0 {
    case 1, 2:
      let parts = (0..<Int.random(in: 1...3, using: &dice)).map { _ in expression(depth - 1, &dice) }
      return ("(" + parts.map(\.text).joined(separator: " ") + ")", { data in parts.allSatisfy { $0.holds(data) } })
    case 3, 4:
      let parts = (0..<Int.random(in: 1...3, using: &dice)).map { _ in expression(depth - 1, &dice) }
      let sign = ["|", " | ", "||", " |"].randomElement(using: &dice) ?? "|"
      return ("(" + parts.map(\.text).joined(separator: sign) + ")", { data in parts.contains { $0.holds(data) } })
    case 5:
      let part = expression(depth - 1, &dice)
      return ("!" + part.text, { !part.holds($0) })
    default:
      let word = ["a1", "b2", "c3", "d4", "event=message", "/e|f/"].randomElement(using: &dice) ?? "a1"
      return (
        word,
        { data in
          word == "event=message"
            || (word == "/e|f/" ? data.contains { "ef".contains($0) } : data.contains(word))
        }
      )
    }
  }

  @Test(arguments: 0..<40) func `an expression matches what it says, and an index finds it`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var stage = Stage()
    let words = ["a1", "b2", "c3", "d4", "e", "x"]
    for _ in 0..<40 {
      let data = (0..<Int.random(in: 1...4, using: &dice)).map { _ in words.randomElement(using: &dice) ?? "" }
      stage.feed(Array("data: \(data.joined(separator: " "))\n\n".utf8))
    }
    for _ in 0..<25 {
      let (text, holds) = Self.expression(4, &dice)
      let expected = stage.records.map { String(decoding: stage.state.log.data($0), as: UTF8.self) }.filter(holds)
      #expect(try stage.matching(text) == expected, "\(text)")
      var index = MatchIndex(MatchCriterion(try EventFilter(text)))
      while !index.advance(in: stage.state, budget: 7) {}
      #expect(index.count == expected.count, "\(text)")
    }
  }

  @Test(arguments: [
    ("a or b", ["or is looked for as a word; did you mean a | b?"]),
    ("x OR y z", ["OR is looked for as a word; did you mean x | y?"]),
    ("a and b", ["and is looked for as a word; a blank alone means and"]),
    ("not a", ["not is looked for as a word; did you mean !a?"]),
    ("status=paid", ["status=paid is looked for as text; did you mean .status=paid?"]),
    ("order.total >= 5", ["order.total >= 5 is looked for as text; did you mean .order.total >= 5?"]),
    ("(x | price<3)", ["price<3 is looked for as text; did you mean .price<3?"]),
    ("type=tick", ["type=tick is looked for as text; did you mean event=tick or .type=tick?"]),
    ("or", []), ("this or", []), ("\"status=paid\"", []), (".status=paid", []), ("event=a id=7", []),
    ("a = b", ["a = b is looked for as text; did you mean .a = b?"]),
    ("a || b && c", []), ("http://h/?a=b", []), ("x->y", []), ("a=", []), ("=a", []), ("\"or\" or", []),
  ]) func `what may be meant otherwise is named, and works as it is written`(expression: String, hints: [String]) throws
  {
    #expect(try EventFilter(expression).hints == hints)
    if !expression.contains("|"), !expression.contains("!"), let hint = hints.first, !hint.isEmpty {
      #expect(try matches(expression, data: "{\"d\":\"\(expression)\"}"))
    }
  }
}
