/// A change of a source's connection, as the feed tells it.
public struct Notice: Equatable, Sendable {
  /// Bytes of an event ID that a notice keeps.
  static let idLimit = 256

  public var source: Int
  public var at: Moment
  public var change: Change

  public enum Change: Equatable, Sendable {
    /// Opened for the first time.
    case opened(ResponseHead)
    /// Opened again.
    ///
    /// - after: time since the stream was lost; lastEventID: the start of what the request carried; attempts: how
    ///   many it took.
    case reopened(after: Duration, lastEventID: [UInt8], attempts: Int)
    /// Since it was opened again ids that count have shown that events are missing, or came once more.
    case resumed(missing: Int, repeated: Int)
    /// Lost, or a try failed; the next one is due after `wait`.
    case lost(Disconnection, attempt: Int, wait: Duration)
    /// A request does not carry the last event ID that there is.
    case unsentID(UnsentID)
    case closed(Disconnection)
    /// This machine slept; what its clocks say of that time is no server's doing.
    case slept(Duration)
    /// Something wrong with the stream was found: its code, what it is in a sentence, and what helps first, if
    /// something does.
    case found(code: String, title: String, remedy: String?, isError: Bool)
  }
}
