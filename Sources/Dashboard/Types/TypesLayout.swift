/// Where each event type stands on the screen, for who draws them and for clicks.
struct TypesLayout: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    let types: TypeFilter
    let area: Area
    /// What it takes, beyond the right edge too.
    let columns: Int
  }

  private(set) var items: [Item] = []
  /// The tables side by side, each with a heading; none where there is only a line.
  private(set) var tables: [Area] = []
  /// Columns of the widest name that was shown.
  private(set) var nameColumns = 0
  /// How many there is no row for.
  private(set) var hidden = 0

  /// With fewer columns a table says too little to stand beside another one.
  private static let leastColumns = 58
  private static let gap = 2

  init() {}

  /// How many tables side by side hold that many rows, or as many of them as they can.
  ///
  /// - Parameter rows: of one table, its heading left out.
  static func tables(of count: Int, rows: Int, columns: Int) -> Int {
    let needed = (count + max(rows, 1) - 1) / max(rows, 1)
    return max(min(needed, (columns + gap) / (leastColumns + gap)), 1)
  }

  /// A row each below a heading, in one table or several side by side.
  ///
  /// - Parameters:
  ///   - rows: which of the list are shown.
  ///   - nameColumns: of the widest name that was shown.
  init(table rows: [TypeFilter], of count: Int, nameColumns: Int, in area: Area) {
    let height = max(area.rows - 1, 1)
    let number = Self.tables(of: count, rows: height, columns: area.columns)
    let width = (area.columns - (number - 1) * Self.gap) / number
    tables = (0..<number).map { area.dropLeft($0 * (width + Self.gap)).left(width) }
    items = rows.prefix(number * height).enumerated().map { index, types in
      let line = tables[index / height].line(index % height + 1)
      return Item(types: types, area: line, columns: line.columns)
    }
    self.nameColumns = nameColumns
    hidden = count - items.count
  }

  /// One after the other on one line.
  ///
  /// - Parameter types: with the columns that each takes.
  init(line types: [(TypeFilter, columns: Int)], in area: Area) {
    var column = 0
    for (types, columns) in types where column < area.columns {
      items.append(Item(types: types, area: area.dropLeft(column).left(columns), columns: columns))
      column += columns
    }
  }

  /// What stands there, if anything does.
  func types(atRow row: Int, column: Int) -> TypeFilter? {
    items.first { $0.area.holds(row: row, column: column) }?.types
  }
}
