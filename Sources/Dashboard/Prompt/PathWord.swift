/// Where in a line a path is being typed: from some character on, up to the cursor.
enum PathWord {
  /// In an expression of the filter's language; `nil` where it is something else.
  ///
  /// - Parameter text: up to the cursor.
  static func start(inExpression text: some Collection<Character>) -> Int? {
    let text = Array(text)
    var index = 0
    while index < text.count {
      if isBoundary(text[index]) || text[index] == "!" {
        index += 1
      } else if text[index] == "." {
        let start = index
        index = endOfPath(text, index)
        if index == text.count { return start }
        index = endOfValue(text, index)
      } else {
        index = endOfTerm(text, index)
      }
    }
    return nil
  }

  private static func isBoundary(_ character: Character) -> Bool {
    character.isWhitespace || "()|".contains(character)
  }

  private static func isOperator(_ character: Character) -> Bool { "=!<>~".contains(character) }

  private static func endOfPath(_ text: [Character], _ start: Int) -> Int {
    var index = start
    while index < text.count, !isBoundary(text[index]), !isOperator(text[index]) {
      index = "\"'".contains(text[index]) ? endOfQuoted(text, index) : index + 1
    }
    return index
  }

  /// The end of an operator and what stands behind it, if they follow.
  private static func endOfValue(_ text: [Character], _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isWhitespace { index += 1 }
    let first = index
    while index < text.count, isOperator(text[index]) { index += 1 }
    // A mark that stands alone negates what comes next.
    guard index > first, text[first..<index] != ["!"] else { return max(start, first) }
    while index < text.count, text[index].isWhitespace { index += 1 }
    return endOfTerm(text, index)
  }

  private static func endOfTerm(_ text: [Character], _ start: Int) -> Int {
    guard start < text.count else { return start }
    if "\"'/".contains(text[start]) { return endOfQuoted(text, start) }
    var index = start
    while index < text.count, !isBoundary(text[index]) { index += 1 }
    return max(index, start + 1)
  }

  private static func endOfQuoted(_ text: [Character], _ start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != text[start] { index += text[index] == "\\" ? 2 : 1 }
    return min(index + 1, text.count)
  }
}
