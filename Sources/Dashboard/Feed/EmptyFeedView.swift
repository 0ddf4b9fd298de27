import EventFilter
import StreamModel
import Text

/// What stands where events would: why there are none, and what can be done.
struct EmptyFeedView {
  let state: StreamState
  let feed: FeedState
  let frame: Frame

  func draw(on canvas: inout Canvas, in area: Area) {
    let said = message(canvas.glyphs, columns: area.columns)
    let refusal = refusal(rows: area.rows - said.count - 1, columns: area.columns)
    let rows = said.count + (refusal.isEmpty ? 0 : refusal.count + 1)
    let place = area.centered(rows: rows, columns: area.columns)
    for (row, line) in said.enumerated() {
      let width = TextWidth.columns(of: line.text, glyphs: canvas.glyphs)
      canvas.put(line.text, in: place, row: row, column: max(0, (place.columns - width) / 2), role: line.role)
    }
    // The lines of a body stay in line with each other.
    let width = refusal.map { line in line.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: canvas.glyphs) } }
      .max()
    for (row, line) in refusal.enumerated() {
      canvas.put(line, in: place, row: said.count + 1 + row, column: max(0, (place.columns - (width ?? 0)) / 2))
    }
  }

  private func refusal(rows: Int, columns: Int) -> [[TextSpan]] {
    guard state.sources.count == 1, let source = state.sources.first else { return [] }
    let lines = Refusal.lines(source, limit: rows)
    return Array(
      lines.flatMap { Wrapping.rows(of: $0, columns: max(columns - 4, 1), limit: rows) }.prefix(max(rows, 0)))
  }

  private func wayOut(of source: SourceState) -> String? {
    guard let reason = source.connection.closingReason else { return nil }
    return WayOut.sentence(after: reason, of: source)
  }

  /// What the feed's rows are told apart by.
  private var kinds: String { feed.groups == nil ? "types" : "values" }
  private var allKinds: String { "\(Keymap.name(of: .feed(.allTypes))) shows all \(kinds)" }
  private static let shownAgain =
    "\(Keymap.name(of: .program(.types))), \(Keymap.name(of: .table(.toggleShown), in: .table)) shows it"
  private static let filterEnds =
    "\(Keymap.name(of: .program(.back))) ends the filter, \(Keymap.name(of: .feed(.filter))) changes it"
  private static let errorsEnd = "\(Keymap.name(of: .feed(.errors))) shows everything"
  private static let ways = [
    "\(Keymap.name(of: .program(.reconnect))) tries at once", "\(Keymap.name(of: .program(.quit))) quits",
  ]

  /// What to say where the selection leaves nothing of what came.
  private var narrowed: [String]? {
    let selection = feed.selection
    if let filter = selection.filter, state.events > 0 {
      guard feed.isComplete(in: state) else { return ["searching the kept events"] }
      return ["no kept event matches \(filter.expression)", Self.filterEnds]
    }
    if selection.onlyErrors, state.events > 0 {
      guard feed.isComplete(in: state) else { return ["searching the kept events"] }
      return ["no kept event says that it is an error", Self.errorsEnd]
    }
    let table = EventTable(state, feed.groups)
    switch selection.shown {
    case .only(let row) where row < table.count && selection.start == 0:
      guard feed.isComplete(in: state) else { return ["reading the kept events"] }
      return ["no \(table.name(row)) event is kept", allKinds]
    case .comments: return ["no comment is kept", allKinds]
    default: break
    }
    if selection.start > 0, state.events > 0 { return ["cleared; new events appear here"] }
    return state.events > 0 && selection.isNarrowed ? ["all event \(kinds) are hidden", Self.shownAgain] : nil
  }

  private func message(_ glyphs: Glyphs, columns: Int) -> [TextSpan] {
    if let narrowed = narrowed { return narrowed.map { TextSpan($0, .dim) } }
    guard state.sources.count == 1, let source = state.sources.first else { return [TextSpan("no event yet", .dim)] }
    if let wait = ResponseWait(source, at: frame.now), wait.stage != .connecting || wait.isLong {
      return ([wait.word + wait.rest] + (wait.isLong ? wait.reasons : [])).map { TextSpan($0, .dim) }
    }
    if source.connection.isOpen {
      let comments = source.comments == 0 ? "" : ", \(Quantity.grouped(source.comments)) comments"
      return [TextSpan("connected; no event yet\(comments)", .dim)]
    }
    guard source.connection.reason == nil else { return reasonAndHelp(source, glyphs, columns: columns) }
    if source.connection.isConnecting, let head = source.head {
      return [TextSpan("status \(head.status); reading why \(glyphs.ellipsis)", .dim)]
    }
    return [TextSpan("connecting to \(source.url) \(glyphs.ellipsis)", .dim)]
  }

  /// Why the source is not open, what helps, and what can be done.
  private func reasonAndHelp(_ source: SourceState, _ glyphs: Glyphs, columns: Int) -> [TextSpan] {
    let text = ConnectionText(source, frame)
    // There is nothing to reconnect a file or a pipe to.
    let ways = source.head?.status == 0 ? Self.ways.suffix(1) : Self.ways[...]
    let reason = Wrapping.rows(of: [TextSpan(text.reason ?? "", text.role)], columns: max(columns - 4, 1), limit: 4)
    let way = wayOut(of: source).map { [TextSpan($0)] } ?? []
    let help = way.isEmpty ? [] : Wrapping.rows(of: way, columns: max(columns - 4, 1), limit: 3)
    return reason.map { TextSpan($0.map(\.text).joined(), text.role) }
      + help.map { TextSpan($0.map(\.text).joined()) }
      + [TextSpan(([text.next].compactMap(\.self) + ways).joined(separator: " \(glyphs.separator) "), .dim)]
  }
}
