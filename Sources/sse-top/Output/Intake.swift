import EventFields
import EventOutput
import StreamModel

/// Takes what the sources report, in order: into the model, and where there is no dashboard out of it again.
///
/// It returns when the output has everything, and until then the inbox fills up: so a slow reader slows the socket, and
/// nothing is lost on the way. It also knows when the run ends by itself.
final class Intake {
  /// Bytes of output that are written without waiting for more.
  private static let piece = 1 << 16
  /// Bytes of output that are written in the middle of a report: little on the wire can be much in lines.
  private static let largePiece = 1 << 20

  let model: StreamModel
  private var sieve: Sieve
  private var progress: Progress
  /// What `--by` counts; `nil` if nobody asked for it.
  private(set) var groups: GroupTable?
  /// What is told of a filter when it comes to that; the dashboard does it for its own.
  private var watched: [WatchedFilter]
  private var output: LineOutput?
  private var doorbell: Doorbell?
  private var answers = AnswerWatch()
  /// Whether the doorbell is about to ring for answers that are missing.
  private var isWatchingAnswers = false
  /// The exit status, once the run has ended by itself.
  private(set) var status: Int32?

  init(_ model: StreamModel, _ selection: Selection, _ endings: Endings, groups: GroupTable? = nil) {
    self.model = model
    self.groups = groups
    sieve = Sieve(selection)
    progress = Progress(endings)
    watched = WatchedFilter.of(selection, endings)
  }

  /// Comes before the first report.
  func begin(_ doorbell: Doorbell, output: LineOutput? = nil) {
    (self.doorbell, self.output) = (doorbell, output)
    if output == nil { watched.removeAll { $0.option == "--filter" } }
  }

  /// Takes what has gathered, which costs one `write` for all of it, unless it is much.
  func take(_ deliveries: [Inbox.Delivery]) {
    for delivery in deliveries {
      for report in delivery.reports { take(report, source: delivery.source) }
      if let output, output.lines.bytes.count >= Self.piece { flush() }
    }
    guard status == nil else { return }
    flush()
    watchAnswers()
    for index in watched.indices { if let notice = watched[index].notice() { StandardError.say(notice) } }
    if let reason = progress.end { return end(progress.judged(ExitCode.success), because: reason) }
    if output != nil, let status = Self.status(of: model.state.sources) { end(progress.judged(status), because: "") }
  }

  private func take(_ report: Report, source: Int) {
    let first = model.state.log.positions.upperBound
    guard status == nil, !progress.isOver else {
      return model.apply(report, source: source) { group(first..<$0.log.positions.upperBound, $0) }
    }
    model.apply(report, source: source) { state in
      group(first..<state.log.positions.upperBound, state)
      output?.begin()
      if case .state(let change, let now) = report { take(change, of: source, at: now, state) }
      take(first..<state.log.positions.upperBound, state)
    }
    if case .progress = report { watchAnswers() }
  }

  /// Counts events by the value of a path, whatever is shown: as the table of types does.
  private func group(_ positions: Range<Int>, _ state: StreamState) {
    guard groups != nil else { return }
    Self.count(positions, state.log, &groups)
  }

  private static func count(_ positions: Range<Int>, _ log: EventLog, _ groups: inout GroupTable?) {
    log.forEachPiece(of: positions) { _, records in
      for record in records where record.kind == .event { groups?.count(record, in: log) }
      return true
    }
  }

  private func take(_ change: ConnectionMachine.State, of source: Int, at now: Moment, _ state: StreamState) {
    if case .open = change, state.sources[source].openings == 1 {
      output?.outlet.begin()
      output?.lines.open()
    }
    guard let change = StateChange(change, of: state.sources[source], at: source, now: now) else { return }
    output?.lines.change(change, at: now)
  }

  private func take(_ positions: Range<Int>, _ state: StreamState) {
    guard let output else { return count(positions, state) }
    var rest = positions
    while let stop = Self.write(rest, state, &sieve, &progress, to: &output.lines) {
      if let told = stop.told { tell(state.log[told], state) } else { flush() }
      guard self.output != nil else { return }
      rest = stop.next..<positions.upperBound
    }
  }

  /// Why writing has stopped before the end.
  private struct Stop {
    /// The position to go on from.
    var next: Int
    /// That of a record to tell; without one there is much to write.
    var told: Int?
  }

  /// Writes events and comments up to the first record that is told instead, or to the one that ends the run.
  ///
  /// What each event may change is lent once for all: a class checks each access to what it holds.
  ///
  /// - Returns: `nil` at the end.
  private static func write(
    _ positions: Range<Int>, _ state: StreamState, _ sieve: inout Sieve, _ progress: inout Progress,
    to lines: inout OutputLines
  ) -> Stop? {
    var stop: Stop?
    state.log.forEachPiece(of: positions) { first, records in
      for (index, record) in records.enumerated() {
        switch record.kind {
        case .event:
          let isShown = sieve.shows(record, in: state)
          progress.count(record, isShown: isShown, in: state)
          // What was waited for is told, whatever the filters leave out.
          if isShown || progress.isUntilMet { lines.event(record, in: state.log) }
          if progress.isOver { return false }
        case .comment: lines.comment(record, in: state.log, isShown: sieve.showsComment(record, in: state))
        case .notice, .overlong:
          stop = Stop(next: first + index + 1, told: first + index)
          return false
        }
        if lines.bytes.count >= largePiece {
          stop = Stop(next: first + index + 1)
          return false
        }
      }
      return true
    }
    return stop
  }

  /// Without an output events only count for what may end the run.
  private func count(_ positions: Range<Int>, _ state: StreamState) {
    guard progress.hasEndings else { return }
    for position in positions where state.log[position].kind == .event {
      let record = state.log[position]
      progress.count(record, isShown: sieve.shows(record, in: state), in: state)
      if progress.isOver { return }
    }
  }

  /// What is said on standard error keeps its place among the lines.
  private func tell(_ record: Record, _ state: StreamState) {
    flush()
    if record.kind == .overlong { return Narrator.sayOverlong() }
    if let notice = state.notice(record) { Narrator.say(notice, state) }
  }

  /// Writes what there is, and ends the run if that fails.
  private func flush() {
    guard let output, let doorbell, let failure = output.flush(unless: doorbell), status == nil else { return }
    switch failure {
    // Who interrupted ends the run.
    case .interrupted: self.output = nil
    case .readerGone: endWithoutReader()
    case .system:
      StandardError.say("sse-top: \(output.outlet.name) cannot be written to: \(failure.sentence)")
      self.output = nil
      end(ExitCode.writeError, because: "")
    }
  }

  // MARK: Answers that do not come

  /// Has the doorbell rung when there is something to say; the dashboard shows it by itself.
  private func watchAnswers() {
    guard !isWatchingAnswers, let output, let doorbell, let due = answers.next(in: model.state) else { return }
    isWatchingAnswers = true
    let pause = max(due - output.now, .milliseconds(100))
    Task { @concurrent in
      try? await Task.sleep(for: pause)
      doorbell.ring(.time)
    }
  }

  /// Time has passed: says which servers do not answer.
  func tellAnswersMissing() {
    isWatchingAnswers = false
    guard status == nil, let output else { return }
    for index in answers.due(in: model.state, at: output.now) {
      Narrator.sayUnanswered(model.state.sources[index], at: output.now)
    }
    watchAnswers()
  }

  // MARK: Ends

  /// Nobody reads the output any more.
  func endWithoutReader() {
    output = nil
    end(progress.judged(ExitCode.success), because: "")
  }

  /// The time that the user gave is over: a time-out, unless a stream was open by then, or a condition decides.
  func endTime(at now: Moment) {
    let wasOpen = model.state.sources.contains { $0.openings > 0 }
    if status == nil, !wasOpen {
      for (index, source) in model.state.sources.enumerated() {
        Narrator.sayUnanswered(source, at: now, withReasons: answers.isUntold(index, in: model.state))
      }
    }
    let status = wasOpen || progress.hasConditions ? ExitCode.success : ExitCode.timeOut
    end(progress.judged(status), because: "the time of --max-time is over", code: status)
  }

  /// What has not come that was waited for, in a sentence each.
  var complaints: [String] { progress.complaints }

  /// What a wish to quit ends with.
  var quitStatus: Int32 { progress.judged(ExitCode.success) }

  private func end(_ status: Int32, because reason: String, code: Int32 = ExitCode.success) {
    guard self.status == nil else { return }
    self.status = status
    if let now = output?.now {
      for (index, source) in model.state.sources.enumerated() {
        if case .closed = source.connection { continue }
        output?.lines.change(StateChange(closing: index, because: reason, code: code), at: now)
      }
      if let output, let doorbell, case .system = output.flush(unless: doorbell), status == ExitCode.success {
        self.status = ExitCode.writeError
      }
    }
    doorbell?.ring(.end)
  }

  /// The exit status when every source is closed: that of the first failure.
  private static func status(of sources: [SourceState]) -> Int32? {
    var status: Int32 = 0
    for source in sources {
      guard case .closed(let reason) = source.connection else { return nil }
      if status == 0 { status = Int32(reason.exitCode) }
    }
    return status
  }
}
