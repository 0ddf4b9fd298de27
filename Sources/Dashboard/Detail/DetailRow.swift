/// One row of an opened event on the screen.
struct DetailRow: Sendable {
  /// All that the row may show; what is too long is cut.
  var spans: [ByteSpan]
  /// Where it begins.
  var column = 0
  /// Columns that are skipped.
  var offset = 0
  var isCursor = false
  /// Whether it goes on behind the last column.
  var isCut = false
  /// The columns of what a search found, skipped ones not counted.
  var matches: [Range<Int>] = []
}

extension Detail {
  /// Lines longer than this have their breaks remembered.
  private static let shortLine = 256
  private static let breaksLimit = 4096

  /// Brings the view to where it is possible on a screen of this size, and makes its rows. To be called before each
  /// frame.
  ///
  /// - Parameter matches: where a search finds something in the bytes of a line, in their order.
  public mutating func fit(
    rows height: Int, columns: Int, glyphs: Glyphs, matches: (([UInt8]) -> [Range<Int>])? = nil
  ) {
    let columns = max(columns - DetailView.gutter, 1)
    self.height = max(height, 1)
    if columns != self.columns || glyphs != self.glyphs { breaks = [:] }
    (self.columns, self.glyphs) = (columns, glyphs)
    settle()
    makeRows(matches)
  }

  /// The byte with which each row of a line begins.
  mutating func starts(_ index: Int) -> [Int] {
    guard isWrapped(index) else { return [0] }
    if let known = breaks[index] { return known }
    let line = line(index)
    let length = line.spans.byteCount
    let starts = LineBreaks.starts(of: line.spans, columns: columns, hang: hang(line), glyphs: glyphs)
    if length > Self.shortLine {
      if breaks.count >= Self.breaksLimit { breaks = [:] }
      breaks[index] = starts
    }
    return starts
  }

  private func hang(_ line: DetailLine) -> Int { min(line.hang, columns / 2) }

  private mutating func makeRows(_ matches: (([UInt8]) -> [Range<Int>])?) {
    rows = []
    var index = top.line
    while rows.count < height, index < lineCount {
      let line = line(index)
      let starts = starts(index)
      let found = matches.map { $0(line.spans.joinedBytes) } ?? []
      let first = index == top.line ? starts.lastIndex { $0 <= top.byte } ?? 0 : 0
      for row in first..<starts.count {
        guard rows.count < height else { break }
        let end = row + 1 < starts.count ? starts[row + 1] : Int.max
        let isCursor = index == cursor.line && starts[row]..<end ~= cursor.byte
        rows.append(
          self.row(of: line, starts[row]..<end, isWrapped: isWrapped(index), isCursor: isCursor, found: found))
      }
      index += 1
    }
  }

  private func row(
    of line: DetailLine, _ bytes: Range<Int>, isWrapped: Bool, isCursor: Bool, found: [Range<Int>]
  ) -> DetailRow {
    var row = DetailRow(spans: line.spans, isCursor: isCursor)
    if isWrapped {
      row.spans = line.spans.clipped(to: bytes)
      row.column = bytes.lowerBound > 0 ? hang(line) : 0
    } else {
      row.offset = offset
    }
    let limit = row.offset + columns - row.column
    let parts = found.map { $0.clamped(to: bytes) }.filter { !$0.isEmpty }
    let ends = parts.flatMap { [$0.lowerBound - bytes.lowerBound, $0.upperBound - bytes.lowerBound] }
    let measured = LineBreaks.columns(ofBytes: ends, in: row.spans, limit: limit, glyphs: glyphs)
    row.isCut = !isWrapped && measured.goesOn
    for index in parts.indices {
      let (from, to) = (measured.columns[2 * index], measured.columns[2 * index + 1])
      let seen = max(from, row.offset)..<max(min(max(to, from + 1), limit), max(from, row.offset))
      if !seen.isEmpty { row.matches.append(seen.lowerBound - row.offset..<seen.upperBound - row.offset) }
    }
    return row
  }
}
