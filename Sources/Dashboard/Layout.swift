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

  /// - Parameters:
  ///   - isZoomed: whether the feed has the screen for itself, but for one row of the header.
  ///   - hasPrompt: whether the foot is two rows: the line that is asked for, and what there is to say about it.
  init(columns: Int, rows: Int, sources: Int, types typeCount: Int, isZoomed: Bool = false, hasPrompt: Bool = false) {
    let whole = Area(rows: rows, columns: columns)
    let isTall = rows >= 16 && !isZoomed
    isTooSmall = columns < Self.smallest.columns || rows < Self.smallest.rows
    hasTypeTable = isTall
    footer = whole.bottom(hasPrompt ? 2 : 1)
    var rest = whole.dropBottom(footer.rows)
    let headerRows =
      isZoomed ? 1 : sources > 1 ? 1 + min(sources, max(1, rows / 4)) : isTall ? 3 : rows >= 8 ? 2 : 1
    header = rest.top(headerRows)
    rest = rest.dropTop(headerRows)
    let typeRows = isTall ? 1 + min(typeCount + 1, max(3, rest.rows / 4)) : rows >= 6 && !isZoomed ? 1 : 0
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
