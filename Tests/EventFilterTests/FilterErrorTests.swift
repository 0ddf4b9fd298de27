import EventFilter
import TestSupport
import Testing

@Suite struct FilterErrorTests {
  @Test(arguments: [
    ("abc \"def", 4, "the quote is not closed"),
    ("'", 0, "the quote is not closed"),
    ("'a\\", 0, "the quote is not closed"),
    ("\"a\"b", 3, "a blank is missing after the closing quote"),
    ("\"\"", 0, "there is nothing between the quotes"),
    ("ü '\\q'", 4, "the escapes are \\\\ \\\" \\' \\n \\r \\t and \\u0000; a backslash is \\\\"),
    ("'\\ud800'", 1, "\\u takes four hexadecimal digits of a character"),
    ("'\\ud83d\\u0041'", 1, "\\u takes four hexadecimal digits of a character"),
    ("'\\ude00\\ud83d'", 1, "\\u takes four hexadecimal digits of a character"),
    ("'\\ud83d\\u'", 1, "\\u takes four hexadecimal digits of a character"),
    ("'\\u12'", 1, "\\u takes four hexadecimal digits of a character"),
    ("'\\u+123'", 1, "\\u takes four hexadecimal digits of a character"),
    ("a /b", 2, "the regular expression is not closed with /; to look for the text, put it in quotes"),
    ("//", 1, "the regular expression is empty"),
    ("/a/x", 3, "only i may stand after /regex/, not x; to look for the text, put it in quotes"),
    ("/api/v1", 5, "only i may stand after /regex/, not v1; to look for the text, put it in quotes"),
    ("x /a(b/", 6, "missing closing parenthesis"),
    ("/a**b/", 3, "quantifier does not follow a repeatable item"),
    ("event~(", 7, "missing closing parenthesis"),
    (".a~'x['", 6, "missing terminating ] for character class"),
    ("!", 0, "a term is missing after !"),
    ("a ! ", 2, "a term is missing after !"),
    (".a >", 4, "a value is missing after >"),
    ("event=", 6, "a value is missing after ="),
    ("id ~ ", 5, "a value is missing after ~"),
    (".a <> 3", 3, "<> is not an operator; there are = != < <= > >= ~ and !~"),
    ("event=>x", 5, "=> is not an operator; there are = != < <= > >= ~ and !~"),
    ("event<x", 5, "event goes with =, != and ~, not with <"),
    ("x id >= 5", 5, "id goes with =, != and ~, not with >="),
    (".a > true", 5, "true goes with = and != only; a text goes in quotes"),
    (".a[0", 2, "the bracket is not closed"),
    (".a[-1]", 3, "between [ and ] there can be a number from 0 on, a key in quotes, or nothing"),
    (".a[99999999999999999999]", 3, "between [ and ] there can be a number from 0 on, a key in quotes, or nothing"),
    (".a[\"b", 3, "the quote is not closed"),
    (".a..b", 3, Self.noPath), (".a.", 2, Self.noPath), ("...", 1, Self.noPath), (".5", 1, Self.noPath),
    (".a,b", 2, Self.noPath),
    ("." + String(repeating: "a.", count: 32) + "a", 64, "a path has at most 32 steps"),
  ])
  func `an error says what is wrong, and where`(expression: String, offset: Int, message: String) {
    #expect(error(expression) == FilterError(message, at: offset))
  }

  private static let noPath =
    "this is not a path: an odd key is written .[\"like this\"], and a text that begins with a dot in quotes"

  @Test func `a search takes what is not closed as a text`() throws {
    #expect(throws: FilterError("missing closing parenthesis", at: 3)) { try TextPattern("/(a/") }
    for text in ["/", "//", "/a", "/api/v1", "(", "\"", "/i"] { _ = try TextPattern(text) }
  }

  @Test(arguments: 0..<40) func `any text is an expression or has an error inside it`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let parts = [
      " ", "!", "\"", "'", "/", "\\", ".", "[", "]", "=", "<", ">", "~", "a", "B", "event", "id", "0", "-", "ü",
      "\u{0}", "(", "*",
      "i", "\n", "1e", "{", "}", "?", "+", "^", "日", "|", ")", "&&",
    ]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...12, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }
        .joined()
      guard let error = error(text) else { continue }
      #expect(0...text.utf8.count ~= error.offset, "\(text)")
      #expect(!error.message.isEmpty)
    }
  }

  @Test(arguments: 0..<40) func `any text can be quoted`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let parts = ["\\", "\"", "'", " ", "a", "B", "/", "\t", "!", ".", "é", "日", "\u{1}"]
    let text =
      "x" + (0..<Int.random(in: 0...9, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
    for quote in ["\"", "'"] {
      let quoted = text.replacing("\\", with: "\\\\").replacing(quote, with: "\\" + quote)
      #expect(try matches("\(quote)\(quoted)\(quote)", data: "<\(text)>"))
      #expect(try !matches("\(quote)\(quoted)?\(quote)", data: "<\(text)>"))
    }
  }
}
