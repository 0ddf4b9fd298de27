import Text

/// One line of writing under way: where on the grid the next column of the text goes.
struct TextRun {
  /// More columns than any text has, and few enough that no sum overflows.
  private static let skipLimit = Int.max / 4

  private let row: Int
  /// The cells of the row that may be written.
  private let window: Range<Int>
  /// The next column, counted from the start of the window; negative while skipping.
  private var position: Int
  private var cleaner: Cleaner
  /// The cell that a combining mark would go to; `nil` if what it belongs to is not on the grid.
  private var base: Int?

  /// `nil` if nothing can be seen of it.
  init?(on canvas: Canvas, row: Int, column: Int, limit: Int, offset: Int) {
    guard row >= 0, row < canvas.rows, column < canvas.columns, limit > 0 else { return nil }
    // Columns left of the grid are skipped like those of the offset.
    let hidden = column < 0 ? -max(column, -Self.skipLimit) : 0
    guard limit > hidden else { return nil }
    let start = max(0, column)
    self.row = row
    window = start..<start + min(limit - hidden, canvas.columns - start)
    position = -(min(max(0, offset), Self.skipLimit) + hidden)
    cleaner = Cleaner(canvas.glyphs)
  }

  /// The columns written so far.
  var drawn: Int { min(max(0, position), window.count) }

  /// Whether nothing of a next text can be seen.
  var isFull: Bool { position >= window.count }

  /// Writes one text, in which marks combine only with what is in the same text.
  mutating func draw(_ bytes: Span<UInt8>, role: Role, on canvas: inout Canvas) {
    cleaner = Cleaner(canvas.glyphs)
    base = nil
    var next = 0
    while next < bytes.count {
      if bytes[next] >= 0x20, bytes[next] < 0x7F {
        guard position < window.count else { return }
        next = drawASCII(bytes, from: next, role: role, on: &canvas)
      } else {
        let piece = cleaner.piece(for: UTF8Decoding.scalar(in: bytes, at: &next))
        if position >= window.count, piece.columns > 0 { return }
        draw(piece, role: role, on: &canvas)
      }
    }
  }

  /// Writes printable ASCII as far as it goes and fits; where to go on reading.
  private mutating func drawASCII(_ bytes: Span<UInt8>, from start: Int, role: Role, on canvas: inout Canvas) -> Int {
    let room = min(bytes.count - start, window.count - position)
    var text = bytes.extracting(start..<start + room)
    for index in text.indices where !(0x20..<0x7F ~= text[index]) {
      text = text.extracting(first: index)
      break
    }
    let count = text.count

    let skipped = min(max(0, -position), count)
    position += skipped
    base = nil
    if skipped < count {
      let cells = window.lowerBound + position..<window.lowerBound + position + (count - skipped)
      canvas.cells[row].partWideCharacters(at: cells)
      let blank = Cell.blank(role)
      let shown = text.extracting(skipped..<count)
      var grid = canvas.cells[row].mutableSpan
      for index in shown.indices { grid[cells.lowerBound &+ index] = blank.with(shown[index]) }
      position += cells.count
      base = cells.upperBound - 1
    }
    cleaner.passedASCII(Unicode.Scalar(text[count - 1]))
    return start + count
  }

  private mutating func draw(_ piece: DisplayUnit, role: Role, on canvas: inout Canvas) {
    switch piece {
    case .scalar(let scalar, let columns):
      write(scalar, columns: columns, role, on: &canvas)
    case .dotted(let scalar):
      write("\u{25CC}", columns: 1, .mark, on: &canvas)
      attach(scalar, on: &canvas)
    case .attached(let scalar):
      attach(scalar, on: &canvas)
    case .composed(let syllable):
      if let base { canvas.cells[row][base] = Cell(syllable, canvas.cells[row][base].role) }
    case .mark(let text):
      for scalar in text.unicodeScalars { write(scalar, columns: 1, .mark, on: &canvas) }
    case .whitespace(let text):
      for scalar in text.unicodeScalars { write(scalar, columns: 1, .whitespace, on: &canvas) }
    case .nothing: break
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar, columns: Int, _ role: Role, on canvas: inout Canvas) {
    let first = max(0, position)
    let end = min(window.count, position + columns)
    position += columns
    base = nil
    guard first < end else { return }
    let cells = window.lowerBound + first..<window.lowerBound + end
    canvas.cells[row].partWideCharacters(at: cells)
    guard cells.count == columns else {
      for index in cells { canvas.cells[row][index] = .blank(role) }
      return
    }
    canvas.cells[row][cells.lowerBound] = Cell(scalar, role)
    if columns == 2 { canvas.cells[row][cells.lowerBound + 1] = .continuation(role) }
    base = cells.lowerBound
  }

  private func attach(_ scalar: Unicode.Scalar, on canvas: inout Canvas) {
    guard let base else { return }
    canvas.cells[row][base].attach(scalar)
  }
}
