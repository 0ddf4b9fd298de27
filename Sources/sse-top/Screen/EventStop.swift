import Dashboard
import EventFilter
import StreamModel

/// Stops the dashboard at an event that matched: the view of what goes on at once, a recording as soon as what has come
/// is taken.
struct EventStop {
  /// Where a recording is to stand still.
  private var waiting: (number: Int, position: Int, filter: EventFilter)?

  /// An event has matched.
  mutating func reached(_ position: Int, _ filter: EventFilter, _ program: Program, _ view: inout ViewState) {
    let state = program.model.state
    guard program.replay == nil else {
      let later = (position..<state.log.positions.upperBound).dropFirst().count { state.log[$0].kind == .event }
      waiting = (state.events - later, position, filter)
      return
    }
    view.answers = program.processor.answerReaders
    view.stop(at: position, filter, in: state, at: program.now)
    view.answers = nil
  }

  /// Goes back in a recording to the event to stop at; what came through a pipe stands still a little after it.
  mutating func goBack(_ program: Program, _ view: inout ViewState) {
    guard let (number, position, filter) = waiting, let replay = program.replay else { return }
    waiting = nil
    let isThere = replay.stop(at: number)
    view.replay = replay.status(at: program.now)
    view.stop(at: isThere ? nil : position, filter, in: program.model.state, at: program.now)
  }
}
