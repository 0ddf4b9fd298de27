import EventFields
import StreamModel
import Text

/// Values of paths as columns of the feed, so that it reads as a table.
struct FieldColumns: Sendable {
  static let limit = 4
  /// Columns of the screen that one of them takes at most, and that its path takes by itself.
  private static let widest = 60
  static let widestTitle = 16
  /// And where there is room.
  private static let roomyTitle = 28
  /// How far back an event's predecessor is looked for, in rows of the feed.
  private static let lookBack = 2_000

  private(set) var paths: [JSONPath] = [] { didSet { search = JSONSearch(paths) } }
  private var search = JSONSearch([])
  /// How wide each has grown; they never shrink under the eye.
  private(set) var widths: [Int] = []
  /// Which of them have numbers, and stand at the right.
  private(set) var hasNumbers: [Bool] = []
  /// The cells of the rows in view.
  private var cells: [Int: [FieldCell]] = [:]

  var isEmpty: Bool { paths.isEmpty }
  var isFull: Bool { paths.count >= Self.limit }

  /// Shows the values of a path, or no longer; not more than there is room for.
  mutating func toggle(_ path: JSONPath) {
    if let index = paths.firstIndex(of: path) {
      paths.remove(at: index)
      widths.remove(at: index)
      hasNumbers.remove(at: index)
    } else if !isFull {
      paths.append(path)
      widths.append(min(TextWidth.columns(of: path.text), Self.widestTitle))
      hasNumbers.append(false)
    }
    cells = [:]
  }

  /// What the titles take where there is room.
  var titles: [Int] { paths.map { min(TextWidth.columns(of: $0.text), Self.roomyTitle) } }

  subscript(position: Int) -> [FieldCell] { cells[position] ?? [] }

  /// Reads the values of the rows in view, and what has changed in them.
  mutating func fit(_ rows: [Int], _ reader: FeedReader, _ groups: EventGroups?) {
    cells = [:]
    guard !isEmpty, let first = rows.first else { return }
    let state = reader.state
    let table = EventTable(state, groups)
    var latest: [Int: [FieldCell]] = [:]
    var missing: Set<Int> = []
    for position in rows where state.log[position].kind == .event {
      missing.insert(table.row(of: state.log[position], at: position))
    }
    var (end, left) = (first, Self.lookBack)
    while !missing.isEmpty, left > 0, let position = reader.last(before: end) {
      (end, left) = (position, left - 1)
      let record = state.log[position]
      guard record.kind == .event else { continue }
      let row = table.row(of: record, at: position)
      if missing.remove(row) != nil { latest[row] = cells(of: record, state) }
    }
    for position in rows {
      let record = state.log[position]
      guard record.kind == .event else { continue }
      var made = cells(of: record, state)
      let row = table.row(of: record, at: position)
      if let before = latest[row] {
        for index in made.indices { made[index].isChanged = made[index].differs(from: before[index]) }
      }
      for (index, cell) in made.enumerated() {
        let columns = TextWidth.columns(of: String(decoding: cell.text.prefix(4 * Self.widest), as: UTF8.self))
        widths[index] = max(widths[index], min(columns, Self.widest))
        if cell.isNumber { hasNumbers[index] = true }
      }
      latest[row] = made
      cells[position] = made
    }
  }

  private func cells(of record: Record, _ state: StreamState) -> [FieldCell] {
    state.log.withData(record) { data in
      (search.findAll(in: data) ?? paths.map { _ in nil }).map(FieldCell.init)
    }
  }
}
