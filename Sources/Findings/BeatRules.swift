import StreamModel
import Text

/// What heartbeats tell.
enum BeatRules {
  private static let usualTimeOut = Duration.seconds(55)

  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    guard circumstances.isRequested else { return [] }
    let silences = circumstances.source.silences
    guard let period = silences.beats.period else { return [none(silences, circumstances)].compactMap(\.self) }
    return [rare(period), late(period, silences, circumstances)].compactMap(\.self)
  }

  private static func none(_ silences: SilenceMeter, _ circumstances: Circumstances) -> Verdict? {
    let silence = silences.longestSilence(at: circumstances.now)
    // Beats that are still too few to be known are beats.
    guard silence >= usualTimeOut else { return nil }
    if silences.beats.count >= 2, let gap = silences.commentGap, gap > usualTimeOut { return rare(gap) }
    return Verdict(
      .noBeat, evidence: ["the longest silence was \(Figures.seconds(silence))"],
      figures: [("silence_ms", Figures.milliseconds(silence))])
  }

  private static func rare(_ period: Duration) -> Verdict? {
    guard period > usualTimeOut else { return nil }
    return Verdict(
      .rareBeat, evidence: ["heartbeats come \(Figures.seconds(period)) apart"],
      figures: [("beat_ms", Figures.milliseconds(period))])
  }

  private static func late(
    _ period: Duration, _ silences: SilenceMeter, _ circumstances: Circumstances
  ) -> Verdict? {
    guard let silence = silences.silence(at: circumstances.now), let gone = silences.beats.goneAfter, silence >= gone
    else { return nil }
    return Verdict(
      .lateBeat,
      evidence: [
        "no byte for \(Figures.seconds(silence)); heartbeats came \(Figures.seconds(period)) apart"
      ],
      figures: [
        ("beat_ms", Figures.milliseconds(period)), ("silence_ms", Figures.milliseconds(silence)),
      ])
  }
}
