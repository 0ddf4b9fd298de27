import Findings
import StreamModel
import Text

/// Findings as Markdown for a bug report: nothing of a stream's text is markup in it.
enum FindingReport {
  // MARK: - One finding

  static func text(_ found: FoundFinding, _ context: PaneContext) -> String {
    joined(section(found, context))
  }

  private static func section(_ found: FoundFinding, _ context: PaneContext) -> [String] {
    let finding = found.finding
    var lines = ["### \(finding.severity.rawValue): \(plain(finding.title))", ""]
    lines.append("- `\(finding.code.rawValue)`, \(finding.certainty.rawValue)")
    // With one source the report names it at its beginning.
    if context.state.sources.count > 1, context.state.sources.indices.contains(found.source) {
      lines.append("- Source: \(code(context.state.sources[found.source].url))")
    }
    lines.append("- Seen: \(FindingFacts.seen(finding, context.frame.clock, .unicode))")
    if let place = FindingFacts.place(finding) { lines.append("- First: \(place)") }
    if !finding.figures.isEmpty { lines.append("- Numbers: \(FindingFacts.figures(finding))") }
    if !finding.evidence.isEmpty { lines += ["", "Evidence:", ""] + finding.evidence.map { "- \(plain($0))" } }
    if !finding.remedies.isEmpty { lines += ["", "To change:", ""] + finding.remedies.map { "- \(plain($0))" } }
    if !finding.code.consequence.isEmpty { lines += ["", "Why it matters: \(plain(finding.code.consequence))"] }
    return lines
  }

  // MARK: - All of them

  static func text(_ found: [FoundFinding], _ context: PaneContext) -> String {
    let counts = [Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = found.count { $0.finding.severity == severity }
      return count == 0 ? nil : SeverityText.counted(count, severity)
    }
    var lines = ["## sse-top: \(counts.isEmpty ? "nothing is wrong so far" : counts.joined(separator: ", "))", ""]
    lines += context.state.sources.flatMap { facts($0, context) }
    for one in found { lines += [""] + section(one, context) }
    let checks = FindingChecks.all(context)
    let fine = checks.filter { $0.outcome == .fine }.map(\.name)
    let open = checks.compactMap { check -> String? in
      if case .open(let reason) = check.outcome { "\(check.name) (\(reason))" } else { nil }
    }
    lines.append("")
    if !fine.isEmpty { lines.append("Nothing wrong with: \(fine.joined(separator: ", "))") }
    if !fine.isEmpty, !open.isEmpty { lines.append("") }
    if !open.isEmpty { lines.append("Not judged: \(open.joined(separator: ", "))") }
    return joined(lines)
  }

  /// What a source is, what it answered, and what it has brought.
  private static func facts(_ source: SourceState, _ context: PaneContext) -> [String] {
    var lines = ["- Source: \(code(source.url))"]
    if let head = source.head, head.status > 0 {
      let type = head.values(of: "Content-Type").first.map { ", \(code($0))" } ?? ""
      lines.append("- Response: \(plain("\(head.version) \(head.status)"))\(type)")
      let path = PathTable.members(of: head).map { "\(plain($0.name)) (\(code($0.by)))" }
      if !path.isEmpty { lines.append("- Passes through: \(path.joined(separator: ", "))") }
    }
    let since = source.attempts.first.map { context.frame.now - $0.beganAt } ?? .zero
    lines.append(
      "- Watched for \(TimeText.duration(since)): \(Quantity.counted(source.events, "event")), "
        + Quantity.counted(source.openings, "connection"))
    return lines
  }

  // MARK: - Markdown

  private static func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private static func cleaned(_ text: String) -> String { CleanText.cleaned(text, glyphs: .unicode) }

  /// Text in which nothing is markup (CommonMark, 2.4); no more is escaped than must be, as it is read raw too.
  static func plain(_ text: String) -> String {
    var plain = ""
    var before: Character = " "
    for (index, character) in cleaned(text).enumerated() {
      switch character {
      case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&": plain += "\\\(character)"
      // Within a word it is none, and settings are full of it.
      case "_" where !before.isLetter && !before.isNumber: plain += "\\_"
      // What would begin a heading or a list.
      case "#", "-", "+", "=": plain += index == 0 ? "\\\(character)" : "\(character)"
      // Nobody is to be called by a stream.
      case "@": plain += "`@`"
      default: plain.append(character)
      }
      before = character
    }
    return plain
  }

  /// As a span of code, in more backticks than it has itself (CommonMark, 6.1).
  static func code(_ text: String) -> String {
    let text = cleaned(text)
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest > 0 ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
  }
}
