import Text

/// What a string of JSON adds to a text. A surrogate pair may be cut between two strings, as by servers that count a text
/// in UTF-16: then the halves stand at their ends, and one character comes of both.
struct StringPiece: Sendable, Equatable {
  /// UTF-8, without a half at an end.
  var text: [UInt8]
  /// The second half of a pair, with which it begins.
  var low: UInt16?
  /// The first half of a pair, with which it ends.
  var high: UInt16?

  init(_ text: [UInt8] = [], low: UInt16? = nil, high: UInt16? = nil) {
    (self.text, self.low, self.high) = (text, low, high)
  }

  var isEmpty: Bool { text.isEmpty && low == nil && high == nil }

  mutating func append(_ next: StringPiece) {
    guard !next.isEmpty else { return }
    switch (high, next.low) {
    case (let high?, let low?): text += Self.joined(high, low)
    case (nil, nil): break
    case (nil, let low?) where text.isEmpty && self.low == nil:
      self = StringPiece(next.text, low: low, high: next.high)
      return
    default: text += UTF8.encodedReplacementCharacter
    }
    text += next.text
    high = next.high
  }

  /// The text with U+FFFD for halves that nothing came for.
  var repaired: [UInt8] {
    var text = text
    if low != nil { text.insert(contentsOf: UTF8.encodedReplacementCharacter, at: 0) }
    if high != nil { text += UTF8.encodedReplacementCharacter }
    return text
  }

  private static func joined(_ high: UInt16, _ low: UInt16) -> [UInt8] {
    let units = [high, low]
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}

extension StringPiece {
  /// The bytes of an escape: `\ud83d`.
  private static let escapeLength = 6

  /// Reads a string of JSON.
  ///
  /// - Parameter quoted: with its quotes.
  init(quoted: UnsafeRawBufferPointer, hasEscape: Bool) {
    guard hasEscape else {
      self.init(Array(repairing: UnsafeRawBufferPointer(rebasing: quoted[1..<quoted.count - 1])))
      return
    }
    let inside = UnsafeRawBufferPointer(rebasing: quoted[1..<quoted.count - 1])
    let low = Self.unit(in: inside, at: 0, within: 0xDC00...0xDFFF)
    var high: UInt16?
    let last = inside.count - Self.escapeLength
    // Only after an even number of backslashes does one begin an escape.
    if last >= 0, inside[..<last].reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count.isMultiple(of: 2) {
      high = Self.unit(in: inside, at: last, within: 0xD800...0xDBFF)
    }
    let middle = inside[(low == nil ? 0 : Self.escapeLength)..<(high == nil ? inside.count : last)]
    let text = JSONString.decoded(UnsafeRawBufferPointer(rebasing: middle))
    self.init(text.withUnsafeBytes { Array(repairing: $0) }, low: low, high: high)
  }

  /// The number of the escape at a place, if one of that range is there.
  private static func unit(
    in text: UnsafeRawBufferPointer, at place: Int, within range: ClosedRange<UInt16>
  ) -> UInt16? {
    guard place + escapeLength <= text.count, text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "u")
    else { return nil }
    let digits = String(decoding: text[place + 2..<place + escapeLength], as: UTF8.self)
    return UInt16(digits, radix: 16).flatMap { range.contains($0) ? $0 : nil }
  }
}
