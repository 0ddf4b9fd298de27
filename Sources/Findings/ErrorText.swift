import Text

/// The error message in a body that is not an event stream.
package enum ErrorText {
  /// The message of an error in JSON, or a page's title.
  package static func message(in text: [UInt8]) -> String? {
    text.first { $0 > 0x20 } == UInt8(ascii: "<") ? title(in: text) : jsonMessage(in: text)
  }

  /// The first line of a text that is neither.
  package static func line(in text: [UInt8]) -> String? {
    guard let first = text.first(where: { $0 > 0x20 }),
      ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first)
    else { return nil }
    return text.drop { $0 <= 0x20 }.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first.map(short)
  }

  /// The first string under a name that messages go by.
  private static func jsonMessage(in text: [UInt8]) -> String? {
    text.withUnsafeBytes { text in
      var tokens = JSONTokens(text)
      var key: [UInt8] = []
      var isValue = false
      while let token = tokens.next(), token != .end {
        switch token {
        case .string where isValue:
          if ["message", "detail", "error", "title", "error_description"].contains(where: { key.elementsEqual($0.utf8) }
          ),
            !tokens.hasEscape
          {
            return short(text[tokens.range].dropFirst().dropLast())
          }
          isValue = false
        case .string: key = Array(text[tokens.range].dropFirst().dropLast())
        case .colon: isValue = true
        default: isValue = false
        }
      }
      return nil
    }
  }

  private static func title(in text: [UInt8]) -> String? {
    let page = String(decoding: text, as: UTF8.self)
    let small = page.lowercased()
    guard small.utf8.count == page.utf8.count, let start = range(of: "<title>", in: small),
      let end = range(of: "</title>", in: small), start.upperBound <= end.lowerBound
    else { return nil }
    return short(Array(page.utf8)[start.upperBound..<end.lowerBound])
  }

  private static func range(of needle: String, in text: String) -> Range<Int>? {
    let (needle, text) = (Array(needle.utf8), Array(text.utf8))
    guard text.count >= needle.count else { return nil }
    return (0...(text.count - needle.count)).first { text[$0...].starts(with: needle) }.map { $0..<$0 + needle.count }
  }

  private static func short(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes.prefix(160), as: UTF8.self)
  }
}
