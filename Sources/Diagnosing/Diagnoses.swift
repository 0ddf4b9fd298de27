import Findings
package import Text

/// The reports of several streams that were examined at the same time, in the order in which they were named.
package struct Diagnoses: Sendable {
  package var all: [Diagnosis]
  /// The first two compared, where that was asked for.
  package var compared: ComparedStreams?

  package init(_ all: [Diagnosis]) { self.all = all }

  /// The worst: that nothing could be judged of one is worse than that it is clean.
  package var verdict: Diagnosis.Verdict {
    let order: [Diagnosis.Verdict] = [.errors, .warnings, .unjudged]
    return order.first { verdict in all.contains { $0.verdict == verdict } } ?? .clean
  }

  /// The worst exit status: where there was no stream at all it is curl's number, else 1 for what `failOn` names.
  package func exitStatus(_ failOn: FailOn) -> Int32 {
    let all = all.map { $0.exitStatus(failOn) }
    return all.first { $0 > 1 } ?? all.max() ?? 0
  }

  // MARK: For programs

  /// For each stream a line of JSON for each finding, and one with the whole of its report.
  package func lines(for reader: JSONText.Reader = .program) -> [String] {
    all.flatMap { $0.lines(for: reader) } + (compared.map { [$0.line(for: reader)] } ?? [])
  }

  /// One line of JSON: the report of the only stream, or what all come to, with the report of each.
  package func json(for reader: JSONText.Reader = .program) -> String {
    guard all.count != 1 else { return all[0].json(for: reader) }
    let json = JSONWriter(reader: reader)
    return json.object(
      [
        ("tool", json.string("sse-top")), ("schema", "\(Diagnosis.schema)"), ("verdict", json.string(verdict.rawValue)),
        ("streams", json.list(all.map { $0.json(for: reader) })),
      ] + (compared.map { [("compare", $0.object(for: reader))] } ?? []))
  }

  // MARK: For people

  /// - Parameters:
  ///   - columns: how long its lines may be.
  ///   - exitStatus: what the run ends with.
  package func report(columns: Int, glyphs: Glyphs, exitStatus: Int32) -> [ReportLine] {
    guard all.count != 1 else { return all[0].report(columns: columns, glyphs: glyphs, exitStatus: exitStatus) }
    var writer = ReportWriter(columns: columns, glyphs: glyphs)
    for diagnosis in all {
      writer.add(diagnosis.report(columns: columns, glyphs: glyphs, exitStatus: nil))
      writer.blank()
    }
    if let compared {
      compared.add(to: &writer)
      writer.blank()
    }
    writer.add(Wording.counted(all.count, "stream"), style: .bold, indent: 0)
    let sums = all.map { writer.clean($0.sum) }
    let widest = sums.map { writer.width($0) }.max() ?? 0
    for (diagnosis, sum) in zip(all, sums) {
      let (mark, style) = diagnosis.mark(isASCII: glyphs.isASCII)
      let gap = String(repeating: " ", count: widest - writer.width(sum) + 2)
      let codes = diagnosis.found.map(\.finding).filter { $0.severity > .note }.map(\.code.rawValue)
      writer.add(
        ([diagnosis.shownName] + codes).joined(separator: "  "), label: "  \(mark) \(sum)\(gap)", labelStyle: style,
        indent: widest + 6)
    }
    writer.add("exit status \(exitStatus)", style: .bold, indent: 0)
    return writer.lines
  }
}
