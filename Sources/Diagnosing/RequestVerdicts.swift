import Findings
import StreamModel
import Text

/// What the requests show together, or the way they were asked.
enum RequestVerdicts {
  /// Waits for response headers from which on nobody waits for them any more.
  static let longWait = Duration.seconds(20)

  static func browser(_ lateness: BrowserComparison.Lateness, path: [PathMember]) -> Verdict {
    var evidence: [String]
    let plain = "the same request without Accept-Encoding"
    switch lateness.kind {
    case .noHead:
      evidence = [
        "a request as browsers make it (Accept-Encoding: gzip …) got no response headers in "
          + Wording.seconds(lateness.waited),
        "\(plain) got them in \(Wording.lapse(lateness.plainHeadWait))",
      ]
    case .noEvent:
      evidence = [
        "a request as browsers make it (Accept-Encoding: gzip …) got no event in \(Wording.seconds(lateness.waited))",
        "\(plain) got \(Wording.counted(lateness.plainEvents, "event"))",
      ]
    case .events(let late, let all, let least, let median):
      evidence = [
        "in a request as browsers make it (Accept-Encoding: gzip …) \(Quantity.grouped(late)) of "
          + "\(Wording.counted(all, "event")) came \(Wording.seconds(least)) later or more than without, half of them "
          + "\(Wording.seconds(median)) or more"
      ]
    }
    if let coding = lateness.coding { evidence.append("Content-Encoding: \(coding)") }
    return Verdict(
      .heldByCompressor, severity: .error, certainty: lateness.isCertain ? .certain : .likely,
      title: "A compressor holds the stream back from browsers", evidence: evidence,
      remedies: path.flatMap(\.compressing),
      figures: [
        ("waited_ms", Wording.milliseconds(lateness.waited)),
        ("plain_head_ms", Wording.milliseconds(lateness.plainHeadWait)), ("plain_events", lateness.plainEvents),
      ])
  }

  static func resume(_ comparison: ResumeComparison) -> Verdict? {
    func asked(_ evidence: ResumeComparison.Evidence) -> String {
      let first = evidence.first.isEmpty ? "" : ", the first event was \(text(evidence.first))"
      return "asked to go on after \(text(evidence.asked))\(first)"
    }
    switch comparison {
    case .notJudged, .right: return nil
    case .ignored(let evidence):
      return Verdict(
        .resumeIgnored, certainty: evidence.isCertain ? .certain : .likely,
        title: "Resuming starts before the event that was asked for",
        evidence: [asked(evidence), "\(Wording.counted(evidence.count, "old event")) came again, with the same data"],
        figures: [("repeated", evidence.count)], count: evidence.count)
    case .lost(let evidence):
      return Verdict(
        .missing, severity: evidence.isCertain ? .error : .warning, certainty: evidence.isCertain ? .certain : .likely,
        title: "Resuming leaves events out",
        evidence: [
          asked(evidence),
          "\(Wording.counted(evidence.count, "event")) between did not come, though another request had brought "
            + (evidence.count == 1 ? "it" : "them"),
        ], figures: [("missing", evidence.count)], count: evidence.count)
    case .inclusive(let evidence):
      return Verdict(
        .repeated, severity: .warning, certainty: .certain,
        title: "Resuming brings the last event again",
        evidence: [asked(evidence)], figures: [("repeated", evidence.count)], count: evidence.count)
    }
  }

  private static func text(_ id: [UInt8]) -> String { String(decoding: id.prefix(60), as: UTF8.self) }
}
