/// Where each part of the screen lies.
///
/// From 40×10 upwards everything is there; low screens show the types as one line, and give up the heading of the
/// feed. Below 20×4 there is only a line that says so.
struct Layout: Equatable {
  static let smallest = (columns: 20, rows: 4)

  var header: Area
  var types: Area
  var feedHeading: Area
  var feed: Area
  var footer: Area
  /// Whether the types are a table rather than a line.
  var hasTypeTable: Bool
  var isTooSmall: Bool

  init(columns: Int, rows: Int, sources: Int, types typeCount: Int) {
    let whole = Area(rows: rows, columns: columns)
    let isTall = rows >= 16
    isTooSmall = columns < Self.smallest.columns || rows < Self.smallest.rows
    hasTypeTable = isTall
    footer = whole.bottom(1)
    var rest = whole.dropBottom(1)
    let headerRows = sources > 1 ? 1 + min(sources, max(1, rows / 4)) : isTall ? 3 : rows >= 8 ? 2 : 1
    header = rest.top(headerRows)
    rest = rest.dropTop(headerRows)
    let typeRows = isTall ? 1 + min(typeCount + 1, max(3, rest.rows / 4)) : rows >= 6 ? 1 : 0
    types = rest.top(typeRows)
    rest = rest.dropTop(typeRows)
    feedHeading = rest.top(isTall ? 1 : 0)
    feed = rest.dropTop(feedHeading.rows)
  }

  /// What an opened event or the help page covers: everything between header and footer.
  var pane: Area {
    Area(
      row: types.row, column: 0, rows: types.rows + feedHeading.rows + feed.rows,
      columns: max(feed.columns, types.columns))
  }
}
