/// When bytes come while a connection is open, and when they are overdue.
///
/// What is usual is learnt: the longest gap between bytes of late, forgotten by and by over half an hour of listening. A
/// server's heartbeats are bytes too, so a stream that has them is missed after two of them.
public struct SilenceMeter: Sendable {
  /// What to think of a silence.
  public enum Alarm: Comparable, Sendable {
    case usual
    /// Longer than the stream is usually silent; amber.
    case quiet
    /// Long enough to doubt that anybody is there; red.
    case stalled
  }

  /// Since when the open connection is silent; `nil` while it is not open.
  package private(set) var silentSince: Moment?
  /// How long it is from one comment to the next, the younger ones counting more; `nil` before the second.
  public private(set) var commentGap: Duration?
  /// What keeps the connection when there is nothing to say.
  package private(set) var beats = BeatMeter()
  /// What lies before is no silence: the program was stopped until then, or its machine slept.
  private var interruptedAt: Moment?
  private var longestEnded = Duration.zero
  private var lastByteAt: Moment?
  private var lastCommentAt: Moment?
  private var usual = Duration.zero
  private var gaps = 0

  /// Gaps that have to be seen before a silence is judged by them alone.
  private static let enoughGaps = 8
  private static let memory = Duration.seconds(1800)

  public init() {}

  mutating func opened(at now: Moment) { silentSince = now }

  /// Bytes have come, comments and events among them or not; beats are events that say nothing.
  mutating func heard(comments: Int, events: Int = 0, beats: Int = 0, at now: Moment) {
    end(at: now)
    silentSince = now
    self.beats.heard(beats: comments + beats, events: events - beats, at: now)
    if let lastByteAt { learn(now - lastByteAt) }
    lastByteAt = now
    guard comments > 0 else { return }
    if let lastCommentAt {
      let gap = now - lastCommentAt
      commentGap = commentGap.map { $0 + (gap - $0) / 8 } ?? gap
    }
    lastCommentAt = now
  }

  /// The connection is not open any more.
  mutating func closed(at now: Moment) {
    end(at: now)
    (silentSince, lastByteAt, lastCommentAt) = (nil, nil, nil)
    beats.closed()
  }

  /// The program was stopped until now, or its machine slept.
  mutating func interrupt(at now: Moment) {
    if silentSince != nil { interruptedAt = now }
    (lastByteAt, lastCommentAt) = (nil, nil)
    beats.closed()
  }

  private mutating func end(at now: Moment) {
    longestEnded = max(longestEnded, silence(at: now) ?? .zero)
    interruptedAt = nil
  }

  /// As far as it is one of the stream's.
  package func silence(at now: Moment) -> Duration? {
    silentSince.map { now - max($0, interruptedAt ?? $0) }
  }

  private mutating func learn(_ gap: Duration) {
    let gap = min(max(gap, .zero), Self.memory)
    gaps += 1
    usual -= usual * (gap / Self.memory)
    usual = max(usual, gap)
  }
}

// MARK: - Reading

extension SilenceMeter {
  /// The longest time without a byte on an open connection, the present silence counted.
  public func longestSilence(at now: Moment) -> Duration {
    max(longestEnded, silence(at: now) ?? .zero)
  }

  /// After which silence to worry: two heartbeats where they are known, else twice what is usual, but not before five
  /// seconds; fifteen while too little is known.
  var quietAfter: Duration {
    beats.lateAfter ?? max(usual * 2, gaps < Self.enoughGaps ? .seconds(15) : .seconds(5))
  }

  /// After which silence to give up hope: three heartbeats and a second where they are known, else four times what is
  /// usual, but not before twenty seconds; sixty while too little is known.
  package var stalledAfter: Duration {
    beats.goneAfter ?? max(usual * 4, gaps < Self.enoughGaps ? .seconds(60) : .seconds(20))
  }

  /// What to think of the present silence; `nil` while the connection is not open.
  public func alarm(at now: Moment) -> Alarm? {
    guard let silence = silence(at: now) else { return nil }
    if silence >= stalledAfter { return .stalled }
    return silence >= quietAfter ? .quiet : .usual
  }
}
