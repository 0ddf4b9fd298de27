public import StreamModel

/// What is asked of the player of a recording.
public enum ReplayRequest: Equatable, Sendable {
  /// Pauses, or plays on.
  case toggle
  /// So many events on, or back.
  case step(events: Int)
  /// To where so many events have come.
  case event(Int)
  /// So long on, or back.
  case skip(Duration)
  /// To a moment.
  case moment(Moment)
  /// To the end.
  case end
  /// To the next place of these kinds that is worth a look, or the one before.
  case place([ReplayMarks.Kind], isForward: Bool)
  /// To the next greater speed, or the next smaller.
  case faster, slower
  /// So many times faster than it was recorded, as it was typed.
  case speed(String)
}
