import EventFields
import EventFilter
import StreamModel
import Text

/// The events as they come, the newest at the bottom: time, type, id and data.
struct FeedView {
  let state: StreamState
  let feed: FeedState
  private let search: FeedSearch?
  private let alert: FeedAlert?
  /// What a search looks for; `nil` for nothing.
  private var pattern: TextPattern? { search?.pattern }
  /// Positions of the marked rows, in order.
  let marks: [Int]
  let frame: Frame
  /// The event that stands opened beside the feed and has the keys.
  let opened: Int?
  private let table: EventTable
  private var columns: FeedColumns { feed.columns }

  init(
    state: StreamState, feed: FeedState, search: FeedSearch?, alert: FeedAlert? = nil, marks: [Int], opened: Int? = nil,
    frame: Frame
  ) {
    (self.state, self.feed, self.search, self.marks) = (state, feed, search, marks)
    (self.alert, self.opened, self.frame) = (alert, opened, frame)
    table = EventTable(state, feed.groups)
  }

  func drawHeading(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    canvas.put(" \(feed.time.heading(isGrouped: feed.groups != nil)) ", in: area, role: .heading)
    // A title is shown whole or not at all: what stands at the end would leave half of it.
    let end = area.columns - feed.following(canvas.glyphs).columns
    for (title, column) in [("SOURCE", columns.source), ("ID", columns.id), ("DATA", columns.data)] {
      guard let column else { continue }
      let text = column + title.utf8.count + 2 <= end ? " \(title) " : " "
      canvas.put(text, in: area, row: 0, column: column, upTo: end, role: .heading)
    }
    let room = 0..<max(end, 0)
    drawTitle(table.title, in: (columns.type..<columns.typeEnd).clamped(to: room), on: &canvas, area)
    for field in columns.fields {
      drawTitle(
        feed.fields.paths[field.index].text,
        in: (field.column..<field.column + field.width + 1).clamped(to: room),
        isAtRight: feed.fields.hasNumbers[field.index], on: &canvas, area)
    }
    feed.drawFollowing(on: &canvas, in: area)
  }

  /// A title that may be a path, and then as long as a stranger likes.
  private func drawTitle(
    _ title: String, in columns: Range<Int>, isAtRight: Bool = false, on canvas: inout Canvas, _ area: Area
  ) {
    let place = area.dropLeft(columns.lowerBound).left(columns.count)
    let width = TextWidth.columns(of: title, glyphs: canvas.glyphs)
    let start = isAtRight ? max(columns.count - width - 1, 0) : 0
    let end = min(start + width + 2, columns.count)
    canvas.fill(place.dropLeft(start).left(1), role: .heading)
    canvas.put(name: title, in: place, column: start + 1, upTo: columns.count, role: .heading)
    if end == start + width + 2 { canvas.fill(place.dropLeft(end - 1).left(1), role: .heading) }
  }

  /// - Parameter drawn: what was drawn before, and is now.
  func draw(on canvas: inout Canvas, in area: Area, reusing drawn: inout DrawnFeed) {
    var row = 0
    let reader = feed.reader(state)
    let predecessor = Predecessor(state: state, groups: feed.groups)
    drawn.begin(look(canvas, in: area))
    for position in feed.rows where row < area.rows {
      let facts = facts(position, reader, predecessor, before: drawn.facts(position))
      let rest = area.dropTop(row)
      if drawn.draw(position, facts, on: &canvas, in: rest) {
        row += 1
        continue
      }
      let height = draw(position, facts, on: &canvas, in: rest)
      drawMarks(facts, on: &canvas, in: rest.top(height))
      drawn.keep(position, facts, of: canvas, in: rest)
      row += height
    }
    drawn.end()
    if !feed.rows.contains(where: { state.log[$0].kind == .event || state.log[$0].kind == .comment }) {
      EmptyFeedView(state: state, feed: feed, frame: frame).draw(on: &canvas, in: area.dropTop(row))
    }
  }

  /// What all rows have in common; `nil` where a row may take several lines, or what is marked in it depends on more
  /// than its event.
  private func look(_ canvas: Canvas, in area: Area) -> DrawnFeed.Look? {
    guard !feed.wraps, pattern == nil else { return nil }
    return DrawnFeed.Look(
      columns: columns, width: area.columns, offset: feed.offset, hasNumbers: feed.fields.hasNumbers,
      isGrouped: feed.groups != nil, glyphs: canvas.glyphs)
  }

  /// - Parameter before: what they were when the row was drawn last.
  private func facts(
    _ position: Int, _ reader: FeedReader, _ predecessor: Predecessor, before: FeedRowFacts?
  ) -> FeedRowFacts {
    let record = state.log[position]
    var facts = FeedRowFacts(
      isLasting: record.kind == .event || record.kind == .comment,
      time: feed.time.text(position, reader, feed.groups, clock: frame.clock, width: columns.timeWidth))
    if record.kind == .event {
      let row = table.row(of: record, at: position)
      if feed.groups != nil { facts.group = table.name(row, frame.glyphs) }
      facts.hue = Role.hue(table.place(of: row))
    }
    if !columns.fields.isEmpty { facts.fields = feed.fields[position] }
    // What is no repetition does not become one, unless it was not known of which group it is.
    facts.repeats = (before?.repeats != false || feed.groups != nil) && predecessor.repeats(position)
    facts.isAlerted = alert?.contains(position) == true
    facts.isMarked = marks.contains(position)
    facts.isOpened = position == opened
    // While the keys are the event's, no row is selected.
    facts.isSelected = opened == nil && !feed.follows && position == feed.cursor
    return facts
  }

  private func drawMarks(_ facts: FeedRowFacts, on canvas: inout Canvas, in lines: Area) {
    if facts.repeats { canvas.put("=", in: lines, role: .dim) }
    if facts.isAlerted { canvas.put("!", in: lines, role: .badge) }
    if facts.isMarked { canvas.put(canvas.glyphs.bookmark, in: lines, role: .badge) }
    if facts.isOpened { canvas.put(canvas.glyphs.pointer, in: lines, role: .key) }
    if facts.isSelected {
      canvas.put(canvas.glyphs.pointer, in: lines, role: .selection)
      canvas.setRole(.selection, in: lines, keeping: .match)
    }
  }

  /// Draws one row of the feed, and says how many rows of the screen it took.
  private func draw(_ position: Int, _ facts: FeedRowFacts, on canvas: inout Canvas, in area: Area) -> Int {
    let record = state.log[position]
    canvas.put(facts.time, in: area, row: 0, column: 1, role: facts.isAlerted ? .bad : .dim)
    if let source = columns.source {
      let hue = Role.hue(Int(record.source))
      canvas.put(
        state.label(of: Int(record.source)), in: area, row: 0, column: source + 1, upTo: columns.type, role: hue)
    }
    switch record.kind {
    case .event:
      let name = feed.groups == nil ? table.name(Int(record.type), canvas.glyphs) : facts.group
      canvas.put(name: name, in: area, column: columns.type + 1, upTo: columns.typeEnd, role: facts.hue)
      // What a search finds in a type or an ID is marked there whole.
      if let pattern, !pattern.ranges(in: Array(name.utf8), limit: 1).isEmpty {
        canvas.setRole(
          .match, in: area.line(0).dropLeft(columns.type + 1).left(columns.typeEnd - columns.type - 2))
      }
      if let column = columns.id {
        let id = String(decoding: state.log.idEnds(record), as: UTF8.self)
        canvas.put(name: id, in: area, column: column + 1, upTo: columns.valuesStart, role: .label)
      }
      draw(facts.fields, on: &canvas, in: area)
      return drawData(record, at: position, role: .normal, on: &canvas, in: area)
    case .comment:
      canvas.put("comment", in: area, row: 0, column: columns.type + 1, upTo: columns.typeEnd, role: .dim)
      return drawData(record, at: position, role: .dim, on: &canvas, in: area)
    case .notice:
      guard let notice = state.notice(record) else { return 1 }
      draw(notice, on: &canvas, in: area)
    case .overlong:
      let size = Quantity.bytes(Int(record.length))
      put("dropped: longer than the limit, \(size) had come", .bad, on: &canvas, area)
    }
    return 1
  }

  /// How far a row is scrolled by itself so that the first match in it is seen; `nil` where it can be seen, and where
  /// the user has scrolled.
  private func offset(ofMatchIn record: Record, at position: Int, columns: Int, _ glyphs: Glyphs) -> Int? {
    guard let search, feed.offset == 0, columns > 8, search.index.contains(position) else { return nil }
    let data = FeedText(record, state.log, columns: Self.searchedColumns)
    guard let match = search.pattern.ranges(in: data.bytes, limit: 1).first, !match.isEmpty else { return nil }
    func width(_ part: Range<Int>) -> Int {
      TextWidth.columns(of: String(decoding: data.shown(data.bytes[part]), as: UTF8.self), glyphs: glyphs)
    }
    let before = width(0..<match.lowerBound)
    return before + min(width(match), columns / 2) <= columns ? nil : before - columns / 3
  }

  /// Columns of a row's data in which a match is looked for.
  private static let searchedColumns = 5_000

  private func draw(_ cells: [FieldCell], on canvas: inout Canvas, in area: Area) {
    for field in columns.fields where field.index < cells.count {
      let cell = cells[field.index]
      let place = area.line(0).dropLeft(field.column + 1).left(field.width)
      let text = cell.isAbsent && canvas.glyphs.isASCII ? "-" : String(decoding: cell.text, as: UTF8.self)
      if cell.isNumber || cell.isAbsent && feed.fields.hasNumbers[field.index],
        TextWidth.columns(of: text, glyphs: canvas.glyphs) <= place.columns
      {
        canvas.putTrailing(text, in: place, role: cell.role)
      } else {
        canvas.put(text, in: place, row: 0, column: 0, upTo: place.columns, role: cell.role)
      }
    }
  }

  private func draw(_ notice: Notice, on canvas: inout Canvas, in area: Area) {
    let glyphs = canvas.glyphs
    let text = "\(glyphs.horizontal)\(glyphs.horizontal) \(notice.sentence)"
    put(text, notice.role, on: &canvas, area)
    guard let remedy = notice.remedy else { return }
    let column = columns.type + 1 + TextWidth.columns(of: text, glyphs: glyphs) + 1
    guard area.columns - column >= Self.leastRemedy else { return }
    let arrow = glyphs.isASCII ? ">" : "→"
    canvas.put("\(arrow) \(remedy)", in: area, row: 0, column: column, upTo: area.columns, role: .normal)
  }

  /// What helps is told in as many columns at least.
  private static let leastRemedy = 30

  private func put(_ text: String, _ role: Role, on canvas: inout Canvas, _ area: Area) {
    canvas.put(text, in: area, row: 0, column: columns.type + 1, upTo: area.columns, role: role)
  }

  private func drawData(
    _ record: Record, at position: Int, role: Role, on canvas: inout Canvas, in area: Area
  ) -> Int {
    guard feed.wraps else {
      let room = max(area.columns - columns.data - 1, 0)
      let place = area.line(0).dropLeft(columns.data + 1)
      let found = offset(ofMatchIn: record, at: position, columns: room, canvas.glyphs)
      let skipped = found ?? feed.offset
      let data = FeedText(record, state.log, columns: room + skipped)
      data.draw(matching: pattern, role: role, offset: skipped, on: &canvas, in: place)
      if found != nil { canvas.put(canvas.glyphs.ellipsis, in: place, role: .dim) }
      return 1
    }
    let lines = RowHeights.lines(
      of: record, state, columns, limit: RowHeights.limit(of: feed.height), pattern: pattern,
      role: role, glyphs: canvas.glyphs)
    for (row, line) in lines.enumerated() {
      canvas.put(line, in: area, row: row, column: columns.data + 1)
    }
    return max(lines.count, 1)
  }
}
