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
  /// By which column the rows are sorted.
  private(set) var column: Int
  private(set) var isInverted = false
  /// The rows in their order: indices of types or of sources.
  private(set) var order: [Int] = []
  private(set) var top = 0
  private var height = 1

  init(_ subject: Subject, cursor: Int) {
    self.subject = subject
    self.cursor = cursor
    column = 0
  }

  private var columnCount: Int { subject == .types ? TypeColumn.allCases.count : SourceColumn.allCases.count }
  private var row: Int { order.firstIndex(of: cursor) ?? 0 }

  mutating func apply(_ command: Command, _ state: StreamState, now: Moment) -> Request? {
    switch command {
    case .sortLeft: column = max(column - 1, 0)
    case .sortRight: column = min(column + 1, columnCount - 1)
    case .invertSort: isInverted.toggle()
    case .top: go(toRow: 0)
    case .follow: go(toRow: order.count - 1)
    case .open: return subject == .types ? .show(.only(cursor)) : .connection(cursor)
    case .toggleShown: return subject == .types ? .toggleType(cursor) : .toggleSource(cursor)
    default: go(toRow: row + ViewState.rows(command, page: max(height - 1, 1)))
    }
    return nil
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
    case .types: order = TypeColumn.order(state, by: column, isInverted: isInverted, now: now)
    case .sources: order = SourceColumn.order(state, by: column, isInverted: isInverted, now: now)
    }
    if !order.contains(cursor), let first = order.first { cursor = first }
    top = min(max(top, row - height + 1), row)
    top = max(min(top, order.count - height), 0)
  }
}
