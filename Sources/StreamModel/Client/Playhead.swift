/// The time by which files are read: that of a recording, or the present where a file has none.
public protocol Playhead: Sendable {
  /// The present moment.
  var now: Moment { get }
  /// The moment of a recorded time.
  ///
  /// - Parameters:
  ///   - at: since the recording's beginning.
  ///   - start: when that was, since 1970; `nil` if the recording does not say.
  func moment(at: Duration, since start: Duration?) -> Moment
  /// Whether `reach` may wait, so that what came before is to be shown first.
  var isPaced: Bool { get }
  /// Takes note that a recording has got so far, and waits until it is time for it.
  ///
  /// - Throws: `CancellationError`.
  func reach(_ moment: Moment) async throws
  /// The file has ended, or is read no further.
  func end()
}

/// A playhead under somebody's control.
package protocol ControlledPlayhead: Playhead, FileControl {}

extension Playhead {
  /// Who decides when the file is read on and where; `nil` for a file that is read once from its beginning to its end.
  var control: (any FileControl)? { self as? any ControlledPlayhead }
}
