package import Findings
package import ModelAnswers
package import StreamModel

/// Why a request is made.
package enum RequestKind: Sendable {
  /// As the user gave it.
  case plain
  /// The same as browsers make it: with the codings that they accept, and an origin.
  case browser
  /// As the user gave it, once more: whether the server answers a second one at all.
  case again
  /// From the id of an event that has come.
  case resume
  /// None: a file or a pipe.
  case file
}

/// A request of a diagnosis, and all that came of it.
///
/// A state of its own each, so that what is counted in one is not mixed with the others.
package struct ExaminedRequest: Sendable {
  package let kind: RequestKind
  package let startedAt: Moment
  /// What it was asked to go on from; empty for nothing.
  package let lastEventID: [UInt8]
  /// The newest events of the plain request when this one was made to go on from one of them.
  package let known: [Arrivals.Newest]
  package private(set) var state: StreamState
  package private(set) var board = FindingBoard(sources: 1)
  package private(set) var arrivals = Arrivals()
  /// The answers of a language model among what it brought; only of what is judged for itself.
  package private(set) var answers: AnswerReaders?
  /// The head of the last response, also while the next one is awaited.
  package private(set) var head: ResponseHead?
  /// When it was ended on this side; `nil` before.
  package private(set) var stoppedAt: Moment?

  /// Bytes of the stream that are kept: no more than rules look at.
  private static let byteLimit = 1 << 20

  /// - Parameters:
  ///   - url: as it may be shown.
  ///   - lines: what is asked for, as it may be shown.
  ///   - byteLimit: what one event may take.
  ///   - known: the plain request's newest events, of a request to resume.
  ///   - dialect: how answers of language models are written.
  package init(
    _ kind: RequestKind, url: String, lines: [String] = [], lastEventID: [UInt8] = [], byteLimit: Int = 0,
    reconnectionTime: Duration = .seconds(3), known: [Arrivals.Newest] = [], dialect: DialectChoice = DialectChoice(),
    at now: Moment
  ) {
    (self.kind, self.lastEventID, self.known, startedAt) = (kind, lastEventID, known, now)
    state = StreamState(
      urls: [url], reconnectionTime: reconnectionTime, lastEventID: lastEventID,
      byteLimit: max(Self.byteLimit, byteLimit), requests: [lines])
    if kind == .plain || kind == .file { answers = AnswerReaders(dialect, sources: 1) }
  }

  package var source: SourceState { state.sources[0] }
  /// The worst first is the board's own order of times: the report ranks them.
  package var findings: [Finding] { board.findings[0] }

  /// Whether it is a recording that has times.
  package var isTimed: Bool { kind == .file && source.attempts.contains { $0.response.map { $0.status > 0 } ?? false } }

  /// The program was stopped until now, or its machine slept.
  package mutating func programContinued(at now: Moment) { state.programContinued(at: now) }

  /// The machine had more to run than it has processors for.
  package mutating func machineWasBusy(since start: Moment, at now: Moment) {
    state.machineWasBusy(since: start, at: now)
  }

  /// Takes in what the source reports; nothing after it was stopped.
  ///
  /// - Parameter read: sees the new records before the log makes room.
  package mutating func receive(_ report: Report, reading read: (Range<Int>, StreamState) -> Void = { _, _ in }) {
    guard stoppedAt == nil else { return }
    if case .head(let head) = report { self.head = head }
    let before = state.log.positions.upperBound
    // Taken out meanwhile: two parts of one value are not changed at once.
    var arrivals = Arrivals()
    swap(&arrivals, &self.arrivals)
    var answers = self.answers.take()
    state.apply(report, source: 0) { state in
      arrivals.receive(before..<state.log.positions.upperBound, in: state.log)
      if case .state(let change, let now) = report { answers?.receive(change, of: 0, in: state, at: now) }
      answers?.receive(before..<state.log.positions.upperBound, in: state.log)
      read(before..<state.log.positions.upperBound, state)
    }
    swap(&arrivals, &self.arrivals)
    self.answers = answers
    if case .state(_, let now) = report { judge(at: now) }
  }

  /// Judges it.
  package mutating func judge(at now: Moment) {
    if let reader = answers?.readers[0], reader.current != nil { board.set(reader.verdicts, of: 0) }
    _ = board.judge(state, at: now)
  }

  /// It is over, by a wish of this side, which says nothing of the server.
  package mutating func stop(at now: Moment) {
    guard stoppedAt == nil else { return }
    judge(at: now)
    stoppedAt = now
  }

  // MARK: What came of it

  private var firstAttempt: Attempt? { source.attempts.first }

  /// When the request was on its way.
  package var askedAt: Moment { firstAttempt.flatMap { $0.askedAt ?? $0.beganAt } ?? startedAt }

  /// From the request to the response headers; `nil` while there are none.
  package var headWait: Duration? {
    firstAttempt.flatMap { attempt in attempt.openedAt.map { $0 - askedAt } }
  }

  package var firstEventWait: Duration? { arrivals.first.first.map { $0.at - askedAt } }

  /// How much of its wait for response headers a busy machine explains.
  var excused: Duration { firstAttempt?.excused ?? .zero }

  package var isOpen: Bool { source.openSince != nil }
  package var wasOpen: Bool { source.openings > 0 }

  /// Why it is over for good; `nil` while it goes on.
  package var end: Disconnection? {
    if case .closed(let reason) = source.connection { reason } else { nil }
  }
}
