/// The words of the answers, which are made up.
enum AnswerText {
  /// How many words an answer may have.
  static let wordLimit = 100_000

  /// Each with the space before it, as models give their tokens.
  static let words = tokens(
    """
    The lighthouse keeper counted the waves, because nobody had told her to stop. Every seventh one carried a \
    letter: “Dear keeper,” it said, “we have run out of sea.” She answered with a lamp, twice long, once short 💡.

    By morning the harbour was full of boats that remembered nothing but the way: une île, ein Hafen, 灯台. \
    She wrote `tide = moon * patience` on the wall, and it was true for the rest of the year.
    """)

  static let thoughts = tokens(
    """
    A story about the sea is wanted. Who tells it? Somebody who stays while the others sail: the keeper. She needs \
    a reason to count, and a letter that cannot be. Then the morning, and one line that explains nothing.
    """)

  /// So many words of a text, which begins again where it ends.
  static func cycle(_ words: [String], count: Int) -> [String] {
    (0..<count).map { number in
      let word = words[number % words.count]
      return number > 0 && number % words.count == 0 ? " " + word : word
    }
  }

  /// A JSON text in tokens of a few characters.
  static func tokens(ofJSON text: String) -> [String] {
    var tokens: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let token = rest.prefix(6)
      tokens.append(String(token))
      rest = rest[token.endIndex...]
    }
    return tokens
  }

  private static func tokens(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character.isWhitespace, !word.isEmpty, !word.allSatisfy(\.isWhitespace) {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }
}
