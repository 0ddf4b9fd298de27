import Findings
import StreamModel
import Text

/// Findings as text for a bug report: plain lines, cleaned, without colours.
enum FindingReport {
  static func text(_ found: FoundFinding, _ context: PaneContext) -> String {
    let finding = found.finding
    let clock = context.frame.clock
    var lines = [
      "\(finding.severity.rawValue), \(finding.certainty.rawValue): \(finding.title) (\(finding.code.rawValue))"
    ]
    if context.state.sources.indices.contains(found.source) {
      lines.append("Source: \(context.state.sources[found.source].url)")
    }
    lines.append("Seen: \(FindingFacts.seen(finding, clock, .unicode))")
    if let place = FindingFacts.place(finding) { lines.append("Place: \(place)") }
    if !finding.evidence.isEmpty { lines += ["Evidence:"] + finding.evidence.map { "- \($0)" } }
    if !finding.figures.isEmpty { lines.append("Numbers: \(FindingFacts.figures(finding))") }
    if !finding.code.consequence.isEmpty { lines.append("Why it matters: \(finding.code.consequence)") }
    if !finding.remedies.isEmpty { lines += ["To change:"] + finding.remedies.map { "- \($0)" } }
    return lines.map { CleanText.cleaned($0, glyphs: .unicode) + "\n" }.joined()
  }

  /// All of them, one after the other.
  static func text(_ found: [FoundFinding], _ context: PaneContext) -> String {
    found.map { text($0, context) }.joined(separator: "\n")
  }
}
