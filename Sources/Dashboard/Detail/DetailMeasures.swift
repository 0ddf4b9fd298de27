/// What was measured of the long lines of an opened event, a piece at a time.
struct DetailMeasures: Sendable {
  struct Key: Hashable, Sendable {
    /// Whether the line is one of the raw bytes, or else of the data.
    var isRaw: Bool
    var line: Int
    var piece: Int
  }

  /// Rows that are remembered: some megabytes at most.
  private static let rowLimit = 1 << 18

  /// The byte with which each row of a piece begins.
  private(set) var breaks: [Key: [Int]] = [:]
  private var rows = 0
  /// The columns that a piece takes on a row that is cut.
  private var widths: [Key: Int] = [:]

  mutating func remember(_ starts: [Int], _ key: Key) {
    if rows + starts.count > Self.rowLimit { forgetBreaks() }
    rows += starts.count
    breaks[key] = starts
  }

  func width(_ key: Key) -> Int? { widths[key] }

  mutating func remember(width: Int, _ key: Key) { widths[key] = width }

  /// Breaks are others in other columns.
  mutating func forgetBreaks() { (breaks, rows) = ([:], 0) }

  /// Lines that are folded otherwise have other numbers.
  mutating func forget(isRaw: Bool) {
    breaks = breaks.filter { $0.key.isRaw != isRaw }
    rows = breaks.values.reduce(0) { $0 + $1.count }
    widths = widths.filter { $0.key.isRaw != isRaw }
  }
}

extension Detail {
  /// Pieces shorter than this are measured anew each time.
  private static let shortPiece = 256

  /// Where a line is cut into pieces, which depends on the columns only if it is wrapped.
  func pieces(_ index: Int) -> LinePieces {
    let line = line(index)
    return isWrapped(index)
      ? LinePieces(line.spans, columns: columns, hang: hang(line)) : LinePieces(line.spans)
  }

  func hang(_ line: DetailLine) -> Int { min(line.hang, columns / 2) }

  /// The byte with which each row of a piece of a line begins; a line that is cut is one row.
  mutating func starts(_ index: Int, _ piece: Int, of pieces: LinePieces) -> [Int] {
    guard isWrapped(index) else { return [0] }
    let key = DetailMeasures.Key(isRaw: isRaw, line: index, piece: piece)
    if let known = measures.breaks[key] { return known }
    let range = pieces[piece]
    let line = line(index)
    let hang = hang(line)
    let starts = LineBreaks.starts(
      of: line.spans.clipped(to: range), columns: piece == 0 ? columns : max(columns - hang, 1),
      hang: piece == 0 ? hang : 0, glyphs: glyphs
    ).map { $0 + range.lowerBound }
    if range.count > Self.shortPiece { measures.remember(starts, key) }
    return starts
  }

  // MARK: - Rows that are cut

  /// The column of a line that is not broken at which a byte of it is drawn.
  mutating func cutColumn(ofByte byte: Int, in index: Int) -> Int {
    let spans = line(index).spans
    let pieces = LinePieces(spans)
    let piece = pieces.index(ofByte: byte)
    var before = 0
    for earlier in 0..<piece { before += width(earlier, of: pieces, spans, index) }
    let range = pieces[piece]
    let measured = LineBreaks.columns(
      ofBytes: [byte - range.lowerBound], in: spans.clipped(to: range), limit: .max, glyphs: glyphs)
    return before + (measured.columns.first ?? 0)
  }

  /// The piece in which a column of a line that is not broken lies, that column or the line's last, and the columns of
  /// the pieces before.
  mutating func cut(_ index: Int, from column: Int) -> (piece: Range<Int>, column: Int, before: Int) {
    let spans = line(index).spans
    let pieces = LinePieces(spans)
    var before = 0
    for piece in 0..<pieces.count - 1 {
      let width = width(piece, of: pieces, spans, index)
      guard before + width <= column else { return (pieces[piece], column, before) }
      before += width
    }
    return (pieces[pieces.count - 1], max(column, before), before)
  }

  private mutating func width(_ piece: Int, of pieces: LinePieces, _ spans: [ByteSpan], _ index: Int) -> Int {
    let key = DetailMeasures.Key(isRaw: isRaw, line: index, piece: piece)
    if let known = measures.width(key) { return known }
    let width = LineBreaks.width(of: spans.clipped(to: pieces[piece]), glyphs: glyphs)
    measures.remember(width: width, key)
    return width
  }
}
