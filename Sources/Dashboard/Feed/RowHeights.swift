import EventFilter
import StreamModel
import Text

/// How many rows of the screen the feed's rows take, and which of them fit.
struct RowHeights {
  private let reader: FeedReader
  private let columns: FeedColumns
  private let wraps: Bool
  /// Rows of the screen that there are.
  private let height: Int

  init(_ reader: FeedReader, _ columns: FeedColumns, wraps: Bool, limit height: Int) {
    self.reader = reader
    self.columns = columns
    self.wraps = wraps
    self.height = height
  }

  /// The most rows that one event takes: half of what there is, so that its neighbours stay in view.
  static func limit(of height: Int) -> Int { max(height / 2, 1) }

  func height(of position: Int) -> Int {
    guard wraps else { return 1 }
    guard reader.state.log.positions.contains(position) else { return 1 }
    let record = reader.state.log[position]
    guard record.kind == .event || record.kind == .comment else { return 1 }
    return max(Self.lines(of: record, reader.state, columns, limit: Self.limit(of: height)).count, 1)
  }

  /// The rows that fit from a position on, and whether they fill the screen.
  func rows(from position: Int) -> (rows: [Int], isFull: Bool) {
    guard wraps else {
      let rows = reader.rows(from: position, count: height)
      return (rows, rows.count == height)
    }
    var rows: [Int] = []
    var left = height
    var next = position
    while left > 0, let row = reader.first(from: next) {
      left -= height(of: row)
      if left < 0 { return (rows, true) }
      rows.append(row)
      next = row + 1
    }
    return (rows, left == 0)
  }

  /// The rows that fit, the last of which lies before `end`.
  func rows(before end: Int) -> [Int] {
    guard wraps else { return reader.rows(before: end, count: height) }
    var rows: [Int] = []
    var left = height
    var end = end
    while let row = reader.last(before: end) {
      left -= height(of: row)
      if left < 0 { break }
      rows.append(row)
      end = row
    }
    return rows.reversed()
  }

  /// The lines that an event's data or a comment's text is broken into.
  ///
  /// - Parameter pattern: what is marked in them.
  static func lines(
    of record: Record, _ state: StreamState, _ columns: FeedColumns, limit: Int, pattern: TextPattern? = nil,
    role: Role = .normal, glyphs: Glyphs = .unicode
  ) -> [[TextSpan]] {
    let data = FeedText(record, state.log, columns: columns.dataWidth * limit)
    var lines: [[TextSpan]] = []
    for line in data.lines(limit: limit) where lines.count < limit {
      lines += Wrapping.rows(
        of: line.spans(matching: pattern, role: role), columns: columns.dataWidth, limit: limit - lines.count,
        glyphs: glyphs)
    }
    return lines
  }
}
