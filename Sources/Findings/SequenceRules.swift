import StreamModel
import Text

/// What ids and heartbeats tell.
enum SequenceRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] { ids(circumstances) + beat(circumstances) }

  static func ids(_ circumstances: Circumstances) -> [Verdict] {
    let source = circumstances.source
    var verdicts: [Verdict] = []
    if let found = source.ids.findings {
      // Numbers that come again count something else than this stream, or begin anew: then gaps say nothing.
      if found.missing > 0, found.repeated == 0 {
        verdicts.append(
          Verdict(
            .missing,
            evidence: ["\(Quantity.grouped(found.missing)) numbers were passed over, and have not come since"],
            count: found.missing))
      }
      if found.repeated > 0 {
        // On one connection it may be the stream's own way to count: only after a reconnect it is a fault.
        verdicts.append(
          Verdict(
            .repeated, severity: source.openings > 1 ? .warning : .note,
            evidence: ["\(Quantity.counted(found.repeated, "event")) came whose number had come before"],
            count: found.repeated))
      }
      if found.late > 0 {
        verdicts.append(
          Verdict(
            .late, evidence: ["\(Quantity.counted(found.late, "event")) came after one of a higher number"],
            count: found.late))
      }
    }
    if circumstances.isRequested, source.drops.count > 0, source.lastEventID.isEmpty, source.events >= 5 {
      verdicts.append(
        Verdict(
          .noID, evidence: ["\(Quantity.counted(source.drops.count, "loss")), and no ids"], count: source.drops.count))
    }
    return verdicts
  }

  private static let usualTimeOut = Duration.seconds(55)

  static func beat(_ circumstances: Circumstances) -> [Verdict] {
    guard circumstances.isRequested else { return [] }
    let silences = circumstances.source.silences
    if let gap = silences.commentGap {
      guard gap > usualTimeOut else { return [] }
      return [
        Verdict(
          .rareBeat, evidence: ["comments come \(Figures.seconds(gap)) apart"],
          figures: [("beat_ms", Figures.milliseconds(gap))])
      ]
    }
    let silence = silences.longestSilence(at: circumstances.now)
    guard silence >= usualTimeOut else { return [] }
    return [
      Verdict(
        .noBeat, evidence: ["the longest silence was \(Figures.seconds(silence))"],
        figures: [("silence_ms", Figures.milliseconds(silence))])
    ]
  }
}
