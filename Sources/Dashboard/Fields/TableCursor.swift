/// Which row of a table is under the cursor, and which rows are in view.
struct TableCursor: Equatable, Sendable {
  /// The row's number, whichever place it has in the present order.
  private(set) var row = 0
  /// Whether one went there; until then it is the first row, whatever the order.
  private var isChosen = false
  /// The numbers of all rows in their order.
  private(set) var order: [Int] = []
  /// The place of the first row in view.
  private(set) var top = 0
  private(set) var height = 1

  /// The place of the row under the cursor.
  var place: Int { order.firstIndex(of: row) ?? 0 }

  mutating func scroll(_ scroll: Scroll) { go(toPlace: place + scroll.rows(page: max(height - 1, 1))) }

  mutating func go(toPlace place: Int) {
    guard !order.isEmpty else { return }
    row = order[min(max(place, 0), order.count - 1)]
    isChosen = true
  }

  mutating func go(toRow row: Int) { (self.row, isChosen) = (row, true) }

  /// Takes a new order, and brings the row under the cursor into view.
  mutating func fit(_ order: [Int], height: Int) {
    self.order = order
    self.height = max(height, 1)
    if !isChosen || !order.contains(row), let first = order.first { row = first }
    let place = place
    top = min(max(top, place - self.height + 1), place)
    top = max(min(top, order.count - self.height), 0)
  }

  /// The numbers of the rows in view.
  var shown: ArraySlice<Int> { order.dropFirst(top).prefix(height) }
}
