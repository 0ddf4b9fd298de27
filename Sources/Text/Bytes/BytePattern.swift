/// A text to be found in bytes, exactly or with either case of the letters A to Z.
///
/// Bytes that are not UTF-8 are bytes like others. The text's first and last byte are compared with eight places at
/// once, and only where both fit the rest is looked at.
package struct BytePattern: Sendable {
  /// Lower-case if case is ignored; not empty.
  package let bytes: [UInt8]
  /// For each byte what is set in a byte of the text before it is compared: the bit that makes a letter lower-case.
  private let folds: [UInt8]
  let ignoresCase: Bool

  package init(_ text: [UInt8], ignoresCase: Bool) {
    self.ignoresCase = ignoresCase
    folds = text.map { ignoresCase && Self.isLetter($0) ? 0x20 : 0 }
    bytes = zip(text, folds).map { $0 | $1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  /// Where it occurs first, from `start` on.
  package func first(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    let last = text.count - bytes.count
    guard start <= last, !bytes.isEmpty else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      folds.withUnsafeBufferPointer { folds in
        BytePatternSearch(bytes: bytes, folds: folds, text: text).first(from: start, through: last)
      }
    }
  }

  package func ranges(in text: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while ranges.count < limit, let found = first(in: text, from: start) {
      start = found + bytes.count
      ranges.append(found..<start)
    }
    return ranges
  }
}
