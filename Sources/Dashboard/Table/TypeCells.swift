import EventFields
import StreamModel
import Text

/// A row of a table of types.
enum TypeRow: Equatable {
  case all
  case type(Int)
  case comments

  init(_ filter: TypeFilter) {
    switch filter {
    case .all: self = .all
    case .only(let type): self = .type(type)
    case .comments: self = .comments
    }
  }

  /// The row of `TablePane` with this number.
  init(_ index: Int) { self = index == TypeColumn.comments ? .comments : .type(index) }
}

/// What the tables of types say of a row.
struct TypeCells {
  let state: StreamState
  let selection: FeedSelection
  let frame: Frame
  private let table: EventTable
  private let events: Int
  private let isPartial: Bool

  /// - Parameter isPartial: whether what is counted is not all that lies before what is shown.
  init(state: StreamState, _ table: EventTable, selection: FeedSelection, frame: Frame, isPartial: Bool = false) {
    self.isPartial = isPartial
    self.state = state
    self.table = table
    self.selection = selection
    self.frame = frame
    events = table.events(of: state)
  }

  /// The columns of either table, that of the names called after what it is about.
  static func columns(_ columns: [Grid.Column], _ table: EventTable) -> [Grid.Column] {
    var columns = columns
    columns[TypeColumn.name.rawValue].title = table.title
    return columns
  }

  func short(_ row: TypeRow) -> [TextSpan] {
    let label = label(row)
    return [
      TextSpan(label.isEmpty || label.count > 1 ? "" : " \(label)", .key), nameCell(row),
      TextSpan(Quantity.grouped(events(row)), .value), shareCell(row),
      TextSpan(Quantity.rate(rate(row)), .value), TextSpan(Quantity.bytes(bytes(row)), .value),
      TextSpan(last(row), .value),
    ]
  }

  func full(_ row: TypeRow) -> [TextSpan] {
    let meter = meter(row)
    return [
      TextSpan(label(row), .key), nameCell(row), TextSpan(Quantity.grouped(events(row)), .value), shareCell(row),
      TextSpan(Quantity.rate(rate(row)), .value),
      TextSpan(Quantity.rate(meter?.perSecond(over: .seconds(60), at: frame.now) ?? 0), .value),
      TextSpan(Quantity.rate(meter?.peakPerSecond ?? 0), .value), TextSpan(Quantity.bytes(bytes(row)), .value),
      TextSpan(seen(row).map { String(frame.clock.text($0.first).prefix(8)) } ?? "", .dim),
      TextSpan(last(row), .value),
    ]
  }

  /// Draws over whatever the row's look is: bars that are shown inverted look like their opposite.
  func drawSparkline(_ row: TypeRow, on canvas: inout Canvas, in area: Area) {
    let area = area.dropLeft(1)
    guard !area.isEmpty else { return }
    let bars =
      meter(row)?.bars(area.columns, at: frame.now)
      ?? state.eventRate.bars(.minute, limit: area.columns, at: frame.now)
    canvas.put(Sparkline(bars: bars).text(canvas.glyphs), in: area, role: isHidden(row) ? .dim : .good)
  }

  /// The beginning of what came last of it, as far as that is kept.
  func drawData(_ row: TypeRow, on canvas: inout Canvas, in area: Area) {
    let area = area.dropLeft(1)
    guard !area.isEmpty, let position = lastPosition(row) else { return }
    let role: Role = isHidden(row) || row == .comments ? .dim : .normal
    let text = FeedText(state.log[position], state.log, columns: area.columns)
    text.draw(matching: nil, role: role, on: &canvas, in: area)
  }

  private func lastPosition(_ row: TypeRow) -> Int? {
    var wanted = FeedSelection()
    switch row {
    // The feed shows it.
    case .all: return nil
    case .comments: wanted.types = .comments
    case .type(let row):
      guard table.kept(row) > 0 else { return nil }
      if let groups = table.groups { return groups.last(ofRow: row, in: state.log.positions) }
      wanted.types = .only(row)
    }
    return FeedReader(state, wanted, index: nil).last(before: state.log.positions.upperBound)
  }

  /// The number that a type keeps; none for the comments.
  func label(_ row: TypeRow) -> String {
    switch row {
    case .all: Keymap.name(of: .feed(.allTypes))
    case .type(let row): "\(table.place(of: row) + 1)"
    case .comments: ""
    }
  }

  func name(_ row: TypeRow) -> String {
    switch row {
    case .all: isPartial ? "all so far" : "all"
    case .type(let row): table.name(row, frame.glyphs)
    case .comments: "comments"
    }
  }

  func events(_ row: TypeRow) -> Int {
    switch row {
    case .all: events
    case .type(let row): table.events(row)
    case .comments: state.comments.comments
    }
  }

  /// Whether the row's events are left out of "all", and are not asked for by themselves either.
  func isHidden(_ row: TypeRow) -> Bool {
    guard row != TypeRow(selection.shown) else { return false }
    return switch row {
    case .all: false
    case .type(let row): selection.hides(row)
    case .comments: !selection.showsComments
    }
  }

  private func nameCell(_ row: TypeRow) -> TextSpan {
    switch row {
    case .all: TextSpan(name(row), .type)
    case .type(let type): TextSpan(name(row), .hue(table.place(of: type)))
    case .comments: TextSpan(name(row), .label)
    }
  }

  /// In place of the share of a hidden type, for the word's sake: a mark and a colour alone say too little.
  private func shareCell(_ row: TypeRow) -> TextSpan {
    if isHidden(row) { return TextSpan("hidden", .warning) }
    return TextSpan(row == .comments ? "" : "\(events(row) * 100 / max(events, 1))%", .value)
  }

  private func meter(_ row: TypeRow) -> RateMeter? {
    switch row {
    case .all: nil
    case .type(let row): table.rate(row)
    case .comments: state.comments.rate
    }
  }

  private func rate(_ row: TypeRow) -> Double {
    meter(row)?.perSecond(at: frame.now) ?? state.eventRate.perSecond(at: frame.now)
  }

  private func bytes(_ row: TypeRow) -> Int {
    switch row {
    case .all: table.order.reduce(0) { $0 + table.bytes($1) }
    case .type(let row): table.bytes(row)
    case .comments: state.comments.bytes
    }
  }

  private func seen(_ row: TypeRow) -> (first: Moment, last: Moment)? {
    switch row {
    case .all:
      let seen = table.order.compactMap(table.seen)
      guard let first = seen.map(\.first).min(), let last = seen.map(\.last).max() else { return nil }
      return (first, last)
    case .type(let row): return table.seen(row)
    case .comments:
      guard let first = state.comments.firstSeen, let last = state.comments.lastSeen else { return nil }
      return (first, last)
    }
  }

  private func last(_ row: TypeRow) -> String {
    guard let last = seen(row)?.last else { return "never" }
    let age = frame.now - last
    return age < .seconds(1) ? "now" : TimeText.age(age) + (age < .seconds(3600) ? " ago" : "")
  }
}
