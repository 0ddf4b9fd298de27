import EventFields
import EventFilter
import StreamModel
import Text

/// The values at one path, each with how often it came.
struct FieldValuesPane: Pane {
  var place: Keymap.Place { .fields }
  private(set) var table: ValueTable
  private(set) var scan: RecordScan
  private(set) var sort = TableSort(column: ValueColumn.count.rawValue)
  private(set) var cursor = TableCursor()

  /// - Parameter path: as the table of paths has it.
  init(_ selection: FeedSelection, of path: JSONPath) {
    table = ValueTable(path)
    scan = RecordScan(selection)
  }

  var path: JSONPath { table.path }

  mutating func advance(_ reader: FeedReader, budget: Int) -> Bool {
    if reader.selection != scan.selection {
      (table, scan) = (ValueTable(path), RecordScan(reader.selection))
    }
    let log = reader.state.log
    return scan.advance(reader, budget: budget) { record, _ in
      log.withData(record) { table.add($0, at: record.at) }
    }
  }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): cursor.scroll(scroll)
    case .top: cursor.go(toPlace: 0)
    case .end: cursor.go(toPlace: cursor.order.count - 1)
    case .open: return selected.map { .filter($0.key == .others ? nil : expression(of: $0.key)) }
    case .left, .right, .wrap: break
    }
    return nil
  }

  mutating func apply(_ command: TableCommand) {
    switch command {
    case .sortLeft: sort.move(by: -1, of: ValueColumn.allCases.count)
    case .sortRight: sort.move(by: 1, of: ValueColumn.allCases.count)
    case .invertSort: sort.isInverted.toggle()
    case .toggleShown, .onlyThis, .copyName: break
    }
  }

  mutating func select(row: Int) { if row > 2 { cursor.go(toPlace: cursor.top + row - 3) } }

  /// The row under the cursor.
  var selected: ValueTable.Row? { cursor.order.contains(cursor.row) ? table.rows[cursor.row] : nil }

  /// A filter that events with a value match.
  private func expression(of key: GroupKey) -> String? {
    switch key {
    case .absent, .notJSON, .others: return nil
    case .json(let text): return "\(path.text)=\(String(decoding: text, as: UTF8.self))"
    case .text(let text):
      var quoted: [UInt8] = []
      text.withUnsafeBytes { JSONText.append($0, to: &quoted) }
      return "\(path.text)=\"\(String(decoding: quoted, as: UTF8.self))\""
    }
  }

  /// Goes to the next value that holds what is looked for; says whether there is one.
  mutating func find(_ pattern: TextPattern, forward: Bool, isIncremental: Bool = false) -> Bool {
    let order = cursor.order
    let here = cursor.place
    let places = forward ? Array((isIncremental ? here : here + 1)..<max(order.count, here + 1)) : (0..<here).reversed()
    guard
      let place = places.first(where: {
        order.indices.contains($0) && !pattern.ranges(in: Array(table.rows[order[$0]].key.name.utf8), limit: 1).isEmpty
      })
    else { return false }
    cursor.go(toPlace: place)
    return true
  }

  mutating func fit(_ context: PaneContext, in area: Area) {
    // Three lines are the pane's heading, the figures of all values, and the table's heading.
    cursor.fit(ValueColumn.order(table, by: sort, now: context.frame.now), height: area.rows - 3)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    FieldValuesView(pane: self, context: context).draw(on: &canvas, in: area)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.open), meaning: "only these events"), .column, .group,
      FooterKey(.table(.sortLeft), .table(.sortRight), meaning: "sort by"),
      FooterKey(.table(.invertSort), meaning: "invert"), .search,
      FooterKey(.fields(.copy), meaning: "copy the value"), FooterKey(.fields(.copyPath), meaning: "path"), .help,
    ]
  }
}

/// A column of the table of a path's values, in the order in which they stand.
enum ValueColumn: Int, CaseIterable, Sendable {
  case value, count, share, rate, last, minute

  var title: String {
    switch self {
    case .value: "VALUE"
    case .count: "COUNT"
    case .share: "SHARE"
    case .rate: "RATE"
    case .last: "LAST"
    case .minute: " 1 MIN"
    }
  }

  /// The minute's course gives way first, then the last time, the rate, the share.
  static let columns = [
    Grid.Column(title: ValueColumn.value.title, width: 20, isNumber: false, stretch: 60),
    Grid.Column(title: ValueColumn.count.title, width: 11),
    Grid.Column(title: ValueColumn.share.title, width: 6, rank: 4),
    Grid.Column(title: ValueColumn.rate.title, width: 9, rank: 3),
    Grid.Column(title: ValueColumn.last.title, width: 9, rank: 2),
    Grid.Column(title: ValueColumn.minute.title, width: 16, isNumber: false, rank: 1),
  ]

  var beginsWithGreatest: Bool { self != .value }

  static func order(_ table: ValueTable, by sort: TableSort, now: Moment) -> [Int] {
    let rows = Array(table.rows.indices)
    let column = Self(rawValue: sort.column) ?? .count
    let greatest = column.beginsWithGreatest != sort.isInverted
    switch column {
    case .value: return rows.sorted(greatestFirst: greatest) { table.rows[$0].key.name }
    case .count, .share: return rows.sorted(greatestFirst: greatest) { table.rows[$0].count }
    case .rate, .minute:
      return rows.sorted(greatestFirst: greatest) { table.rows[$0].course.perSecond(at: now, over: .seconds(60)) }
    case .last: return rows.sorted(greatestFirst: greatest) { table.rows[$0].last }
    }
  }
}
