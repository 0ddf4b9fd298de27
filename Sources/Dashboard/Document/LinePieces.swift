import Text

/// Cuts a long line into pieces, each of which is measured and drawn as a text by itself: so no key waits for the whole
/// of a line of megabytes.
///
/// A piece begins with a whole character or escape, and not with a mark that combines with what is before it, if there
/// is such a place near.
struct LinePieces {
  /// Some tenths of a millisecond to measure.
  private static let size = 1 << 16
  /// How far a piece's beginning is moved for the sake of what combines.
  private static let moveLimit = 16

  private let spans: [ByteSpan]
  private let byteCount: Int
  private let size: Int
  private let offset: Int
  let count: Int

  /// For rows of so many columns, of which all but the first have less: plain text fills them all.
  init(_ spans: [ByteSpan], columns: Int, hang: Int) {
    let rest = max(columns - max(hang, 0), 1)
    self.init(spans, size: rest * max(Self.size / rest, 1), offset: max(columns - rest, 0))
  }

  /// For a row that is cut.
  init(_ spans: [ByteSpan]) { self.init(spans, size: Self.size, offset: 0) }

  private init(_ spans: [ByteSpan], size: Int, offset: Int) {
    (self.spans, self.size, self.offset) = (spans, size, offset)
    byteCount = spans.byteCount
    count = max((byteCount - offset) / size, 1)
  }

  /// The bytes of a piece.
  subscript(index: Int) -> Range<Int> { start(index)..<max(start(index + 1), start(index)) }

  /// The piece that holds a byte, or the last one.
  func index(ofByte byte: Int) -> Int {
    let index = min(max((byte - offset) / size, 0), count - 1)
    return index + 1 < count && start(index + 1) <= byte ? index + 1 : index
  }

  private func start(_ index: Int) -> Int {
    guard index > 0 else { return 0 }
    guard index < count else { return byteCount }
    let wanted = offset + index * size
    var first = 0
    for span in spans {
      let end = first + span.bytes.count
      if wanted < end { return first + Self.beginning(before: wanted - first, in: span) }
      first = end
    }
    return byteCount
  }

  /// The last place up to `wanted` with which a text can begin.
  private static func beginning(before wanted: Int, in span: ByteSpan) -> Int {
    let bytes = span.bytes.span
    var place = wanted
    for _ in 0..<moveLimit {
      guard place > 0 else { return 0 }
      let (start, scalar) = character(at: place, in: bytes, hasEscapes: span.hasEscapes)
      if start == 0 || canBegin(scalar) { return start }
      place = start - 1
    }
    return character(at: wanted, in: bytes, hasEscapes: span.hasEscapes).start
  }

  private static func canBegin(_ scalar: Unicode.Scalar) -> Bool {
    switch ScalarClass(scalar) {
    case .combining, .variationSelector, .jamo: false
    case .newline: scalar != "\n"
    default: true
    }
  }

  /// The character or escape that a byte belongs to.
  private static func character(
    at place: Int, in bytes: Span<UInt8>, hasEscapes: Bool
  ) -> (start: Int, scalar: Unicode.Scalar) {
    // Far enough back that a pair of escapes that is entered in its middle lies before the place.
    var start = max(place - (hasEscapes ? 24 : 4), 0)
    // Of backslashes in a row every second one begins an escape.
    while hasEscapes, start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    while start > 0, bytes[start] & 0xC0 == 0x80, place - start < 32 { start -= 1 }
    var next = start
    while true {
      start = next
      var scalar: Unicode.Scalar?
      if hasEscapes { scalar = JSONEscape.scalar(in: bytes, at: &next) }
      let found = scalar ?? UTF8Decoding.scalar(in: bytes, at: &next)
      if next > place { return (start, found) }
    }
  }
}
