import Text

/// Finds where the texts of a body end: at each LF, or those of a JSON text sequence (RFC 7464) at the next separator.
///
/// A text of a sequence may go on over several lines. Nobody waits for the next one, though: an LF ends it where its
/// brackets are closed, and so it ends a number or a word.
struct TextEnds: Sendable {
  static let separator: UInt8 = 0x1E

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false

  /// The index of the next byte that ends a text, from `index` on; `nil` if there is none in the chunk.
  ///
  /// Every byte is to be passed once, in order.
  mutating func next(in chunk: UnsafeRawBufferPointer, from index: Int, _ format: BodyFormat) -> Int? {
    guard format == .sequence else {
      let rest = UnsafeRawBufferPointer(rebasing: chunk[index...])
      var ends = LineEnds(in: rest)
      var end = ends.next(from: 0)
      while let place = end, rest[place] != 0x0A { end = ends.next(from: place + 1) }
      return end.map { index + $0 }
    }
    for index in index..<chunk.count where ends(with: chunk[index]) {
      self = TextEnds()
      return index
    }
    return nil
  }

  private mutating func ends(with byte: UInt8) -> Bool {
    if byte == Self.separator { return true }
    if isEscaped {
      isEscaped = false
    } else if isInString {
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      if byte == UInt8(ascii: "\"") { isInString = false }
    } else {
      switch byte {
      case UInt8(ascii: "\""): (isInString, hasBegun) = (true, true)
      case UInt8(ascii: "{"), UInt8(ascii: "["): (depth, hasBegun) = (depth + 1, true)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case 0x0A: return hasBegun && depth <= 0
      case 0x20, 0x09, 0x0D: break
      default: hasBegun = true
      }
    }
    return false
  }
}
