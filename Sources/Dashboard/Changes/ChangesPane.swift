import EventFields
import StreamModel
import Text

/// An event, opened as what is different in it from the event before of its type and group. It stays while the log drops both.
struct ChangesPane: Pane {
  /// Rows that a line may take.
  private static let rowLimit = 12

  var place: Keymap.Place { .changes }
  let position: Int
  let type: String
  let comparison: EventComparison?
  private let isGrouped: Bool
  /// What it is compared with, where that is not the one before.
  private let origin: String?
  private let facts: [(label: String, value: TextSpan)]
  /// The line under the cursor, counted from the first difference.
  private(set) var cursor = 0
  private(set) var top = 0
  private var height = 1
  private var columns = 80

  /// - Parameters:
  ///   - position: of an event that the log holds.
  ///   - other: the position of the event to compare with; `nil` for the one before of its type and group.
  ///   - groups: where events are told apart by the value of a path.
  ///   - origin: what the other one is called, where it is not one before.
  init?(
    at position: Int, with other: Int? = nil, origin: String? = nil, in state: StreamState, _ groups: EventGroups?
  ) {
    guard state.log.positions.contains(position), state.log[position].kind == .event else { return nil }
    let record = state.log[position]
    self.position = position
    type = state.types.rows[Int(record.type)].name
    comparison = EventComparison(at: position, with: other, in: state, groups)
    isGrouped = groups != nil
    self.origin = origin
    let id = String(decoding: state.log.id(record, limit: 256), as: UTF8.self)
    var facts = [(label: "Type", value: TextSpan(type, .type)), ("ID", TextSpan(id.isEmpty ? "none" : id, .value))]
    if let comparison { facts.append(("Changed", TextSpan(Self.counts(comparison.changes), .value))) }
    facts.append(("Size", TextSpan("\(Quantity.grouped(Int(record.dataLength))) bytes", .value)))
    self.facts = facts
    // The first difference, not what stayed before it.
    if case .unchanged = comparison?.changes.lines.first?.kind, lines.count > 1 { cursor = 1 }
  }

  private static func counts(_ changes: Changes) -> String {
    switch changes.basis {
    case .json, .lines:
      let unit = changes.basis == .lines ? " lines" : ""
      return "\(Quantity.grouped(changes.changed)), added \(Quantity.grouped(changes.added)), "
        + "gone \(Quantity.grouped(changes.gone)), unchanged \(Quantity.grouped(changes.unchanged))\(unit)"
    case .bytes(0): return "all of it: the data differs from its first byte on"
    case .bytes(let same): return "the data is the same up to byte \(Quantity.grouped(same))"
    case .tooLarge: return "not known: too large to compare"
    }
  }

  var lines: [Changes.Line] { comparison?.changes.lines ?? [] }

  /// The line under the cursor, if it tells of a difference.
  private var selected: Changes.Line? {
    guard lines.indices.contains(cursor), case .none = lines[cursor].place else {
      return lines.indices.contains(cursor) ? lines[cursor] : nil
    }
    return nil
  }

  /// The path under the cursor.
  var path: JSONPath? { if case .path(let path) = selected?.place { path } else { nil } }

  /// The new value under the cursor, of what is gone the old one.
  var value: [UInt8]? {
    guard let line = selected, let changes = comparison?.changes else { return nil }
    return line.kind == .gone ? Array(changes.old[line.old]) : Array(changes.new[line.new])
  }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): cursor += scroll.rows(page: max(height - 1, 1))
    case .top: cursor = 0
    case .end: cursor = lines.count
    case .open: return .whole(at: place(ofData: selected))
    case .left, .right, .wrap: break
    }
    cursor = min(max(cursor, 0), max(lines.count - 1, 0))
    return nil
  }

  /// Where in the new data a difference lies.
  private func place(ofData line: Changes.Line?) -> Int? {
    guard let line, !line.new.isEmpty else { return nil }
    return line.new.lowerBound
  }

  mutating func apply(_ command: OpenedCommand) -> PaneRequest? {
    switch command {
    case .nextEvent: .openNewer
    case .previousEvent: .openOlder
    case .toggleFold, .foldAll, .unfoldAll, .raw: nil
    }
  }

  // MARK: - Drawing

  mutating func fit(_ context: PaneContext, in area: Area) {
    (height, columns) = (max(area.rows - 2 - facts.count, 1), max(area.columns - 1, 1))
    top = min(top, cursor)
    // Lines of several rows take room from those above them.
    let text = text(context.frame.glyphs)
    var room = height
    var first = cursor
    while lines.indices.contains(first) {
      room -= rows(lines[first], text).count
      guard room >= 0 || first == cursor else { break }
      if first == top { return }
      first -= 1
    }
    top = max(top, min(first + 1, cursor))
  }

  private func text(_ glyphs: Glyphs) -> ChangeText {
    let shown = lines.dropFirst(max(top - height, 0)).prefix(3 * height)
    let widths = shown.map { line in
      if case .path(let path) = line.place { TextWidth.columns(of: path.text, glyphs: glyphs) } else { 0 }
    }
    return ChangeText(
      changes: comparison?.changes ?? Changes(from: [], to: []), glyphs: glyphs,
      pathColumns: min(widths.max() ?? 0, columns / 3))
  }

  private func rows(_ line: Changes.Line, _ text: ChangeText) -> [[TextSpan]] {
    Wrapping.rows(
      of: text.spans(line), columns: columns, hang: text.hang(line), limit: Self.rowLimit, glyphs: text.glyphs)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    drawHeading(on: &canvas, in: area.line(0))
    var row = 1
    for fact in facts {
      canvas.put(fact.label, in: area, row: row, column: 1, role: .label)
      canvas.put(name: fact.value.text, in: area, row: row, column: 9, upTo: area.columns - 1, role: fact.value.role)
      row += 1
    }
    let body = area.dropTop(row + 1)
    guard let comparison, !lines.isEmpty, !comparison.changes.isEmpty else {
      canvas.put(emptiness, in: body, column: 1, role: .dim)
      return
    }
    let text = text(canvas.glyphs)
    row = 0
    for index in top..<max(lines.count, top) where row < body.rows {
      for (part, spans) in rows(lines[index], text).enumerated() where row < body.rows {
        canvas.put(spans, in: body.dropLeft(1), row: row)
        if index == cursor {
          if part == 0 { canvas.put(canvas.glyphs.pointer, in: body.line(row), role: .selection) }
          canvas.setRole(.selection, in: body.line(row))
        }
        row += 1
      }
    }
    if comparison.changes.isCut, row < body.rows {
      canvas.put("  more differences than these", in: body, row: row, role: .warning)
    }
  }

  private var emptiness: String {
    guard let comparison else { return "no event of this type\(isGrouped ? " and group" : "") before it is kept" }
    switch comparison.changes.basis {
    case .json, .lines: return "nothing changed"
    case .bytes, .tooLarge: return ""
    }
  }

  private func drawHeading(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let count = " \(Quantity.grouped(min(cursor + 1, lines.count))) of \(Quantity.grouped(lines.count)) lines "
    let room = area.columns - count.utf8.count
    var used = canvas.put(" EVENT ", in: area, role: .heading)
    used += canvas.put(type, in: area, row: 0, column: used, upTo: min(used + 40, room - 1), role: .type)
    used += canvas.put(" ", in: area, column: used)
    if let comparison {
      let words =
        origin.map { " changes from \($0) " }
        ?? " changes since the one before, \(TimeText.span(comparison.later)) earlier "
      canvas.put(words, in: area, row: 0, column: used + 1, upTo: room - 1, role: .label)
    }
    if !lines.isEmpty { canvas.putTrailing(count, in: area, role: .dim) }
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "move"),
      FooterKey(.opened(.nextEvent), .opened(.previousEvent), meaning: "next, previous"),
      FooterKey(.event(.changes), meaning: "the whole event"), FooterKey(.changes(.copy), meaning: "copy"),
      FooterKey(.changes(.copyPath), meaning: "path"), .help,
    ]
  }
}
