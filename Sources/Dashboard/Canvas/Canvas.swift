import Text

/// A grid of cells: the only thing a view can draw on, and all that a terminal is ever given.
///
/// Any number is a legal position or size; what lies outside the grid is not drawn. The two halves of a wide
/// character live and die together.
public struct Canvas: Equatable, Sendable {
  /// The most columns and rows; larger terminals are drawn in their upper left part, which bounds the memory.
  static let columnLimit = 2_000
  static let rowLimit = 1_000

  public let columns: Int
  public let rows: Int
  let glyphs: Glyphs
  /// Where the terminal's own cursor stands, because something is typed there; `nil` where it is hidden.
  public private(set) var cursor: Cursor?
  /// Its rows. Canvases share those that they have in common, so that what only moved is neither copied nor compared.
  var cells: [[Cell]]

  /// A cell of the grid.
  public struct Cursor: Equatable, Sendable {
    public let row: Int
    public let column: Int
  }

  init(columns: Int, rows: Int, glyphs: Glyphs = .unicode) {
    self.columns = min(max(0, columns), Self.columnLimit)
    self.rows = min(max(0, rows), Self.rowLimit)
    self.glyphs = glyphs
    // A row takes memory of its own when something is written on it.
    cells = Array(repeating: Array(repeating: .blank(.normal), count: self.columns), count: self.rows)
  }

  /// The whole grid.
  var area: Area { Area(rows: rows, columns: columns) }

  /// The cells of one row, for a terminal to show; none if there is no such row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    guard row >= 0, row < rows else { return [] }
    return cells[row][...]
  }

  /// Puts the cursor on the first cell of an area, if there is one.
  mutating func putCursor(in area: Area) {
    guard !area.isEmpty, area.row < rows, area.column < columns else { return }
    cursor = Cursor(row: area.row, column: area.column)
  }

  /// Wipes an area: blanks of one role.
  mutating func fill(_ area: Area, role: Role = .normal) { fill(area, with: .blank(role)) }

  /// Gives everything in an area one role, as the row under the cursor needs it.
  ///
  /// A wide character belongs to the area that its left half is in.
  ///
  /// - Parameter kept: cells of this role keep it.
  mutating func setRole(_ role: Role, in area: Area, keeping kept: Role? = nil) {
    forEachRow(of: area) { cells, range in
      for index in range where !cells[index].isContinuation || index > range.lowerBound {
        if cells[index].role != kept { cells[index].role = role }
      }
      if range.upperBound < cells.endIndex, cells[range.upperBound].isContinuation {
        cells[range.upperBound].role = cells[range.upperBound - 1].role
      }
    }
  }

  /// Rules the first row of an area.
  mutating func horizontalLine(in area: Area, role: Role = .dim) {
    fill(area.top(1), with: Cell(glyphs.horizontal.unicodeScalars.first ?? " ", role))
  }

  /// Rules the first column of an area.
  mutating func verticalLine(in area: Area, role: Role = .dim) {
    fill(area.left(1), with: Cell(glyphs.vertical.unicodeScalars.first ?? " ", role))
  }

  private mutating func fill(_ area: Area, with cell: Cell) {
    forEachRow(of: area) { cells, range in
      cells.partWideCharacters(at: range)
      for index in range { cells[index] = cell }
    }
  }

  private mutating func forEachRow(of area: Area, _ body: (inout [Cell], Range<Int>) -> Void) {
    let first = min(area.column, columns)
    let end = min(area.column + area.columns, columns)
    guard first < end, area.row < rows else { return }
    for row in area.row..<min(area.row + area.rows, rows) { body(&cells[row], first..<end) }
  }
}

extension [Cell] {
  /// Blanks the halves that would be left over when the cells of `range` are overwritten.
  mutating func partWideCharacters(at range: Range<Int>) {
    guard !range.isEmpty else { return }
    if self[range.lowerBound].isContinuation {
      self[range.lowerBound - 1] = .blank(self[range.lowerBound - 1].role)
    }
    if range.upperBound < endIndex, self[range.upperBound].isContinuation {
      self[range.upperBound] = .blank(self[range.upperBound].role)
    }
  }
}
