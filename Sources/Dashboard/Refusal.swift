public import StreamModel

/// The start of a body that was no event stream, as something to read: a JSON error indented, a web page's title,
/// else its first lines.
public enum Refusal {
  /// At most `limit` lines; none if the body is empty.
  public static func lines(_ source: SourceState, limit: Int) -> [[TextSpan]] {
    let body = source.refusal
    guard !body.isEmpty, limit > 0 else { return [] }
    let document = Document(body)
    if document.isJSON {
      return document.lines.prefix(limit).map { line in
        document.text(of: line).spans.map { TextSpan($0.text, $0.role) }
      }
    }
    let text = String(decoding: body, as: UTF8.self)
    if let title = title(of: text) { return [[TextSpan(CharacterReferences.decoded(title))]] }
    let lines = text.split { $0.isNewline }.lazy.map { trimmed($0) }.filter { !$0.isEmpty }
    return lines.prefix(limit).map { [TextSpan(String($0))] }
  }

  /// What stands in a page's `<title>`.
  private static func title(of text: String) -> String? {
    let lowered = text.lowercased()
    guard let start = lowered.firstRange(of: "<title>")?.upperBound,
      let end = lowered[start...].firstRange(of: "</title>")?.lowerBound
    else { return nil }
    let title = trimmed(lowered[start..<end])
    // By distance: lower case has other indexes than the text, and may even have another length.
    guard lowered.utf8.count == text.utf8.count else { return String(title) }
    let utf8 = text.utf8
    let from = utf8.index(
      utf8.startIndex, offsetBy: lowered.utf8.distance(from: lowered.startIndex, to: title.startIndex))
    return String(decoding: utf8[from...].prefix(title.utf8.count), as: UTF8.self)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
