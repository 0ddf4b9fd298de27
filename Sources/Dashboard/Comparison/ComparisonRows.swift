import Comparing
import StreamModel
import Text

/// What a comparison has found as rows of the page, and as text.
enum ComparisonRows {
  private static let labelColumns = 15
  /// More than these are hard to read in one line.
  private static let widest = 120
  /// Rows that a line may take.
  private static let rowLimit = 3
  private static let leastBars = 20
  private static let mostBars = 20

  struct Row {
    var spans: [TextSpan]
    /// The list of the events that it counts.
    var list: ComparisonSide?

    func columns(_ glyphs: Glyphs) -> Int { spans.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: glyphs) } }
  }

  /// - Parameter hasBars: whether there is room for the lags as bars.
  static func rows(
    _ comparison: StreamComparison, _ state: StreamState, verdict: String?, hasBars: Bool, columns: Int, _ frame: Frame
  ) -> [Row] {
    if let emptiness = comparison.emptiness {
      return WordWrapping.rows(
        of: emptiness, role: .dim, columns: min(columns, widest) - 2, glyphs: frame.glyphs
      ).map { Row(spans: [TextSpan(" ", .normal)] + $0) }
    }
    let room = max(min(columns, widest) - labelColumns - 2, 8)
    var rows: [Row] = []
    for fact in comparison.facts(state.sources, verdict: verdict, at: frame.now) {
      let lines = WordWrapping.rows(
        of: fact.text, role: role(fact.tone), columns: room, limit: rowLimit, glyphs: frame.glyphs)
      for (index, line) in lines.enumerated() {
        let label = index == 0 ? fact.label : ""
        let padding = String(repeating: " ", count: max(labelColumns - label.utf8.count, 1))
        rows.append(
          Row(
            spans: [TextSpan(" " + label + padding, .label)] + line,
            list: index == 0 ? fact.events.map(ComparisonSide.init) : nil))
      }
      if hasBars, fact.label.hasSuffix("is later by"), let bars = bars(comparison, columns: room, frame.glyphs) {
        rows.append(Row(spans: [TextSpan(String(repeating: " ", count: labelColumns + 1), .normal)] + bars))
      }
    }
    return rows
  }

  private static func role(_ tone: ComparisonFact.Tone) -> Role {
    switch tone {
    case .normal: .value
    case .quiet: .dim
    case .bad: .warning
    }
  }

  /// How many events were how much later, from none to the most.
  private static func bars(_ comparison: StreamComparison, columns: Int, _ glyphs: Glyphs) -> [TextSpan]? {
    guard let lags = comparison.pairing?.lags else { return nil }
    let meter = lags.isReversed ? lags.earlier : lags.later
    guard meter.count > 1, let longest = meter.longest, longest >= .milliseconds(2) else { return nil }
    let (first, last) = ("0 ms ", " " + StreamComparison.lapse(longest))
    let width = columns - first.utf8.count - last.utf8.count
    guard width >= leastBars else { return nil }
    // More bars would show the grain of the meter, and not the events.
    let count = min(width, mostBars)
    let below = (0...count).map { $0 == count ? meter.count : meter.count(upTo: longest * $0 / count) }
    let counts = (0..<count).map { Double(max(below[$0 + 1] - ($0 == 0 ? 0 : below[$0]), 0)) }
    let bars = (0..<width).map { counts[$0 * count / width] }
    return [TextSpan(first, .dim), TextSpan(Sparkline(bars: bars).text(glyphs), .good), TextSpan(last, .dim)]
  }

  /// All of it as Markdown for a bug report: nothing of a stream's text is markup in it.
  static func markdown(
    _ comparison: StreamComparison, _ state: StreamState, verdict: String?, at now: Moment
  ) -> String {
    var lines = ["## sse-top: A and B compared by \(FindingReport.code(comparison.keyText))", ""]
    lines += zip(StreamComparison.names, state.sources).map { "- \($0): \(FindingReport.code($1.shownName))" }
    if let emptiness = comparison.emptiness {
      lines.append("- \(FindingReport.plain(emptiness))")
    } else {
      lines += comparison.facts(state.sources, verdict: verdict, at: now).map {
        "- \($0.label): \(FindingReport.plain($0.text))"
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// All of it as text, cleaned, to be put into a report.
  static func text(
    _ comparison: StreamComparison, _ state: StreamState, verdict: String?, at now: Moment
  ) -> String {
    var lines = zip(StreamComparison.names, state.sources).map { "\($0): \($1.shownName)" }
    lines.append("compared by \(comparison.keyText)")
    if let emptiness = comparison.emptiness {
      lines.append(emptiness)
    } else {
      lines += comparison.facts(state.sources, verdict: verdict, at: now).map { "\($0.label): \($0.text)" }
    }
    return lines.map { CleanText.cleaned($0, glyphs: .unicode) + "\n" }.joined()
  }
}
