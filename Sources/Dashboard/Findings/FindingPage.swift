import Findings
import StreamModel
import Text

/// An opened finding: everything there is to say of it, what to change first.
struct FindingPage {
  private static let indent = 10
  private let rows: FindingRows
  private let context: PaneContext
  private var lines: [[TextSpan]] = []

  /// - Parameter columns: how wide the page is.
  static func lines(of found: FoundFinding, _ context: PaneContext, columns: Int) -> [[TextSpan]] {
    var page = Self(FindingRows(context, columns: columns), context)
    page.add(found)
    return page.lines
  }

  private init(_ rows: FindingRows, _ context: PaneContext) { (self.rows, self.context) = (rows, context) }

  private mutating func add(_ found: FoundFinding) {
    let finding = found.finding
    let (glyphs, rule) = (context.frame.glyphs, finding.code.rule)
    let severity = SeverityText(finding.severity, glyphs)
    lines += rows.prose(finding.title, .title, indent: 1)
    lines.append([
      TextSpan(" \(severity.mark) \(severity.word)", severity.role),
      TextSpan(", \(finding.certainty.rawValue)", .value),
    ])
    add("Evidence", finding.evidence.flatMap { rows.prose($0, .value, indent: Self.indent) })
    add("Change", finding.remedies.flatMap { rows.remedy($0, indent: Self.indent) })
    add("Why", finding.code.consequence)
    addGap()
    add("Seen", FindingFacts.seen(finding, context.frame.clock, glyphs), hasGap: false)
    if context.state.sources.indices.contains(found.source) {
      let name = context.state.sources[found.source].shownName
      add("Source", rows.names.isEmpty ? name : "\(context.state.label(of: found.source))  \(name)", hasGap: false)
    }
    if let place = FindingFacts.place(finding) { add("Place", place, hasGap: false) }
    add("Numbers", FindingFacts.figures(finding), hasGap: false)
    add("The rule", rule.when, role: .dim)
  }

  private mutating func addGap() { lines.append([]) }

  private mutating func add(_ label: String, _ text: String, role: Role = .value, hasGap: Bool = true) {
    guard !text.isEmpty else { return }
    add(label, rows.prose(text, role, indent: Self.indent), hasGap: hasGap)
  }

  /// - Parameter text: rows whose first span is their margin.
  private mutating func add(_ label: String, _ text: [[TextSpan]], hasGap: Bool = true) {
    guard let first = text.first else { return }
    if hasGap { addGap() }
    let margin = TextSpan(" " + label + String(repeating: " ", count: max(Self.indent - 1 - label.count, 1)), .label)
    lines.append([margin] + first.dropFirst())
    lines += text.dropFirst()
  }
}
