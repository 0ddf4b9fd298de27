/// The lines of bytes that are there as a whole, in order. LF, CR or CRLF ends a line; the last one may have no end.
///
/// What comes in chunks is cut with `LineEnds` itself: there a CR may be a chunk's last byte, and its LF the next one's
/// first.
package struct Lines: Sequence, IteratorProtocol {
  package struct Line: Equatable, Sendable {
    /// Without the line end.
    package let content: Range<Int>
    /// Where the next line begins.
    package let next: Int

    package var isEnded: Bool { content.upperBound < next }
  }

  private let bytes: UnsafeRawBufferPointer
  private var ends: LineEnds
  private var start = 0
  private var isLastDue: Bool

  /// - Parameter countsRest: whether what follows the last line end is a line too where it is empty.
  package init(in bytes: UnsafeRawBufferPointer, countsRest: Bool = false) {
    self.bytes = bytes
    ends = LineEnds(in: bytes)
    isLastDue = countsRest
  }

  package mutating func next() -> Line? {
    guard start < bytes.count || isLastDue else { return nil }
    guard let end = ends.next(from: start) else {
      isLastDue = false
      defer { start = bytes.count }
      return Line(content: start..<bytes.count, next: bytes.count)
    }
    var next = end + 1
    if next < bytes.count, bytes[end] == 0x0D, bytes[next] == 0x0A { next += 1 }
    defer { start = next }
    return Line(content: start..<end, next: next)
  }

  /// How many line ends there are.
  package static func ends(in bytes: UnsafeRawBufferPointer) -> Int {
    Lines(in: bytes).reduce(0) { $0 + ($1.isEnded ? 1 : 0) }
  }
}

extension UInt8 {
  /// Whether a line ends with it: LF or CR.
  @inlinable package var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}

/// U+FEFF at the beginning of a text in UTF-8, which is no part of the text.
@usableFromInline package enum ByteOrderMark {
  @usableFromInline package static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension Collection<UInt8> {
  /// The first byte decides nearly always, so that is looked at in place.
  @inlinable package var beginsWithByteOrderMark: Bool { first == 0xEF && starts(with: ByteOrderMark.utf8) }

  package var withoutByteOrderMark: SubSequence { beginsWithByteOrderMark ? dropFirst(3) : self[...] }
}
