import StreamModel

/// A table that covers the feed: all event types, or all sources, in an order that the user chose.
struct TablePane: Sendable {
  enum Subject: Sendable { case types, sources }

  /// What a key in the table asks of the rest of the view.
  enum Request: Equatable, Sendable {
    case show(TypeFilter)
    case toggleType(Int)
    case toggleSource(Int)
    case toggleComments
    case connection(Int)
  }

  let subject: Subject
  /// The type or the source under the cursor, whichever row it has in the present order.
  private(set) var cursor: Int
  private(set) var sort: TableSort
  /// The rows in their order: indices of types or of sources.
  private(set) var order: [Int] = []
  private(set) var top = 0
  private var height = 1

  init(_ subject: Subject, cursor: Int, sort: TableSort = TableSort()) {
    self.subject = subject
    self.cursor = cursor
    self.sort = sort
  }

  private var columnCount: Int { subject == .types ? TypeColumn.allCases.count : SourceColumn.allCases.count }
  private var row: Int { order.firstIndex(of: cursor) ?? 0 }

  mutating func apply(_ command: Command, _ state: StreamState, now: Moment) -> Request? {
    switch command {
    case .sortLeft: sort.move(by: -1, of: columnCount)
    case .sortRight: sort.move(by: 1, of: columnCount)
    case .invertSort: sort.isInverted.toggle()
    case .top: go(toRow: 0)
    case .follow: go(toRow: order.count - 1)
    case .open: return opened
    case .toggleShown: return toggled
    default: go(toRow: row + ViewState.rows(command, page: max(height - 1, 1)))
    }
    return nil
  }

  private var opened: Request? {
    guard !order.isEmpty else { return nil }
    guard subject == .types else { return .connection(cursor) }
    return .show(cursor == TypeColumn.comments ? .comments : .only(cursor))
  }

  private var toggled: Request? {
    guard !order.isEmpty else { return nil }
    guard subject == .types else { return .toggleSource(cursor) }
    return cursor == TypeColumn.comments ? .toggleComments : .toggleType(cursor)
  }

  /// Goes to the row at a place on the screen.
  mutating func select(row: Int) { if row > 0 { go(toRow: top + row - 1) } }

  private mutating func go(toRow row: Int) {
    guard !order.isEmpty else { return }
    cursor = order[min(max(row, 0), order.count - 1)]
  }

  /// Sorts, and brings the row under the cursor into view.
  ///
  /// - Parameter rows: of the screen, the head of the table among them.
  mutating func fit(_ state: StreamState, rows: Int, now: Moment) {
    height = max(rows - 1, 1)
    switch subject {
    case .types: order = TypeColumn.order(state, by: sort, now: now)
    case .sources: order = SourceColumn.order(state, by: sort, now: now)
    }
    if !order.contains(cursor), let first = order.first { cursor = first }
    let row = row
    top = min(max(top, row - height + 1), row)
    top = max(min(top, order.count - height), 0)
  }
}
