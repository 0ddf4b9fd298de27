import Comparing
import EventFields
import EventFiles
import EventFilter
import EventOutput
import Findings
import ModelAnswers
import StreamModel
import Text

/// Takes what the sources report, in order: into the model, and where there is no dashboard out of it again.
///
/// It returns when the output has everything, and until then the report queue fills up: so a slow reader slows the socket, and
/// nothing is lost on the way. It also knows when the run ends by itself.
final class ReportProcessor {
  /// Bytes of output that are written without waiting for more.
  private static let piece = 1 << 16

  let model: LiveState
  var selector: EventSelector
  var progress: StopProgress
  /// What `--by` counts; `nil` if nobody asked for it.
  var groups: GroupTable?
  var watch: ((StreamState) -> Void)?
  /// What the user is called for.
  var alerts = Alerts()
  /// What the dashboard stops at.
  var stop: EventWatch?
  /// Where it is to stop, until that is told.
  var stopPosition: Int?
  /// Told of the first event to stop at.
  var stopped: ((Int, EventFilter) -> Void)?
  /// The way of a replay; `nil` if nobody can go back on it.
  var track: ReplayTrack?
  /// Told when a state from before was taken back, with its groups.
  var resumed: ((StreamState, EventGroups?) -> Void)?
  /// The groups that the dashboard counts.
  var groupsInView: ((StreamState) -> EventGroups?)?
  /// What is told of a filter when it comes to that; the dashboard does it for its own.
  var watched: [WatchedFilter]
  var output: LineOutput?
  var doorbell: Doorbell?
  var responses = ResponseWatch()
  /// Whether the program was kept from running.
  var absences = AbsenceWatch()
  /// How busy the machine is, and up to when that is known.
  var turns = TurnWatch()
  var turnsLookedAt = Moment.start
  /// Of language models; `nil` where nothing asks for them.
  var models: AnswerReaders?
  /// What is wrong with the streams.
  var findings: FindingBoard
  /// What of it the feed of the dashboard is told, and what waits until the model may be changed.
  var findingNotices: FindingNotices
  var newFindings: [(source: Int, finding: Finding)] = []
  /// Whether anything of a replay came since the last judgement.
  var hasUnjudged = false
  var timeline: Timeline?
  /// Of `--metrics`.
  let metrics: RunMetrics?
  /// Who has started the run as a service, if anybody has.
  let service: ServiceManager?
  /// Of `--compare`.
  var comparison: StreamComparison?
  /// Of `--repeat`.
  var repetitions: Repetitions?
  /// Makes a source's request once more.
  var askAgain: (Int) -> Void = { _ in }
  /// Sources that were asked again and have not begun yet.
  var isAskingAgain: Set<Int> = []
  /// Whether the doorbell is about to ring for responses that are missing.
  var isWatchingResponses = false
  /// Why there is no output any more.
  var failure: OutputSink.Failure?
  /// The exit status, once the run has ended by itself.
  var status: Int32?

  /// - Parameters:
  ///   - groups: counts what `--by` asks for.
  ///   - answers: reads the answers of language models, where they are asked for.
  ///   - rounds: how often each request is made for its answer; `nil` for once, without telling of it.
  init(
    _ model: LiveState, _ selection: Selection, _ stopConditions: StopConditions, groups: GroupTable? = nil,
    answers: AnswerReaders? = nil, rounds: Int? = nil, metrics: RunMetrics? = nil,
    service: ServiceManager? = nil, comparison: StreamComparison? = nil
  ) {
    self.model = model
    self.groups = groups
    (models, self.metrics, self.service) = (answers, metrics, service)
    self.comparison = comparison
    repetitions = rounds.map { Repetitions(rounds: $0) }
    selector = EventSelector(selection)
    progress = StopProgress(stopConditions)
    watched = WatchedFilter.of(selection, stopConditions)
    findings = FindingBoard(sources: model.state.sources.count)
    findingNotices = FindingNotices(sources: model.state.sources.count)
  }

  /// Has a replay go back and forth.
  func follow(_ track: ReplayTrack) { self.track = track }

  /// Tells the dashboard when a state from before was taken back, and keeps the groups that it counts.
  func resumed(
    groups: @escaping (StreamState) -> EventGroups?, resume resumed: @escaping (StreamState, EventGroups?) -> Void
  ) {
    (groupsInView, self.resumed) = (groups, resumed)
  }

  /// Has the dashboard see everything that comes before the log makes room; it counts the groups itself.
  func watch(_ watch: @escaping (StreamState) -> Void) {
    groups = nil
    self.watch = watch
  }

  /// Comes before the first report.
  ///
  /// - Parameter askAgain: makes a source's request once more.
  func begin(
    _ doorbell: Doorbell, _ timeline: Timeline, output: LineOutput? = nil,
    askAgain: @escaping (Int) -> Void = { _ in }
  ) {
    (self.doorbell, self.timeline, self.output, self.askAgain) = (doorbell, timeline, output, askAgain)
    if output == nil { watched.removeAll { $0.option == "--filter" } }
  }

  /// Takes what has gathered, which costs one `write` for all of it, unless it is much.
  func receive(_ deliveries: [ReportQueue.Delivery]) {
    for delivery in deliveries {
      for report in delivery.reports { receive(report, source: delivery.source) }
      if let output, output.lines.bytes.count >= Self.piece { flush() }
    }
    guard status == nil else { return }
    judge()
    flush()
    watchResponses()
    for index in watched.indices { if let notice = watched[index].notice() { StandardError.say(notice) } }
    if let reason = progress.end { return end(progress.judged(ExitCode.success), because: reason) }
    if output != nil, let status = Self.status(of: model.state.sources), !isRepeating {
      end(progress.judged(judgedByAnswers(status)), because: "")
    }
  }

  func receive(_ report: Report, source: Int) {
    if let track, receive(report, source: source, track) { return }
    defer { tellStop() }
    let first = model.state.log.positions.upperBound
    guard status == nil, !progress.isOver else {
      return model.apply(report, source: source) { group(first..<$0.log.positions.upperBound, of: source, $0) }
    }
    if let track {
      receive(report, source: source, track) { apply(report, source: source, first) }
    } else {
      apply(report, source: source, first)
    }
  }

  func apply(_ report: Report, source: Int, _ first: Int) {
    model.apply(report, source: source) { state in
      group(first..<state.log.positions.upperBound, of: source, state)
      output?.begin()
      compare(report, source: source, first..<state.log.positions.upperBound, state)
      if case .state(let change, let now) = report {
        receive(change, of: source, at: now, state)
        judgeAnswers(of: source)
        tell(findings.judge(state.sources[source], index: source, at: now), at: now, events: state.events)
      }
      if models?.readers[source].wantsEvents == true {
        readAnswers(first..<state.log.positions.upperBound, state)
      }
      receive(first..<state.log.positions.upperBound, state)
    }
    if !newFindings.isEmpty, let now = timeline?.now { noteFindings(at: now) }
    endIfUnwritten()
    if case .progress = report { watchResponses() }
  }

  /// Counts events by the value of a path, whatever is shown: as the table of types does.
  func group(_ positions: Range<Int>, of source: Int, _ state: StreamState) {
    watch?(state)
    if !alerts.isEmpty { alerts.receive(positions, of: source, in: state) }
    if stop != nil { lookForStop(positions, of: source, state) }
    metrics?.receive(positions, in: state.log)
    guard groups != nil else { return }
    Self.count(positions, state.log, &groups)
  }

  static func count(_ positions: Range<Int>, _ log: EventLog, _ groups: inout GroupTable?) {
    log.forEachPiece(of: positions) { _, records in
      for record in records where record.kind == .event { groups?.count(record, in: log) }
      return true
    }
  }

  func receive(_ change: ConnectionMachine.State, of source: Int, at now: Moment, _ state: StreamState) {
    if change.isOpen, state.sources[source].openings == 1 {
      output?.sink.begin()
      output?.lines.open()
    }
    models?.receive(change, of: source, in: state, at: now)
    countAnswers()
    if change.isConnecting { isAskingAgain.remove(source) }
    tellAnswers()
    guard let change = StateChange(change, of: state.sources[source], at: source, now: now) else { return }
    output?.lines.change(change, at: now)
  }

  func receive(_ positions: Range<Int>, _ state: StreamState) {
    guard let output else { return count(positions, state) }
    var rest = positions
    while let stop = output.lines.write(rest, state, &selector, &progress) {
      if let told = stop.told { tell(state.log[told], state) } else { write() }
      guard self.output != nil else { return }
      rest = stop.next..<positions.upperBound
    }
  }

  /// Without an output events only count for what may end the run.
  func count(_ positions: Range<Int>, _ state: StreamState) {
    guard progress.hasEndings, track?.isRepeating != true else { return }
    for position in positions {
      let record = state.log[position]
      guard record.kind == .event else { continue }
      progress.count(record, isShown: selector.shows(record, in: state), in: state)
      if progress.isOver { return }
    }
  }

  /// What is said on standard error keeps its place among the lines.
  func tell(_ record: Record, _ state: StreamState) {
    write()
    if record.kind == .overlong {
      return Narrator.sayOverlong(record, state.sources[Int(record.source)])
    }
    if let notice = state.notice(record) { Narrator.say(notice, state) }
  }

  /// Writes what there is, and ends the run if that fails.
  func flush() {
    write()
    endIfUnwritten()
  }

  /// Writes what there is. Where that fails there is no output any more, and `endIfUnwritten` ends the run: not at once,
  /// for an end looks at the state, which may be changing right now.
  func write() {
    guard let output, let doorbell, let failure = output.flush(unless: doorbell), status == nil else { return }
    self.output = nil
    self.failure = failure
    if case .system = failure {
      StandardError.say("sse-top: \(output.sink.name) cannot be written to: \(failure.sentence)")
    }
  }

  func endIfUnwritten() {
    switch failure {
    // Who interrupted ends the run.
    case nil, .interrupted: break
    case .readerGone: endWithoutReader()
    case .system: end(ExitCode.writeError, because: "")
    }
  }

  // MARK: Metrics

  /// Gives the metrics to who has asked for them.
  func tellMetrics() {
    guard let metrics, let now = timeline?.now else { return }
    judge()
    countAnswers()
    metrics.tell(model.state, findings, at: now)
  }

  /// Counts the answers that have ended: before so many come that the first are not kept.
  func countAnswers() {
    guard let metrics, let models else { return }
    for (source, reader) in models.readers.enumerated() { metrics.receive(reader, of: source) }
  }

  // MARK: Responses that do not come

  /// Has the doorbell rung when there is something to say; the dashboard shows it by itself.
  func watchResponses() {
    guard !isWatchingResponses, let output, let doorbell, let due = responses.next(in: model.state) else { return }
    isWatchingResponses = true
    let pause = max(due - output.now, .milliseconds(100))
    Task { @concurrent in
      try? await Task.sleep(for: pause)
      doorbell.ring(.time)
    }
  }

  /// Time has passed: says which servers do not respond.
  func tellMissingResponses() {
    isWatchingResponses = false
    guard status == nil, let output else { return }
    for index in responses.due(in: model.state, at: output.now) {
      Narrator.sayNoResponse(model.state.sources[index], at: output.now)
    }
    watchResponses()
  }

}
