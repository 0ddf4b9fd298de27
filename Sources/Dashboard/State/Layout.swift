/// Where each part of the screen lies.
///
/// From 40×10 to 400×120 everything can be seen; what gives way as the screen shrinks, in this order:
///
/// 1. below 140 columns, or what `LayoutChoice` says, no event stands opened beside the feed and its types;
/// 2. below 20 rows the header has no sparkline, below 16 rows two lines, below 8 rows one;
/// 3. below 16 rows the types are one line, and the feed has no heading: whether it follows is said at the foot;
/// 4. below 6 rows there is no line of types.
///
/// Several sources take a line of the header each, at most a quarter of the screen, the title not counted, and from 20
/// rows on a heading. In a line, facts go from the right, each whole. Below 20×4 there is only a line that says so.
struct Layout: Equatable {
  static let smallest = (columns: 20, rows: 4)
  /// What an event beside the feed has at least and at most; longer lines are hard to read.
  private static let eventColumns = 38...120
  /// Below so many rows nothing of an event would be seen.
  private static let leastEventRows = 5

  var header: Area
  var types: Area
  var feedHeading: Area
  var feed: Area
  var footer: Area
  /// The event that stands opened beside the feed; empty where none does.
  var event: Area
  /// The column between feed and event.
  var rule: Area
  /// What a table or a page covers, and an opened event where none stands beside: everything between header and footer.
  var pane: Area
  /// Whether the types are a table rather than a line.
  var hasTypeTable: Bool
  var isTooSmall: Bool

  /// - Parameters:
  ///   - types: how many rows of types there are: "all", the types, the comments.
  ///   - isSplit: whether an event stands opened beside the feed.
  ///   - isZoomed: whether the feed, or an opened event, has the screen for itself, but for one row of the header.
  ///   - hasPrompt: whether the foot is two rows: the line that is asked for, and what there is to say about it.
  ///   - hasReplay: whether a row of the header shows a recording as a bar, from 16 rows on.
  init(
    columns: Int, rows: Int, sources: Int, types typeCount: Int, isSplit: Bool = false, isZoomed: Bool = false,
    hasPrompt: Bool = false, hasReplay: Bool = false
  ) {
    let whole = Area(rows: rows, columns: columns)
    let isTall = rows >= 16 && !isZoomed
    isTooSmall = columns < Self.smallest.columns || rows < Self.smallest.rows
    hasTypeTable = isTall
    footer = whole.bottom(hasPrompt ? 2 : 1)
    let rest = whole.dropBottom(footer.rows)
    header = rest.top(isZoomed ? 1 : Self.headerRows(rows, sources: sources) + (hasReplay && isTall ? 1 : 0))
    pane = rest.dropTop(header.rows)
    let isSplit = isSplit && !isZoomed && pane.rows >= Self.leastEventRows
    let wanted = min(max(columns * 3 / 7, Self.eventColumns.lowerBound), Self.eventColumns.upperBound)
    event = pane.right(isSplit ? wanted : 0)
    let main = isSplit ? pane.dropRight(event.columns + 1) : pane
    rule = isSplit ? pane.dropLeft(main.columns).left(1) : pane.left(0)
    types = main.top(isTall ? 1 + min(typeCount, max(3, pane.rows / 3)) : rows >= 6 && !isZoomed ? 1 : 0)
    let feed = main.dropTop(types.rows)
    feedHeading = feed.top(isTall ? 1 : 0)
    self.feed = feed.dropTop(feedHeading.rows)
  }

  private static func headerRows(_ rows: Int, sources: Int) -> Int {
    if sources > 1 {
      return 1 + (rows < 6 ? 0 : min(sources, max(1, rows / 4))) + (rows < SourceRows.leastRowsForHeading ? 0 : 1)
    }
    return rows >= 20 ? 4 : rows >= 16 ? 3 : rows >= 8 ? 2 : 1
  }
}
