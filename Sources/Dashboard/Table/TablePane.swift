import StreamModel
import Text

/// A table that covers the feed: all event types, or all sources, in an order that the user chose.
struct TablePane: Pane {
  enum Subject: Sendable { case types, sources }

  var place: Keymap.Place { .table }
  let subject: Subject
  /// The type or the source under the cursor, whichever row it has in the present order.
  private(set) var cursor: Int
  private(set) var sort: TableSort
  /// The rows in their order: indices of types or of sources.
  private(set) var order: [Int] = []
  private(set) var top = 0
  /// Columns of the widest name that was shown; they do not become fewer under the eye.
  private var nameColumns = 0
  /// What the sources are called.
  private(set) var names = SourceNames()
  private var height = 1
  /// The columns that it can be sorted by: those that there is room for.
  private var shownColumns: [Int] = []

  init(_ subject: Subject, cursor: Int, sort: TableSort = TableSort()) {
    self.subject = subject
    self.cursor = cursor
    self.sort = sort
    shownColumns = Array(0..<columnCount)
  }

  private var columnCount: Int { subject == .types ? TypeColumn.allCases.count : SourceColumn.allCases.count }

  /// The columns that there is room for.
  func grid(_ events: EventTable, width: Int) -> Grid {
    Grid(
      subject == .types
        ? TypeCells.columns(FullTypeColumn.columns(width: width, nameColumns: nameColumns), events)
        : SourceRows.columns(width: width, nameColumns: names.longest), width: width)
  }

  /// The width of the columns in an area: one on the left belongs to the pointer.
  static func width(in area: Area) -> Int { max(area.columns - 1, 0) }
  private var row: Int { order.firstIndex(of: cursor) ?? 0 }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): go(toRow: row + scroll.rows(page: max(height - 1, 1)))
    case .top: go(toRow: 0)
    case .end: go(toRow: order.count - 1)
    case .open: return opened
    case .left, .right, .wrap: break
    }
    return nil
  }

  mutating func apply(_ command: TableCommand) -> PaneRequest? {
    switch command {
    case .sortLeft: sort.move(by: -1, among: shownColumns)
    case .sortRight: sort.move(by: 1, among: shownColumns)
    case .invertSort: sort.isInverted.toggle()
    case .toggleShown: return toggled
    case .onlyThis: return only
    // It takes what only the whole view has.
    case .copyName: break
    }
    return nil
  }

  private var opened: PaneRequest? {
    guard !order.isEmpty else { return nil }
    guard subject == .types else { return .connection(cursor) }
    return .show(cursor == TypeColumn.comments ? .comments : .only(cursor))
  }

  private var only: PaneRequest? {
    guard !order.isEmpty else { return nil }
    return subject == .sources ? .onlySource(cursor) : opened
  }

  private var toggled: PaneRequest? {
    guard !order.isEmpty else { return nil }
    guard subject == .types else { return .toggleSource(cursor) }
    return cursor == TypeColumn.comments ? .toggleComments : .toggleType(cursor)
  }

  mutating func select(row: Int) { if row > 1 { go(toRow: top + row - 2) } }

  private mutating func go(toRow row: Int) {
    guard !order.isEmpty else { return }
    cursor = order[min(max(row, 0), order.count - 1)]
  }

  /// Sorts, and brings the row under the cursor into view.
  mutating func fit(_ context: PaneContext, in area: Area) {
    let (state, now) = (context.state, context.frame.now)
    // Two lines are the pane's heading and the table's.
    height = max(area.rows - 2, 1)
    switch subject {
    case .types:
      order = TypeColumn.order(EventTable(state, context.groups), state.comments, by: sort, now: now)
    case .sources: order = SourceColumn.order(state, by: sort, now: now)
    }
    if !order.contains(cursor), let first = order.first { cursor = first }
    let row = row
    top = min(max(top, row - height + 1), row)
    top = max(min(top, order.count - height), 0)
    measureNames(context, width: Self.width(in: area))
    let grid = grid(EventTable(state, context.groups), width: Self.width(in: area))
    shownColumns = grid.places.map(\.index).filter { $0 < columnCount }
  }

  private mutating func measureNames(_ context: PaneContext, width: Int) {
    let glyphs = context.frame.glyphs
    guard subject == .types else {
      return names.fit(context.state.sources, glyphs: glyphs) { longest in
        Grid(SourceRows.columns(width: width, nameColumns: longest), width: width)
          .width(of: SourceColumn.url.rawValue)
      }
    }
    let names = EventTable(context.state, context.groups)
    nameColumns = max(nameColumns, TextWidth.columns(of: names.title, glyphs: glyphs))
    for row in order.dropFirst(top).prefix(height) where row != TypeColumn.comments {
      nameColumns = max(nameColumns, TextWidth.columns(of: names.name(row, glyphs), glyphs: glyphs))
    }
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    TableView(table: self, context).draw(on: &canvas, in: area)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.open), meaning: subject == .sources ? "connection" : "only this"),
      FooterKey(.table(.toggleShown), meaning: "hide, show"),
    ]
      + (subject == .sources ? [FooterKey(.table(.onlyThis), meaning: "alone")] : []) + [
        FooterKey(.table(.sortLeft), .table(.sortRight), meaning: "sort by"),
        FooterKey(.table(.invertSort), meaning: "invert"), .help,
      ]
  }
}
