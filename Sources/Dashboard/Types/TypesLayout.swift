/// Where each event type stands on the screen, for who draws them and for clicks.
struct TypesLayout: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    let types: TypeFilter
    let area: Area
  }

  private(set) var items: [Item] = []
  /// How many there is no row for.
  private(set) var hidden = 0

  init() {}

  /// A row each below a heading.
  ///
  /// - Parameter rows: which of the list are shown.
  init(table rows: [TypeFilter], of count: Int, in area: Area) {
    items = rows.enumerated().map { Item(types: $1, area: area.line($0 + 1)) }
    hidden = count - rows.count
  }

  /// One after the other on one line.
  ///
  /// - Parameter types: with the columns that each takes.
  init(line types: [(TypeFilter, columns: Int)], in area: Area) {
    var column = 0
    for (types, columns) in types where column < area.columns {
      items.append(Item(types: types, area: area.dropLeft(column).left(columns)))
      column += columns
    }
  }

  /// What stands there, if anything does.
  func types(atRow row: Int, column: Int) -> TypeFilter? {
    items.first { $0.area.holds(row: row, column: column) }?.types
  }
}
