import Findings
import StreamModel
import Text

/// A finding as rows of the list: in short where it is one of many, whole where the cursor is.
struct FindingRows {
  let context: PaneContext
  /// What the sources are called; empty if there is one.
  let names: [String]
  let columns: Int

  /// More than these are hard to read in one line.
  static let widest = 120
  private static let indent = 4
  /// Where titles begin: behind the pointer, the severity, and with several sources the source's number.
  private var titleColumn: Int { 2 + SeverityText.columns + 1 + (names.isEmpty ? 0 : 4) }
  private var glyphs: Glyphs { context.frame.glyphs }

  init(_ context: PaneContext, columns: Int) {
    self.context = context
    self.columns = min(columns, Self.widest)
    names = context.state.sources.count > 1 ? context.state.sources.map(\.shownName) : []
  }

  // MARK: - In short

  /// What tells an error or a warning needs a row of its own.
  static func shortHeight(_ found: FoundFinding) -> Int { found.finding.severity > .note ? 2 : 1 }

  func short(_ found: FoundFinding) -> [[TextSpan]] {
    let finding = found.finding
    let heading = heading(found)
    guard Self.shortHeight(found) > 1 else { return [heading.row] }
    let room = columns - titleColumn - 1
    let seen = FindingFacts.seen(finding, context.frame.clock, glyphs)
    // What the first row has no room for, and when and how often it was seen, give way to the evidence.
    let facts = (heading.hasCode ? [seen] : [finding.code.rawValue, seen]).filter { width($0) * 2 <= room }
    let trailing = facts.reduce("") { shown, fact in
      let longer = shown.isEmpty ? fact : "\(shown)  \(fact)"
      return width(longer) * 2 <= room ? longer : shown
    }
    let text = cut(finding.evidence.first ?? "", room - width(trailing) - 2, .dim)
    let gap = room - text.reduce(0) { $0 + width($1.text) } - width(trailing)
    let end = trailing.isEmpty ? [] : [TextSpan(String(repeating: " ", count: max(gap, 0))), TextSpan(trailing, .dim)]
    return [heading.row, indented(text + end, by: titleColumn)]
  }

  /// The row that a finding is known by, and whether it names the code.
  private func heading(_ found: FoundFinding, role: Role = .normal) -> (row: [TextSpan], hasCode: Bool) {
    let finding = found.finding
    let severity = SeverityText(finding.severity, glyphs)
    let start = "\(severity.mark) \(severity.word)"
    var row = [TextSpan("  ", .normal), TextSpan(padded(start, to: SeverityText.columns + 1), severity.role)]
    if !names.isEmpty { row.append(TextSpan(padded(context.state.label(of: found.source), to: 4), .label)) }
    let room = columns - titleColumn
    let code = finding.code.rawValue
    let rest = room - width(finding.title) - width(code) - 1
    guard rest > 1 else { return (row + cut(finding.title, room, role), false) }
    return (
      row + [TextSpan(finding.title, role), TextSpan(String(repeating: " ", count: rest)), TextSpan(code, .dim)],
      true
    )
  }

  // MARK: - Whole

  /// Rows of a line of evidence that stand in the list; what is longer is read in full when it is opened.
  private static let evidenceRows = 3

  /// - Parameter hasReason: whether it says why it matters, too.
  func whole(_ found: FoundFinding, hasReason: Bool = false) -> [[TextSpan]] {
    let finding = found.finding
    let heading = heading(found, role: .title)
    var rows = [heading.row]
    if width(finding.title) > columns - titleColumn { rows += prose(finding.title, .title) }
    for line in finding.evidence { rows += prose(line, .value, limit: Self.evidenceRows) }
    for line in finding.remedies { rows += remedy(line) }
    if hasReason { rows += prose(finding.code.consequence, .normal) }
    let facts =
      (heading.hasCode ? "" : "\(finding.code.rawValue), ") + "\(finding.certainty.rawValue); "
      + FindingFacts.seen(finding, context.frame.clock, glyphs)
    rows += prose(facts, .dim)
    if let place = FindingFacts.place(finding) { rows += prose(place, .dim) }
    if names.indices.contains(found.source) {
      rows += prose("source \(context.state.label(of: found.source)): \(names[found.source])", .dim)
    }
    return rows
  }

  /// What to change, marked by an arrow.
  func remedy(_ text: String, indent: Int = indent) -> [[TextSpan]] {
    prose(text, .normal, indent: indent + 2).enumerated().map { index, row in
      index > 0 ? row : indented([TextSpan(glyphs.isASCII ? "> " : "→ ", .heading)] + row.dropFirst(), by: indent)
    }
  }

  /// Text behind a margin.
  ///
  /// - Parameter limit: at most so many rows; an ellipsis says that there is more.
  func prose(_ text: String, _ role: Role, indent: Int = indent, limit: Int = 100) -> [[TextSpan]] {
    let room = max(columns - indent - 2, 8)
    var rows = WordWrapping.rows(of: text, role: role, columns: room, limit: limit + 1, glyphs: glyphs)
    if rows.count > limit {
      rows = Array(rows.prefix(limit))
      rows[limit - 1].append(TextSpan(glyphs.ellipsis, .dim))
    }
    return rows.map { indented($0, by: indent) }
  }

  // MARK: - Columns

  private func width(_ text: String) -> Int { TextWidth.columns(of: text, glyphs: glyphs) }

  private func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(columns - width(text), 1))
  }

  private func indented(_ spans: [TextSpan], by columns: Int) -> [TextSpan] {
    [TextSpan(String(repeating: " ", count: columns))] + spans
  }

  /// One row of the text, with an ellipsis where it goes on.
  private func cut(_ text: String, _ columns: Int, _ role: Role) -> [TextSpan] {
    guard width(text) > columns else { return [TextSpan(text, role)] }
    let row = Wrapping.rows(of: [TextSpan(text, role)], columns: max(columns - 1, 1), limit: 1, glyphs: glyphs)
    return (row.first ?? []) + [TextSpan(glyphs.ellipsis, .dim)]
  }
}
