import Text

/// Where an expression is wrong: its line, and a caret below the place.
package struct FilterMistake: Equatable, Sendable {
  var expression: String
  /// In bytes of the expression's UTF-8.
  var offset: Int

  /// What is shown on each side of the place at most, in characters.
  private static let sight = 36

  /// Two lines, cleaned and indented.
  package var lines: String {
    let bytes = Array(expression.utf8)
    let place = min(max(offset, 0), bytes.count)
    let before = Printable.text(String(decoding: bytes[..<place], as: UTF8.self))
    let after = Printable.text(String(decoding: bytes[place...], as: UTF8.self))
    let start = before.count > Self.sight ? "..." + before.suffix(Self.sight) : before
    let end = after.count > Self.sight ? after.prefix(Self.sight) + "..." : after
    return "  \(start)\(end)\n  \(String(repeating: " ", count: TextWidth.columns(of: start)))^"
  }
}
