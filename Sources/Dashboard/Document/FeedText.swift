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
    let matches = (pattern?.ranges(in: bytes, limit: 256) ?? []).filter { !$0.isEmpty }
    let pieces: [FeedJSON.Piece] =
      role == .normal ? FeedJSON(bytes[...]).pieces : [(range: 0..<bytes.count, role: role)]
    var spans: [TextSpan] = []
    var left = matches[...]
    for piece in pieces {
      var next = piece.range.lowerBound
      while next < piece.range.upperBound {
        guard let match = left.first, match.lowerBound < piece.range.upperBound else {
          spans.append(span(next..<piece.range.upperBound, piece.role))
          break
        }
        if next < match.lowerBound { spans.append(span(next..<match.lowerBound, piece.role)) }
        // A match goes on over the pieces that it covers.
        if match.lowerBound >= piece.range.lowerBound { spans.append(span(match, .match)) }
        next = match.upperBound
        guard next <= piece.range.upperBound else { break }
        left.removeFirst()
      }
    }
    return spans.isEmpty ? [TextSpan("", role)] : spans
  }

  private func span(_ range: Range<Int>, _ role: Role) -> TextSpan {
    TextSpan(String(decoding: shown(bytes[range]), as: UTF8.self), role)
  }
}
