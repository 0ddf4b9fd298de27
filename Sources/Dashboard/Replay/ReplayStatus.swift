public import StreamModel

/// Where the replay of a recording stands, as the header tells it.
public struct ReplayStatus: Equatable, Sendable {
  public enum Course: Equatable, Sendable {
    case playing
    case paused
    /// On its way to a place.
    case seeking
    /// Read to the end.
    case ended
  }

  public var course: Course
  /// How many times faster than it was recorded; `nil` for as fast as it can be read.
  public var speed: Double?
  /// Whether it has times of its own.
  public var isTimed: Bool
  /// The moment that is shown.
  public var position: Moment
  /// When the recording begins, and ends if that is known.
  public var start: Moment
  public var end: Moment?
  /// The latest moment that was ever read.
  public var farthest: Moment
  /// Events up to the position.
  public var events: Int
  /// Events that were ever read, and whether there are no more.
  public var farthestEvents: Int
  public var isWhole: Bool
  /// Of what is read while its end is in view already, how much was counted, in percent.
  public var counted: Int?
  /// Places that are worth a look.
  public var marks = ReplayMarks()

  public init(
    course: Course, speed: Double?, isTimed: Bool, position: Moment, start: Moment = .start, end: Moment? = nil,
    farthest: Moment, events: Int, farthestEvents: Int, isWhole: Bool
  ) {
    (self.course, self.speed, self.isTimed, self.position) = (course, speed, isTimed, position)
    (self.start, self.end, self.farthest) = (start, end, farthest)
    (self.events, self.farthestEvents, self.isWhole) = (events, farthestEvents, isWhole)
  }

  /// Whether the clock of the replay stands.
  var isStill: Bool { course == .paused || course == .ended }
}
