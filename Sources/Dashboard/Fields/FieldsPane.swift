import EventFields
import EventFilter
import StreamModel
import Text

/// Every path in the JSON of the events that are shown, with what its values are.
///
/// Works only while it is open: what it has gathered goes with it.
struct FieldsPane: Pane {
  var place: Keymap.Place { .fields }
  private(set) var fields: FieldStatistics
  private(set) var scan: RecordScan
  private let epoch: Duration?
  /// `nil` for the order in which paths stand in the events.
  private(set) var sort: TableSort?
  private(set) var cursor = TableCursor()
  /// The path that one went to, which stays under the cursor when others are dropped.
  private var chosen: JSONPath?

  /// - Parameters:
  ///   - path: where the cursor begins, if there is such a path.
  ///   - epoch: the time of the calendar at `Moment.start`, since 1970.
  init(_ selection: FeedSelection, at path: JSONPath? = nil, epoch: Duration?) {
    fields = FieldStatistics(epoch: epoch)
    scan = RecordScan(selection)
    (chosen, self.epoch) = (path, epoch)
  }

  mutating func advance(_ reader: FeedReader, budget: Int) -> Bool {
    if reader.selection != scan.selection {
      (fields, scan) = (FieldStatistics(epoch: epoch), RecordScan(reader.selection))
    }
    let log = reader.state.log
    return scan.advance(reader, budget: budget) { record, position in
      log.withData(record) { fields.add($0, at: record.at, order: position) }
    }
  }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): cursor.scroll(scroll)
    case .top: cursor.go(toPlace: 0)
    case .end: cursor.go(toPlace: cursor.order.count - 1)
    case .open: return path.map { .values($0) }
    case .left, .right, .wrap: break
    }
    chosen = path ?? chosen
    return nil
  }

  mutating func apply(_ command: TableCommand) {
    let last = FieldColumn.allCases.count - 1
    switch command {
    case .sortLeft:
      // Left of the first column is the order in the events.
      if let column = sort?.column, column > 0 { sort?.move(by: -1, of: last + 1) } else { sort = nil }
    case .sortRight: if sort == nil { sort = TableSort() } else { sort?.move(by: 1, of: last + 1) }
    case .invertSort: sort?.isInverted.toggle()
    case .toggleShown, .onlyThis, .copyName: break
    }
  }

  mutating func select(row: Int) {
    guard row > 1 else { return }
    cursor.go(toPlace: cursor.top + row - 2)
    chosen = path ?? chosen
  }

  /// The path under the cursor.
  var path: JSONPath? {
    cursor.order.contains(cursor.row) ? fields.path(cursor.row) : nil
  }

  /// Goes to the next row whose path holds what is looked for; says whether there is one.
  mutating func find(_ pattern: TextPattern, forward: Bool, isIncremental: Bool = false) -> Bool {
    let order = cursor.order
    let here = cursor.place
    let places = forward ? Array((isIncremental ? here : here + 1)..<max(order.count, here + 1)) : (0..<here).reversed()
    guard
      let place = places.first(where: {
        order.indices.contains($0) && !pattern.ranges(in: Array(fields.path(order[$0]).text.utf8), limit: 1).isEmpty
      })
    else { return false }
    cursor.go(toPlace: place)
    chosen = path ?? chosen
    return true
  }

  mutating func fit(_ context: PaneContext, in area: Area) {
    let order = FieldColumn.order(fields, by: sort)
    if let chosen, !order.contains(cursor.row) || fields.path(cursor.row) != chosen,
      let row = order.first(where: { fields.path($0) == chosen })
    {
      cursor.go(toRow: row)
    }
    // Two lines are the pane's heading and the table's.
    cursor.fit(order, height: area.rows - 2)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    FieldsView(pane: self, context: context).draw(on: &canvas, in: area)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.open), meaning: "its values"), .column, .group,
      FooterKey(.table(.sortLeft), .table(.sortRight), meaning: "sort by"),
      FooterKey(.table(.invertSort), meaning: "invert"), FooterKey(.feed(.filter), meaning: "filter"), .search,
      FooterKey(.fields(.copy), meaning: "copy the path"), .help,
    ]
  }
}
