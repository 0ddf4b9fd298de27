import Text

/// A piece of a stream with one meaning: bytes that are lent, not copied, and decoded only where they are shown.
struct ByteSpan: Equatable, Sendable {
  var bytes: ArraySlice<UInt8>
  var role: Role
  /// Whether the slice's indexes say where in its document it stands; what only explains stands nowhere.
  var isSource: Bool
  /// Whether it is of a JSON string, whose escapes are undone where it is shown.
  var hasEscapes = false

  /// A part of a document.
  init(_ bytes: ArraySlice<UInt8>, _ role: Role = .normal, hasEscapes: Bool = false) {
    (self.bytes, self.role, isSource, self.hasEscapes) = (bytes, role, true, hasEscapes)
  }

  /// Text that no document has.
  init(_ text: String, _ role: Role = .normal) {
    (bytes, self.role, isSource) = (Array(text.utf8)[...], role, false)
  }

  var text: String { String(decoding: shown, as: UTF8.self) }

  /// The bytes as they are drawn.
  var shown: ArraySlice<UInt8> { hasEscapes ? JSONEscape.shown(bytes) : bytes }
}

extension Collection where Element == ByteSpan {
  var byteCount: Int { reduce(0) { $0 + $1.bytes.count } }

  /// The bytes of all spans in a row, as a search reads them.
  var joinedBytes: [UInt8] { flatMap(\.bytes) }

  /// The spans of some of the bytes, counted from the first span's first.
  func clipped(to range: Range<Int>) -> [ByteSpan] {
    var clipped: [ByteSpan] = []
    var start = 0
    for var span in self where start < range.upperBound {
      let dropped = Swift.max(range.lowerBound - start, 0)
      let end = Swift.min(range.upperBound - start, span.bytes.count)
      start += span.bytes.count
      guard dropped < end else { continue }
      span.bytes = span.bytes.prefix(end).dropFirst(dropped)
      clipped.append(span)
    }
    return clipped
  }

  /// Where in its document the byte at `offset` stands, or the next one that stands in it.
  func source(ofByte offset: Int) -> Int? {
    var start = 0
    var last: Int?
    for span in self {
      let end = start + span.bytes.count
      if span.isSource {
        last = span.bytes.endIndex
        if offset < end { return span.bytes.startIndex + Swift.max(offset - start, 0) }
      }
      start = end
    }
    return last
  }

  /// The byte of the spans that stands at an index of the document, or the nearest.
  func byte(ofSource index: Int) -> Int {
    var start = 0
    var nearest = 0
    for span in self {
      if span.isSource, span.bytes.startIndex <= index {
        nearest = start + Swift.min(index - span.bytes.startIndex, span.bytes.count)
      }
      start += span.bytes.count
    }
    return nearest
  }
}

extension Canvas {
  /// Writes spans one after the other on a row of an area; otherwise as for a single text.
  @discardableResult
  mutating func put(_ spans: [ByteSpan], in area: Area, row: Int, column: Int = 0, offset: Int = 0) -> Int {
    guard row >= 0, row < area.rows, column >= 0, column < area.columns else { return 0 }
    var textRun = TextRun(
      on: self, row: area.row + row, column: area.column + column, limit: area.columns - column, offset: offset)
    for span in spans where textRun?.isFull == false { textRun?.draw(span.shown.span, role: span.role, on: &self) }
    return textRun?.drawn ?? 0
  }
}
