/// The lines of a text file, as scalars: a combining mark must not hide the character before it.
enum TextLines {
  /// Numbered from 1, without LF and a CR before it, and without a byte order mark.
  static func numbered(_ text: String) -> [(number: Int, line: Substring.UnicodeScalarView)] {
    withoutByteOrderMark(text).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      index, line in
      (index + 1, line.last == "\r" ? line.dropLast() : line)
    }
  }

  static func withoutByteOrderMark(_ text: String) -> Substring.UnicodeScalarView {
    let scalars = text.unicodeScalars
    return scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
  }
}

extension Substring.UnicodeScalarView {
  /// Without the blanks at both ends.
  var trimmed: Substring.UnicodeScalarView {
    var text = drop(while: \.properties.isWhitespace)
    while text.last?.properties.isWhitespace == true { text.removeLast() }
    return text
  }
}
