import StreamModel
import Text

/// What heartbeats tell.
enum BeatRules {
  private static let usualTimeOut = Duration.seconds(55)

  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
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
