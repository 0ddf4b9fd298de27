/// Everything that is known about one source.
public struct SourceState: Sendable {
  /// The URL as it may be shown.
  public let url: String
  /// What the user calls it, if anything.
  public internal(set) var name: String?
  /// What is asked for, as it may be shown: the request line, then a line a header, and in parentheses by which way.
  public internal(set) var request: [String] = []
  /// The lines of the request as it was sent on the newest attempt, as they may be shown; empty before.
  public internal(set) var sentRequest: [String] = []
  public internal(set) var connection = ConnectionMachine.State.idle
  /// The head of the last response; `nil` before the first, and while a new one is awaited.
  public internal(set) var head: ResponseHead?
  /// The start of the body of the last response, if that was no event stream.
  public internal(set) var refusal: [UInt8] = []
  /// How often the stream was opened.
  public internal(set) var openings = 0
  /// How often an open stream was lost.
  public internal(set) var losses = 0
  /// Why the stream was not open last, and since when.
  public internal(set) var lastDisconnection: (reason: Disconnection, at: Moment)?

  public internal(set) var events = 0
  /// Bytes of bodies.
  public internal(set) var bytes = 0
  public internal(set) var comments = 0
  /// Lines and events that were over their limit and dropped.
  public internal(set) var overlong = 0
  /// Events that were not complete when their connection ended.
  public internal(set) var cut = 0
  /// Bytes of the event that is not complete yet.
  var pendingBytes = 0
  /// What made no event because the standard ignores it.
  public internal(set) var ignored = Ignored()
  public internal(set) var lastByteAt: Moment?
  /// When the first event of the present connection came; with the head's `timings` the last of a request's phases.
  public internal(set) var firstEventAt: Moment?
  public internal(set) var lastEventID: [UInt8]
  public internal(set) var reconnectionTime: Duration
  public internal(set) var eventRate = RateHistory()
  public internal(set) var byteRate = RateMeter()
  /// The gaps between events of one connection.
  public internal(set) var gaps = GapMeter()
  public internal(set) var silences = SilenceMeter()
  public internal(set) var ids = SequenceTracker()
  /// The newest tries to connect, oldest first; at most `Attempt.limit`.
  public internal(set) var attempts: [Attempt] = []
  /// All tries to connect.
  public internal(set) var attemptCount = 0
  public internal(set) var drops = DropLog()
  /// How the bytes came and what was wrong with them: what findings are made of.
  package internal(set) var body = BodyMeter()
  /// What reconnects have lost or brought again.
  package internal(set) var ledger = Ledger()

  init(url: String, reconnectionTime: Duration, lastEventID: [UInt8]) {
    self.url = url
    self.reconnectionTime = reconnectionTime
    self.lastEventID = lastEventID
  }

  /// How often the stream was opened again.
  public var reconnects: Int { max(openings - 1, 0) }

  /// The attempt that has no response yet.
  public var unanswered: Attempt? {
    guard case .connecting = connection, head == nil else { return nil }
    return attempts.last
  }

  /// Since when the stream is open.
  public var openSince: Moment? {
    if case .open(let since) = connection { since } else { nil }
  }
}

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
  }
}
