import EventFilter
import StreamModel
import Text

/// The beginning of an event's data or a comment's text, as much as the feed, or a table, shows of it.
struct FeedText {
  /// The most that a column can take: two escapes of a character beyond the first 65,536.
  private static let bytesPerColumn = 12

  let bytes: [UInt8]
  /// Whether there is more of it.
  private let isCut: Bool
  /// The lines whose escapes are undone.
  private let jsonLines: [Range<Int>]

  init(_ record: Record, _ log: EventLog, columns: Int) {
    let bytes = log.data(record, limit: (columns + 4) * Self.bytesPerColumn)
    self.init(bytes, isCut: bytes.count < Int(record.dataLength))
  }

  private init(_ bytes: [UInt8], isCut: Bool) {
    (self.bytes, self.isCut) = (bytes, isCut)
    jsonLines = JSONEscape.lines(of: bytes.span, isCut: isCut)
  }

  /// Its first lines, without their line ends.
  func lines(limit: Int) -> [FeedText] {
    let lines = bytes.split(separator: 0x0A, maxSplits: limit, omittingEmptySubsequences: false)
    return lines.map { FeedText(Array($0), isCut: isCut && $0.endIndex == bytes.endIndex) }
  }

  /// A part of it, with the escapes of JSON undone.
  func shown(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !jsonLines.isEmpty else { return part }
    var shown: [UInt8] = []
    var next = part.startIndex
    for line in jsonLines.lazy.map({ $0.clamped(to: part.startIndex..<part.endIndex) }) where !line.isEmpty {
      shown += bytes[next..<line.lowerBound] + JSONEscape.shown(bytes[line])
      next = line.upperBound
    }
    return (shown + bytes[next..<part.endIndex])[...]
  }

  /// The text cut where its roles change, and where the pattern begins and ends to match.
  ///
  /// - Parameter role: of what is no match; JSON that would be plain has roles of its own.
  func spans(matching pattern: TextPattern?, role: Role) -> [TextSpan] {
    var spans: [TextSpan] = []
    forEachPiece(matching: pattern, role: role) { piece, role in
      spans.append(TextSpan(String(decoding: shown(bytes[piece]), as: UTF8.self), role))
      return true
    }
    return spans.isEmpty ? [TextSpan("", role)] : spans
  }

  /// Draws the first row of `spans`, and makes no more of them than are seen.
  func draw(matching pattern: TextPattern?, role: Role, offset: Int = 0, on canvas: inout Canvas, in area: Area) {
    guard
      var run = TextRun(
        on: canvas, row: area.row, column: area.column, limit: area.isEmpty ? 0 : area.columns, offset: offset)
    else { return }
    forEachPiece(matching: pattern, role: role) { piece, role in
      run.draw(shown(bytes[piece]).span, role: role, on: &canvas)
      return !run.isFull
    }
  }

  /// - Parameter body: is given a range of `bytes` and its role, and says whether more is wanted.
  private func forEachPiece(matching pattern: TextPattern?, role: Role, _ body: (Range<Int>, Role) -> Bool) {
    let matches = (pattern?.ranges(in: bytes, limit: 256) ?? []).filter { !$0.isEmpty }
    var left = matches[...]
    var json = FeedJSON(role == .normal ? bytes[...] : [])
    var rest: FeedJSON.Piece? = role == .normal ? nil : (bytes.indices, role)
    while let piece = rest ?? json.next() {
      rest = nil
      var next = piece.range.lowerBound
      while next < piece.range.upperBound {
        guard let match = left.first, match.lowerBound < piece.range.upperBound else {
          guard body(next..<piece.range.upperBound, piece.role) else { return }
          break
        }
        if next < match.lowerBound { guard body(next..<match.lowerBound, piece.role) else { return } }
        // A match goes on over the pieces that it covers.
        if match.lowerBound >= piece.range.lowerBound { guard body(match, .match) else { return } }
        next = match.upperBound
        guard next <= piece.range.upperBound else { break }
        left.removeFirst()
      }
    }
  }
}
