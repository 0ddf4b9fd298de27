import Text

/// Where the columns of a table lie, and which of them there is room for.
struct Grid {
  struct Column {
    var title: String
    var width: Int
    /// Numbers stand at the right edge of their column, words at the left.
    var isNumber = true
    /// The lower goes first where there is too little room; 0 never goes.
    var rank = 0
    /// Whether what is too long loses its middle rather than its end.
    var isName = false
    /// How much wider it gets where there is room left.
    var stretch = 0
  }

  /// What is drawn of a column, and where; `index` is its place among all of them.
  struct Extent {
    var index: Int
    var column: Int
    var width: Int
  }

  private let columns: [Column]
  let places: [Extent]

  /// Leaves out columns, the lowest rank first, until the rest fits, and shares what is left among those that stretch.
  ///
  /// - Parameter unused: columns that have nothing to show.
  init(_ columns: [Column], without unused: Set<Int> = [], width: Int) {
    self.columns = columns
    var shown = columns.indices.filter { !unused.contains($0) }
    var needed = shown.reduce(0) { $0 + columns[$1].width + 1 } - 1
    while needed > width,
      let least = shown.filter({ columns[$0].rank > 0 }).min(by: { columns[$0].rank < columns[$1].rank })
    {
      shown.removeAll { $0 == least }
      needed -= columns[least].width + 1
    }
    var left = max(width - needed, 0)
    var places: [Extent] = []
    var next = 0
    for index in shown {
      let more = min(columns[index].stretch, left)
      left -= more
      places.append(Extent(index: index, column: next, width: columns[index].width + more))
      next += columns[index].width + more + 1
    }
    self.places = places
  }

  /// Draws the titles; a mark stands after that of the column which the rows are sorted by.
  ///
  /// - Parameter note: columns that the title of a column of names leaves at its end to something else.
  func drawHeading(sorted: Int?, mark: String, note: Int = 0, on canvas: inout Canvas, in area: Area) {
    for place in places {
      let column = columns[place.index]
      let mark = sorted == place.index ? mark : ""
      let cell = area.dropLeft(place.column).left(place.width)
      if column.isNumber {
        canvas.putTrailing(column.title + mark, in: cell, role: .heading)
      } else if column.isName {
        let room = cell.columns - note - TextWidth.columns(of: mark, glyphs: canvas.glyphs)
        let used = canvas.put(name: column.title, in: cell, upTo: room, role: .heading)
        canvas.put(mark, in: cell, column: used, role: .heading)
      } else {
        canvas.put(column.title + mark, in: cell, role: .heading)
      }
    }
  }

  func draw(_ cells: [TextSpan], on canvas: inout Canvas, in area: Area) {
    for place in places where place.index < cells.count {
      let cell = cells[place.index]
      let room = area.dropLeft(place.column).left(place.width)
      if columns[place.index].isNumber {
        canvas.putTrailing(cell.text, in: room, role: cell.role)
      } else if columns[place.index].isName {
        canvas.put(name: cell.text, in: room, upTo: room.columns, role: cell.role)
      } else {
        canvas.put(cell.text, in: room, row: 0, column: 0, upTo: room.columns, role: cell.role)
      }
    }
  }

  /// How wide a column is; 0 if it has given way.
  func width(of index: Int) -> Int { places.first { $0.index == index }?.width ?? 0 }

  /// Where a column lies in an area; empty if it has given way.
  func area(of index: Int, in area: Area) -> Area {
    places.first { $0.index == index }.map { area.dropLeft($0.column).left($0.width) } ?? area.left(0)
  }
}
