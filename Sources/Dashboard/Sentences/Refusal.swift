public import StreamModel
import Text

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
    if let title = title(of: text) { return [[TextSpan(title)]] }
    let lines = text.split { $0.isNewline }.lazy.map { trimmed($0) }.filter { !$0.isEmpty }
    return lines.prefix(limit).map { [TextSpan(String($0))] }
  }

  /// What stands in a page's `<title>`, on one line.
  private static func title(of text: String) -> String? {
    let bytes = Array(text.utf8)
    // Letter by letter as long as the text, unlike what `lowercased` makes of it.
    let lowered = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard let tag = lowered.firstRange(of: Array("<title".utf8))?.upperBound,
      tag < lowered.count, lowered[tag] == UInt8(ascii: ">") || lowered[tag] <= 0x20,
      let start = lowered[tag...].firstIndex(of: UInt8(ascii: ">")).map({ $0 + 1 }),
      let end = lowered[start...].firstRange(of: Array("</title".utf8))?.lowerBound
    else { return nil }
    let title = HTMLText.decoded(String(decoding: bytes[start..<end], as: UTF8.self))
    let words = title.split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
