import Text

/// What is recorded of the raw stream, as the foot of the screen tells it.
public struct RecordingProgress: Equatable, Sendable {
  /// The file that was begun last.
  public var path: String
  /// What was written into all files.
  public var bytes: Int
  public var events: Int

  public init(path: String, bytes: Int, events: Int) { (self.path, self.bytes, self.events) = (path, bytes, events) }

  /// `1.2 MiB, 1,234 events`
  public var amount: String { "\(Quantity.bytes(bytes)), \(Quantity.counted(events, "event"))" }
}
