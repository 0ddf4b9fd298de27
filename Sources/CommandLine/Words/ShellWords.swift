/// Splits a text into words as a shell does, for `SSE_TOP_OPTS`: blanks separate, quotes and backslashes keep together.
enum ShellWords {
  struct UnclosedQuote: Error, Equatable {}

  static func words(of text: String) throws(UnclosedQuote) -> [String] {
    var words: [String] = []
    var word: String?
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case " ", "\t", "\n", "\r":
        if let whole = word { words.append(whole) }
        word = nil
      case "'": word = (word ?? "") + (try quoted(by: "'", &rest))
      case "\"": word = (word ?? "") + (try quoted(by: "\"", &rest))
      case "\\":
        guard let next = rest.popFirst() else { throw UnclosedQuote() }
        word = word ?? ""
        word?.unicodeScalars.append(next)
      default:
        word = word ?? ""
        word?.unicodeScalars.append(scalar)
      }
    }
    if let word { words.append(word) }
    return words
  }

  private static func quoted(
    by quote: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
  ) throws(UnclosedQuote) -> String {
    var text = ""
    while let scalar = rest.popFirst() {
      if scalar == quote { return text }
      // Between double quotes a backslash keeps itself unless what follows has a meaning there (POSIX, 2.2.3).
      if quote == "\"", scalar == "\\", let next = rest.first, "\"\\$`".unicodeScalars.contains(next) {
        rest.removeFirst()
        text.unicodeScalars.append(next)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    throw UnclosedQuote()
  }
}
