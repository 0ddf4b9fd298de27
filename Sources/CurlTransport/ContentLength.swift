internal import StreamModel

/// What the `Content-Length` headers of a response say of its body (RFC 9112, 6.3).
enum ContentLength: Equatable {
  /// There is none, or it does not count: `Transfer-Encoding` overrides it.
  case none
  case bytes(Int64)
  /// More than can be counted, and so more than will ever come.
  case endless
  /// The body has no end that can be trusted; with why.
  case invalid(String)

  /// Several values count as one if they are the same.
  init(_ head: ResponseHead) {
    let values = head.values(of: "Content-Length").flatMap { value in
      value.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
    }
    guard !values.isEmpty, !Self.hasNoBody(head), head.values(of: "Transfer-Encoding").isEmpty else {
      self = .none
      return
    }
    for value in values where value.isEmpty || !value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = .invalid("its Content-Length is not a number: \(value.isEmpty ? "empty" : Self.excerpt(value))")
      return
    }
    // Beyond 64 bits the digits tell.
    let digits = values.map { $0.drop { $0 == "0" } }
    if let other = digits.firstIndex(where: { $0 != digits[0] }) {
      self = .invalid(
        "its Content-Length is given twice: \(Self.excerpt(values[0])) and \(Self.excerpt(values[other]))")
    } else {
      self = Int64(values[0]).map { .bytes($0) } ?? .endless
    }
  }

  /// Whatever its headers say (RFC 9112, 6.3, first rule).
  private static func hasNoBody(_ head: ResponseHead) -> Bool {
    (100..<200).contains(head.status) || head.status == 204 || head.status == 304
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let end = text.lastIndex { !isBlank($0) }.map { text.index(after: $0) } ?? text.startIndex
    return text[..<end].drop(while: isBlank)
  }

  private static func excerpt(_ text: some StringProtocol) -> String {
    text.count > 24 ? "\(text.prefix(24))…" : String(text)
  }
}
