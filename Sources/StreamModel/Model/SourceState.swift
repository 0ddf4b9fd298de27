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
  /// Why the stream was not open last, and when that was told.
  public internal(set) var lastDisconnection: (reason: Disconnection, at: Moment)?
  /// Since when there is no stream: over all tries that failed since; `nil` while it is open.
  var downSince: Moment?

  public internal(set) var events = 0
  /// Bytes of bodies.
  public internal(set) var bytes = 0
  public internal(set) var comments = 0
  /// Lines and events that were over their limit and dropped.
  public internal(set) var overlong = 0
  /// Events that were not complete when their connection ended.
  public internal(set) var cut = 0
  /// Where in the source's wire the event begins that is not complete yet: from there the parser still needs it.
  var pendingOffset: UInt64 = 0
  /// What made no event because the standard ignores it.
  public internal(set) var ignored = Ignored()
  public internal(set) var lastByteAt: Moment?
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
  /// How often, when and why an open stream was lost.
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
  public var awaitingResponse: Attempt? {
    connection.isConnecting && head == nil ? attempts.last : nil
  }

  /// Since when the stream is open.
  public var openSince: Moment? { connection.openSince }
}
