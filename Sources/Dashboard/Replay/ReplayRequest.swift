public import StreamModel

/// What is asked of the player of a recording.
public enum ReplayRequest: Equatable, Sendable {
  /// Pauses, or plays on.
  case toggle
  /// So many events on, or back.
  case step(events: Int)
  /// So long on, or back.
  case skip(Duration)
  /// To a moment.
  case moment(Moment)
  /// To the next greater speed, or the next smaller.
  case faster, slower
  /// So many times faster than it was recorded; `nil` for as fast as it can be read.
  case speed(Double?)
}
