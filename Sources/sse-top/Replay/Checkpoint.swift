import EventFields
import Findings
import ModelAnswers
import StreamModel

/// All that was known at a place of a replay, so that it can be shown from there on again.
nonisolated struct Checkpoint {
  /// With the newest of the log only.
  let state: StreamState
  let findings: FindingBoard
  let findingNotices: FindingNotices
  let answers: AnswerReaders?
  /// What of them is counted; `nil` if nothing is, or was not to the end.
  let groups: EventGroups?
  /// Where each file stood.
  let places: [FilePlace]
  /// The latest time that was read.
  let moment: Moment

  var events: Int { places.reduce(0) { $0 + $1.events } }
  var offset: Int { places.reduce(0) { $0 + $1.offset } }
  /// About how many bytes it holds on to.
  var weight: Int {
    let values = state.checkpointWeight + (groups?.checkpointWeight ?? 0) + (answers?.weight ?? 0)
    return places.reduce(values) { $0 + $1.weight }
  }
}
