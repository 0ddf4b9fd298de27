import EventFilter
import Text

/// One row of an opened event on the screen.
struct DetailRow: Sendable {
  /// All that the row may show; what is too long is cut.
  var spans: [ByteSpan]
  /// Where it begins.
  var column = 0
  /// Columns that are skipped.
  var offset = 0
  var isCursor = false
  /// Whether it goes on after the last column.
  var isCut = false
  /// The columns of what a search found, skipped ones not counted.
  var matches: [Range<Int>] = []
  /// Whether its value is not as it was in the event before.
  var change: ChangeMarks.Mark?
}

extension Detail {
  /// Brings the view to where it is possible on a screen of this size, and makes its rows. To be called before each
  /// frame.
  ///
  /// - Parameter pattern: what a search looks for.
  mutating func fit(rows height: Int, columns: Int, glyphs: Glyphs, pattern: TextPattern? = nil) {
    let columns = max(columns - Self.gutter, 1)
    self.height = max(height, 1)
    if columns != self.columns { measures.forgetBreaks() }
    if glyphs != self.glyphs { measures = DetailMeasures() }
    (self.columns, self.glyphs) = (columns, glyphs)
    look(for: pattern)
    settle()
    makeRows()
  }

  private mutating func makeRows() {
    rows = []
    var index = top.line
    while rows.count < height, index < lineCount {
      let line = line(index)
      if isWrapped(index) {
        makeRows(of: line, index)
      } else {
        rows.append(cutRow(of: line, index))
      }
      index += 1
    }
  }

  private mutating func makeRows(of line: DetailLine, _ index: Int) {
    let pieces = pieces(index)
    var piece = index == top.line ? pieces.index(ofByte: top.byte) : 0
    var isFirst = index == top.line
    while piece < pieces.count, rows.count < height {
      let starts = starts(index, piece, of: pieces)
      for row in (isFirst ? Self.row(of: top.byte, starts) : 0)..<starts.count {
        guard rows.count < height else { return }
        let end = row + 1 < starts.count ? starts[row + 1] : pieces[piece].upperBound
        let isLast = piece + 1 == pieces.count && row + 1 == starts.count
        var made = DetailRow(spans: line.spans.clipped(to: starts[row]..<end))
        made.column = starts[row] > 0 ? hang(line) : 0
        made.change = starts[row] > 0 ? nil : changeMark(ofLine: index)
        made.isCursor = index == cursor.line && starts[row] <= cursor.byte && (isLast || cursor.byte < end)
        mark(&made, of: index, from: starts[row], limit: columns - made.column)
        rows.append(made)
      }
      (piece, isFirst) = (piece + 1, false)
    }
  }

  private mutating func cutRow(of line: DetailLine, _ index: Int) -> DetailRow {
    let pieces = LinePieces(line.spans)
    let (piece, _, before) = cut(index, from: offset)
    // The next one too: the row may go on in it.
    let next = pieces[min(pieces.index(ofByte: piece.lowerBound) + 1, pieces.count - 1)]
    var row = DetailRow(spans: line.spans.clipped(to: piece))
    if next.lowerBound > piece.lowerBound { row.spans += line.spans.clipped(to: next) }
    row.offset = offset - before
    row.isCursor = index == cursor.line
    row.change = changeMark(ofLine: index)
    let limit = row.offset + columns
    let rest = LineBreaks.columns(ofBytes: [], in: row.spans, limit: limit, glyphs: glyphs).rest
    row.isCut = rest != nil
    if let rest { row.spans = row.spans.clipped(to: 0..<rest) }
    mark(&row, of: index, from: piece.lowerBound, limit: limit)
    return row
  }

  /// Notes in which columns of a row the search finds something.
  private func mark(_ row: inout DetailRow, of index: Int, from start: Int, limit: Int) {
    let parts = matches(in: row.spans, ofLine: index, from: start)
    guard !parts.isEmpty else { return }
    let ends = parts.flatMap { [$0.lowerBound, $0.upperBound] }
    let measured = LineBreaks.columns(ofBytes: ends, in: row.spans, limit: limit, glyphs: glyphs)
    for index in parts.indices {
      let (from, to) = (measured.columns[2 * index], measured.columns[2 * index + 1])
      let seen = max(from, row.offset)..<max(min(max(to, from + 1), limit), max(from, row.offset))
      if !seen.isEmpty { row.matches.append(seen.lowerBound - row.offset..<seen.upperBound - row.offset) }
    }
  }

  /// Which of some rows a byte is in.
  static func row(of byte: Int, _ starts: [Int]) -> Int { starts.lastIndex { $0 <= byte } ?? 0 }
}
