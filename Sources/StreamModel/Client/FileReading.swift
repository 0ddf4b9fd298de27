/// How far a file was read, and what that amounts to: bytes and marks in, reports out, no input of its own.
///
/// A value: who keeps a copy can read on from there again, and gets the same.
struct FileReading: Sendable {
  enum Part {
    case beginning
    case piece(RecordingReader.Piece)
    /// The file ended; by itself if there is no reason.
    case end(Disconnection?)
  }

  private let title: String
  private let playhead: any Playhead
  private let options: FileSource.Options
  private var session: SourceSession
  private var reader: RecordingReader?
  /// The time of the calendar at which the recording's `at` is zero.
  private var start: Duration?
  private var recorded: Moment?
  private var connection: Int?
  /// `start` when that connection was opened; `nil` when it has ended.
  private var openedSince: Duration?
  /// Why the last connection ended, if no other was to follow.
  private var lastWords = ""
  /// The state that was reported last, or would have been had it not been cut off.
  private var state = ConnectionMachine.State.idle
  private var head: ResponseHead
  private var isShown: Bool
  /// Whether anything lay between the bounds.
  private var hasShown = false
  /// What is still to be reported.
  var gathered: [Report] = []
  /// Events that were read and are shown, if they are counted.
  private(set) var events = 0
  private let countsEvents: Bool
  /// How much was taken of what the file holds.
  private(set) var amount = Amount()

  /// Marks and bytes between them that were taken: the same for the same place, however the file comes in chunks.
  struct Amount: Comparable, Sendable {
    var marks = 0
    var bytes = 0

    static func < (left: Self, right: Self) -> Bool { (left.marks, left.bytes) < (right.marks, right.bytes) }
  }
  /// Whether the end was reported.
  private(set) var hasEnded = false

  init(
    title: String, playhead: any Playhead, options: FileSource.Options,
    session: SourceSession
  ) {
    (self.title, self.playhead, self.options, self.session) = (title, playhead, options, session)
    head = ResponseHead(status: 0, version: title)
    isShown = options.from == nil
    countsEvents = playhead.control != nil
  }

  /// The time of what was read last.
  var now: Moment { recorded ?? replayed ?? playhead.now }
  /// The time at which bytes without a recorded time were read first, while they are read again.
  private var replayed: Moment?

  /// From here on it is read again, or for the first time again.
  mutating func resume(at moment: Moment?) { replayed = moment }

  /// Decides what the file is; false if more of it is needed.
  ///
  /// - Throws: a `Disconnection` for what is nothing to be read here.
  mutating func recognise(_ beginning: [UInt8], isWhole: Bool) throws -> Bool {
    if let format = options.format {
      session.begin(format)
      if format == .eventStream, RecordingReader.isRecording(beginning) { reader = RecordingReader() }
      return true
    }
    guard let kind = FileKind(beginning, isWhole: isWhole) else { return false }
    switch kind {
    case .eventStream: break
    case .recording: reader = RecordingReader()
    case .lines: session.begin(.lines)
    case .sequence: session.begin(.sequence)
    case .other(let what):
      gathered.append(.refusal(Array(beginning.prefix(4096))))
      throw Disconnection.notEvents(what)
    }
    if reader == nil, options.from != nil || options.to != nil {
      throw Disconnection.unreadable("it has no recorded times that --from and --to could cut")
    }
    return true
  }

  mutating func pieces(of bytes: [UInt8]) -> [RecordingReader.Piece] {
    guard let pieces = reader?.push(bytes) else { return bytes.isEmpty ? [] : [.bytes(bytes)] }
    return pieces
  }

  /// What the end of the file leaves.
  mutating func rest() -> [RecordingReader.Piece] { reader?.finish() ?? [] }

  /// When a mark's time was; a clock that was set back does not turn the time back.
  mutating func moment(of mark: Mark) -> Moment {
    if case .start(let time) = mark.content { start = time }
    let moment = playhead.moment(at: mark.at, since: start)
    return max(moment, recorded ?? moment)
  }

  mutating func receive(_ part: Part) -> [Report] {
    switch part {
    case .beginning: return change(to: .connecting(attempt: 1))
    case .piece(.bytes(let bytes)):
      amount.bytes += bytes.count
      return opened() + batches(bytes)
    case .piece(.mark(let mark)):
      amount.marks += 1
      recorded = moment(of: mark)
      return shown() + receive(mark)
    case .end(let reason):
      var reports = gathered
      gathered = []
      if reason?.isWhole ?? true { reports += opened() + finished() }
      if !hasShown, options.from != nil || options.to != nil, !options.emptiness.isEmpty {
        lastWords = options.emptiness
      }
      // What was cut off to the end leaves nothing but its end.
      isShown = true
      hasEnded = true
      return reports + change(to: .closed(reason ?? .endOfFile(lastWords)))
    }
  }

  private mutating func receive(_ mark: Mark) -> [Report] {
    switch mark.content {
    case .start, .source, .literal, .line, .unfinished: return []
    case .time(let connection):
      guard connection != self.connection else { return [] }
      return open(connection)
    case .open(let connection, let status, let version):
      // The files of a rotated recording, one after the other: each repeats the connection that goes on in it.
      if state.isOpen, connection == self.connection, start != nil, start == openedSince { return [] }
      head = ResponseHead(status: status, version: version.isEmpty ? title : version)
      return open(connection)
    case .end(let code, let attempt, let wait, let reason):
      guard let wait else {
        // Only the file's own end closes it; until then there may be another connection.
        lastWords = reason
        openedSince = nil
        session.reconnect(isFirstLine: false)
        return []
      }
      // A try that failed had no opening to be told of.
      var reports: [Report] = []
      if state.isWaiting || attempt > 1 { reports += change(to: .connecting(attempt: attempt)) }
      return reports + change(to: .waiting(until: now + wait, after: .other(code: code, reason)))
    }
  }

  private mutating func open(_ connection: Int) -> [Report] {
    self.connection = connection
    openedSince = start
    lastWords = ""
    session.reconnect(isFirstLine: false)
    let reports = state.isConnecting ? [] : change(to: .connecting(attempt: 1))
    return reports + [.head(head)].filter { _ in isShown } + change(to: .open(since: now))
  }

  /// Opens what has begun without a mark that says so.
  private mutating func opened() -> [Report] {
    guard connection == nil else { return [] }
    connection = 1
    let reports: [Report] = isShown ? [.head(head)] : []
    return reports + change(to: .open(since: now))
  }

  /// Begins to show what a cut leaves, with the state as it is by then.
  private mutating func shown() -> [Report] {
    guard !isShown, let from = options.from, now >= from else { return [] }
    isShown = true
    guard state.isOpen else { return [] }
    return [.head(head), .state(state, at: now)]
  }

  private mutating func change(to state: ConnectionMachine.State) -> [Report] {
    self.state = state
    // The first is reported in any case: something is read, and passed over.
    return isShown || state == .connecting(attempt: 1) && connection == nil ? [.state(state, at: now)] : []
  }

  private mutating func batches(_ bytes: [UInt8]) -> [Report] {
    var batches: [Report] = []
    var start = 0
    while start < bytes.count {
      var batch = session.receive(bytes, from: &start, at: now)
      if isShown {
        if countsEvents { events += batch.records.count { $0.kind == .event } }
        hasShown = hasShown || !batch.records.isEmpty
      } else {
        batch.isCut = true
        batch.records = []
      }
      batches.append(.batch(batch))
    }
    return batches
  }

  private mutating func finished() -> [Report] {
    guard var batch = session.finish(at: now) else { return [] }
    if countsEvents, isShown { events += batch.records.count { $0.kind == .event } }
    batch.isCut = !isShown
    return [.batch(batch)]
  }
}

extension FileReading {
  /// How many of the bytes that come next bring so many events and no more; `nil` if they bring no more than that.
  ///
  /// Reads them for a trial, and nothing of it stays.
  func prefix(of bytes: [UInt8], events limit: Int) -> Int? {
    guard limit > 0 else { return 0 }
    let first = session.position
    guard let last = records(in: bytes[...]).filter({ $0.kind == .event }).dropFirst(limit - 1).first else {
      return nil
    }
    // The event is complete with the end of the line behind its last one, of which the record does not tell.
    let least = Int(clamping: last.end - min(last.end, first))
    for length in least...(least + 4) where length < bytes.count {
      if records(in: bytes[..<length]).count(where: { $0.kind == .event }) >= limit { return length }
    }
    return nil
  }

  private func records(in bytes: ArraySlice<UInt8>) -> [Record] {
    var (trial, records, start) = (session, [Record](), 0)
    let bytes = Array(bytes)
    while start < bytes.count { records += trial.receive(bytes, from: &start, at: .start).records }
    return records
  }
}
