import EventFiles
import Findings
import StreamModel

/// Going back and forth in a replay.
extension ReportProcessor {
  /// Takes what only a replay is concerned with, and says whether the report was that.
  func receive(_ report: Report, source: Int, _ track: ReplayTrack) -> Bool {
    switch report {
    case .reached(let place) where !track.isStale(source):
      track.reached(place, source) { checkpoint(at: $0) }
      return true
    case .jumped(let number, let repeats):
      let checkpoint = track.jumped(number, source, repeats: repeats) { self.checkpoint(at: $0) }
      if let checkpoint { resume(checkpoint) }
      return true
    case .caughtUp:
      track.caughtUp(source)
      return true
    default: return track.isStale(source)
    }
  }

  /// Takes a report of a replay, and sees what it changes. Findings are judged by its times: however fast it is read,
  /// the same is found at the same place.
  func receive(_ report: Report, source: Int, _ track: ReplayTrack, _ apply: () -> Void) {
    let (before, events) = (ReplayTrack.Figures(model.state.sources[source]), model.state.events)
    apply()
    hasUnjudged = true
    track.look(
      at: report, of: source, before: before, after: ReplayTrack.Figures(model.state.sources[source]),
      stall: { model.state.sources[source].stall }, missing: { model.state.sources[source].ids.findings?.missing },
      events: events)
    guard case .batch(let batch) = report, track.replay.isTimed, findings.isDue(at: batch.at) else { return }
    judge(at: batch.at)
  }

  func checkpoint(at places: [FilePlace]) -> Checkpoint {
    Checkpoint(
      state: model.state.checkpoint, findings: findings, findingNotices: findingNotices, answers: models,
      groups: groupsInView?(model.state), places: places, moment: places.map(\.moment).max() ?? .start)
  }

  /// Sums up what was read, wherever in it a replay stands: to be called at the end.
  var summedUp: Checkpoint? { track?.farthest }

  func resume(_ checkpoint: Checkpoint) {
    model.resume(checkpoint.state)
    (findings, findingNotices, models) = (checkpoint.findings, checkpoint.findingNotices, checkpoint.answers)
    newFindings = []
    resumed?(model.state, checkpoint.groups)
  }
}
