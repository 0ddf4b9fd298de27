/// A rectangle of the grid: where a view may draw.
///
/// All four numbers are kept within `0...Area.limit`, so that no arithmetic on areas can overflow or go negative.
struct Area: Equatable, Sendable {
  /// More rows or columns than any terminal has.
  static let limit = 1_000_000

  let row: Int
  let column: Int
  let rows: Int
  let columns: Int

  init(row: Int = 0, column: Int = 0, rows: Int, columns: Int) {
    self.row = Self.clamped(row)
    self.column = Self.clamped(column)
    self.rows = Self.clamped(rows)
    self.columns = Self.clamped(columns)
  }

  /// Whether nothing can be drawn here.
  var isEmpty: Bool { rows == 0 || columns == 0 }

  /// Whether a cell of the screen lies in it.
  func holds(row: Int, column: Int) -> Bool {
    row >= self.row && row < self.row + rows && column >= self.column && column < self.column + columns
  }

  /// The first rows.
  func top(_ count: Int) -> Area { part(from: 0, to: count) }

  /// The last rows.
  func bottom(_ count: Int) -> Area { part(from: rows - min(rows, Self.clamped(count)), to: rows) }

  /// All but the first rows.
  func dropTop(_ count: Int) -> Area { part(from: count, to: rows) }

  /// All but the last rows.
  func dropBottom(_ count: Int) -> Area { part(from: 0, to: rows - Self.clamped(count)) }

  /// The row at `index`, counted from the top of the area; empty if there is none.
  func line(_ index: Int) -> Area {
    index >= 0 && index < rows ? part(from: index, to: index + 1) : part(from: rows, to: rows)
  }

  /// The first columns.
  func left(_ count: Int) -> Area { part(fromColumn: 0, to: count) }

  /// The last columns.
  func right(_ count: Int) -> Area {
    part(fromColumn: columns - min(columns, Self.clamped(count)), to: columns)
  }

  /// All but the first columns.
  func dropLeft(_ count: Int) -> Area { part(fromColumn: count, to: columns) }

  /// All but the last columns.
  func dropRight(_ count: Int) -> Area { part(fromColumn: 0, to: columns - Self.clamped(count)) }

  /// An area of the given size, or what fits of it, in the middle of this one.
  func centered(rows: Int, columns: Int) -> Area {
    let height = min(self.rows, Self.clamped(rows))
    let width = min(self.columns, Self.clamped(columns))
    return dropTop((self.rows - height) / 2).top(height).dropLeft((self.columns - width) / 2).left(width)
  }

  private func part(from first: Int, to end: Int) -> Area {
    let first = min(Self.clamped(first), rows)
    let end = max(first, min(Self.clamped(end), rows))
    return Area(row: row + first, column: column, rows: end - first, columns: columns)
  }

  private func part(fromColumn first: Int, to end: Int) -> Area {
    let first = min(Self.clamped(first), columns)
    let end = max(first, min(Self.clamped(end), columns))
    return Area(row: row, column: column + first, rows: rows, columns: end - first)
  }

  private static func clamped(_ value: Int) -> Int { min(max(0, value), limit) }
}
