package import StreamModel

/// When the parts of an answer came, by the definitions of AIPerf and guidellm.
package struct AnswerTimes: Equatable, Sendable {
  /// A pause between two chunks that is long beside the others.
  package struct Stall: Equatable, Sendable {
    package var duration: Duration
    /// When the chunk after it came.
    package var at: Moment
    /// The block of that chunk, and where in its text it fell, in bytes.
    package var block: Int
    package var offset: Int
  }

  package struct Gaps: Equatable, Sendable {
    package var median: Duration
    package var p99: Duration
    package var longest: Duration
  }

  /// No shorter pause is a stall.
  static let stallFloor = Duration.seconds(1)
  /// Pauses that are kept; the shortest go first.
  static let stallLimit = 64

  /// The start of the request; of a further answer on the same body its first event.
  package let start: Moment
  /// When the connection stood, if there was one for this answer.
  package let connected: Moment?
  /// Any event.
  package internal(set) var firstEvent: Moment?
  /// The first piece of thinking, text, refusal, or of a tool's name or arguments.
  package internal(set) var firstToken: Moment?
  /// The same without thinking.
  package internal(set) var firstText: Moment?
  package internal(set) var lastToken: Moment?
  /// Events that brought a token.
  package internal(set) var chunks = 0
  private var meter = GapMeter()
  private var recent = ChunkRate()
  private var pauses: [Stall] = []

  init(start: Moment, connected: Moment?) { (self.start, self.connected) = (start, connected) }

  package static func == (left: Self, right: Self) -> Bool {
    left.start == right.start && left.connected == right.connected && left.firstEvent == right.firstEvent
      && left.firstToken == right.firstToken && left.firstText == right.firstText && left.lastToken == right.lastToken
      && left.chunks == right.chunks && left.gaps == right.gaps && left.pauses == right.pauses
  }

  /// The gaps between chunks, counted by their length.
  package var chunkGaps: GapMeter { meter }

  /// Between chunks; `nil` before the second.
  package var gaps: Gaps? {
    guard let longest = meter.longest, let median = meter.quantile(0.5), let p99 = meter.quantile(0.99) else {
      return nil
    }
    return Gaps(median: median, p99: p99, longest: longest)
  }

  /// Chunks a second over the last two seconds; `nil` for half a second after the first.
  package func chunksPerSecond(at now: Moment) -> Double? {
    guard let firstToken, now - firstToken >= .milliseconds(500) else { return nil }
    return Double(recent.count(at: now)) * (.seconds(1) / min(now - firstToken, ChunkRate.span))
  }

  /// Pauses of a second and ten times the median at least, in order.
  package var stalls: [Stall] {
    guard let gaps else { return [] }
    let limit = max(Self.stallFloor, gaps.median * 10)
    return pauses.filter { $0.duration >= limit }
  }

  /// Takes note of a token event.
  ///
  /// - Parameters:
  ///   - block: which block its first piece belongs to, and where in its text the piece begins.
  mutating func token(at now: Moment, isThinking: Bool, block: Int, offset: Int) {
    chunks += 1
    if firstToken == nil { firstToken = now }
    if !isThinking, firstText == nil { firstText = now }
    if let lastToken, now - lastToken >= Self.stallFloor {
      pauses.append(Stall(duration: now - lastToken, at: now, block: block, offset: offset))
      if pauses.count > Self.stallLimit,
        let shortest = pauses.indices.min(by: { pauses[$0].duration < pauses[$1].duration })
      {
        pauses.remove(at: shortest)
      }
    }
    meter.add(events: 1, at: now)
    recent.add(at: now)
    lastToken = max(lastToken ?? now, now)
  }

  /// An event of thinking and of text at once: the text begins with it too.
  mutating func alsoText(at now: Moment) { if firstText == nil { firstText = now } }
}
