package import Comparing
package import Findings
package import StreamModel
import Text

/// Two streams that were examined at the same time, compared.
package struct ComparedStreams: Sendable {
  let comparison: StreamComparison
  /// What was found, a line each.
  let facts: [ComparisonFact]
  /// On whose way events are held back.
  let verdict: String?
  /// What may be shown of a text that came from outside.
  let shown: @Sendable (String) -> String

  /// - Parameters:
  ///   - sources: A and B, as the requests as given have them.
  ///   - diagnoses: A's and B's.
  package init(
    _ comparison: StreamComparison, _ sources: [SourceState], _ diagnoses: [Diagnosis], at now: Moment,
    shown: @escaping @Sendable (String) -> String
  ) {
    (self.comparison, self.shown) = (comparison, shown)
    verdict = StreamComparison.verdict(diagnoses.map { $0.found.map(\.finding) })
    facts = comparison.facts(sources, verdict: verdict, at: now)
  }

  // MARK: For programs

  func object(for reader: JSONText.Reader) -> String { comparison.json(verdict: verdict, for: reader, shown: shown) }

  /// A line of JSON by itself.
  func line(for reader: JSONText.Reader) -> String {
    let json = JSONWriter(reader: reader)
    return json.object([
      ("tool", json.string("sse-top")), ("schema", "\(Diagnosis.schema)"), ("compare", object(for: reader)),
    ])
  }

  // MARK: For people

  private static let indent = 16

  func add(to writer: inout ReportWriter) {
    guard comparison.emptiness == nil else {
      writer.add("A and B compared", style: .bold, indent: 0)
      writer.add("  \(comparison.emptiness ?? "")", style: .warning, indent: 2)
      return
    }
    writer.add("A and B compared by \(comparison.keyText)", style: .bold, indent: 0)
    for fact in facts {
      writer.add(
        shown(fact.text), style: fact.tone == .bad ? .warning : .plain, label: "  \(fact.label)", labelStyle: .dim,
        indent: Self.indent)
    }
  }
}

extension Diagnosis {
  /// Adds what the comparison with another stream has shown, the worst first as ever.
  package mutating func add(compared verdicts: [Findings.Verdict], at now: Moment) {
    found += verdicts.map { Found(request: 0, finding: Finding($0, at: now)) }
    let ranked = found.enumerated().sorted { left, right in
      let (one, other) = (left.element.finding.severity, right.element.finding.severity)
      return one == other ? left.offset < right.offset : one > other
    }
    found = ranked.map(\.element)
  }
}
