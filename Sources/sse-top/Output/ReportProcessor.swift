import EventFields
import EventFiles
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
  private var selector: EventSelector
  private var progress: StopProgress
  /// What `--by` counts; `nil` if nobody asked for it.
  private(set) var groups: GroupTable?
  private var watch: ((StreamState) -> Void)?
  /// The way of a replay; `nil` if nobody can go back on it.
  private(set) var track: ReplayTrack?
  /// Told when a state from before was taken back, with its groups.
  private var resumed: ((StreamState, EventGroups?) -> Void)?
  /// The groups that the dashboard counts.
  private var groupsInView: ((StreamState) -> EventGroups?)?
  /// What is told of a filter when it comes to that; the dashboard does it for its own.
  private var watched: [WatchedFilter]
  private var output: LineOutput?
  private var doorbell: Doorbell?
  private var responses = ResponseWatch()
  /// Of language models; `nil` where nothing asks for them.
  private var models: AnswerReaders?
  /// What is wrong with the streams.
  private(set) var findings: FindingBoard
  /// What of it the feed of the dashboard is told, and what waits until the model may be changed.
  private var findingNotices: FindingNotices
  private var newFindings: [(source: Int, finding: Finding)] = []
  /// Whether anything of a replay came since the last judgement.
  private var hasUnjudged = false
  private var timeline: Timeline?
  /// Of `--metrics`.
  private let metrics: RunMetrics?
  /// Who has started the run as a service, if anybody has.
  private let service: ServiceManager?
  /// Of `--repeat`.
  private(set) var repetitions: Repetitions?
  /// Makes a source's request once more.
  private var askAgain: (Int) -> Void = { _ in }
  /// Sources that were asked again and have not begun yet.
  private var isAskingAgain: Set<Int> = []
  /// Whether the doorbell is about to ring for responses that are missing.
  private var isWatchingResponses = false
  /// Why there is no output any more.
  private var failure: OutputSink.Failure?
  /// The exit status, once the run has ended by itself.
  private(set) var status: Int32?

  /// - Parameters:
  ///   - groups: counts what `--by` asks for.
  ///   - answers: reads the answers of language models, where they are asked for.
  ///   - rounds: how often each request is made for its answer; `nil` for once, without telling of it.
  init(
    _ model: LiveState, _ selection: Selection, _ stopConditions: StopConditions, groups: GroupTable? = nil,
    answers: AnswerReaders? = nil, rounds: Int? = nil, metrics: RunMetrics? = nil,
    service: ServiceManager? = nil
  ) {
    self.model = model
    self.groups = groups
    (models, self.metrics, self.service) = (answers, metrics, service)
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

  private func receive(_ report: Report, source: Int) {
    if let track, receive(report, source: source, track) { return }
    let first = model.state.log.positions.upperBound
    guard status == nil, !progress.isOver else {
      return model.apply(report, source: source) { group(first..<$0.log.positions.upperBound, $0) }
    }
    if let track {
      receive(report, source: source, track) { apply(report, source: source, first) }
    } else {
      apply(report, source: source, first)
    }
  }

  private func apply(_ report: Report, source: Int, _ first: Int) {
    model.apply(report, source: source) { state in
      group(first..<state.log.positions.upperBound, state)
      output?.begin()
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

  // MARK: Replays

  /// Takes what only a replay is concerned with, and says whether the report was that.
  private func receive(_ report: Report, source: Int, _ track: ReplayTrack) -> Bool {
    switch report {
    case .reached(let place) where !track.isStale(source):
      track.reached(place, source) { checkpoint(at: $0) }
      return true
    case .jumped(let number, let repeats):
      let checkpoint = track.jumped(number, source, repeats: repeats) { self.checkpoint(at: $0) }
      if let checkpoint { resume(checkpoint) }
      return true
    case .caughtUp:
      track.caughtUp(source)
      return true
    default: return track.isStale(source)
    }
  }

  /// Takes a report of a replay, and sees what it changes. Findings are judged by its times: however fast it is read,
  /// the same is found at the same place.
  private func receive(_ report: Report, source: Int, _ track: ReplayTrack, _ apply: () -> Void) {
    let (before, events) = (ReplayTrack.Figures(model.state.sources[source]), model.state.events)
    apply()
    hasUnjudged = true
    track.look(
      at: report, of: source, before: before, after: ReplayTrack.Figures(model.state.sources[source]),
      stall: { model.state.sources[source].stall }, missing: { model.state.sources[source].ids.findings?.missing },
      events: events)
    guard case .batch(let batch) = report, track.replay.isTimed, findings.isDue(at: batch.at) else { return }
    judge(at: batch.at)
  }

  private func checkpoint(at places: [FilePlace]) -> Checkpoint {
    Checkpoint(
      state: model.state.checkpoint, findings: findings, findingNotices: findingNotices, answers: models,
      groups: groupsInView?(model.state), places: places, moment: places.map(\.moment).max() ?? .start)
  }

  /// Sums up what was read, wherever in it a replay stands: to be called at the end.
  var summedUp: Checkpoint? { track?.farthest }

  private func resume(_ checkpoint: Checkpoint) {
    model.resume(checkpoint.state)
    (findings, findingNotices, models) = (checkpoint.findings, checkpoint.findingNotices, checkpoint.answers)
    newFindings = []
    resumed?(model.state, checkpoint.groups)
  }

  /// Counts events by the value of a path, whatever is shown: as the table of types does.
  private func group(_ positions: Range<Int>, _ state: StreamState) {
    watch?(state)
    metrics?.receive(positions, in: state.log)
    guard groups != nil else { return }
    Self.count(positions, state.log, &groups)
  }

  private static func count(_ positions: Range<Int>, _ log: EventLog, _ groups: inout GroupTable?) {
    log.forEachPiece(of: positions) { _, records in
      for record in records where record.kind == .event { groups?.count(record, in: log) }
      return true
    }
  }

  private func receive(_ change: ConnectionMachine.State, of source: Int, at now: Moment, _ state: StreamState) {
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

  private func receive(_ positions: Range<Int>, _ state: StreamState) {
    guard let output else { return count(positions, state) }
    var rest = positions
    while let stop = output.lines.write(rest, state, &selector, &progress) {
      if let told = stop.told { tell(state.log[told], state) } else { write() }
      guard self.output != nil else { return }
      rest = stop.next..<positions.upperBound
    }
  }

  /// Without an output events only count for what may end the run.
  private func count(_ positions: Range<Int>, _ state: StreamState) {
    guard progress.hasEndings, track?.isRepeating != true else { return }
    for position in positions where state.log[position].kind == .event {
      let record = state.log[position]
      progress.count(record, isShown: selector.shows(record, in: state), in: state)
      if progress.isOver { return }
    }
  }

  /// What is said on standard error keeps its place among the lines.
  private func tell(_ record: Record, _ state: StreamState) {
    write()
    if record.kind == .overlong {
      return Narrator.sayOverlong(record, state.sources[Int(record.source)])
    }
    if let notice = state.notice(record) { Narrator.say(notice, state) }
  }

  /// Writes what there is, and ends the run if that fails.
  private func flush() {
    write()
    endIfUnwritten()
  }

  /// Writes what there is. Where that fails there is no output any more, and `endIfUnwritten` ends the run: not at once,
  /// for an end looks at the state, which may be changing right now.
  private func write() {
    guard let output, let doorbell, let failure = output.flush(unless: doorbell), status == nil else { return }
    self.output = nil
    self.failure = failure
    if case .system = failure {
      StandardError.say("sse-top: \(output.sink.name) cannot be written to: \(failure.sentence)")
    }
  }

  private func endIfUnwritten() {
    switch failure {
    // Who interrupted ends the run.
    case nil, .interrupted: break
    case .readerGone: endWithoutReader()
    case .system: end(ExitCode.writeError, because: "")
    }
  }

  // MARK: Findings

  /// Judges all sources if it is time to.
  func judge(isLast: Bool = false) {
    guard let now = judgingTime else { return }
    // Where the time stands, what was taken last is judged, though it has the time of the judgement before.
    let isDue = isAtRest ? hasUnjudged : findings.isDue(at: now)
    if isDue || isLast { judge(at: now) }
  }

  /// Whether the time of a replay stands.
  private var isAtRest: Bool { track?.replay.isTimed == true && track?.replay.player.isAtRest == true }

  /// Of a replay that is read as fast as it goes, or to a place, the time runs ahead of what was taken of it.
  private var judgingTime: Moment? {
    guard let timeline else { return nil }
    return track?.replay.player.isReadingAhead == true ? nil : timeline.now
  }

  private func judge(at now: Moment) {
    hasUnjudged = false
    output?.begin()
    service?.tell(model.state)
    for source in model.state.sources.indices { judgeAnswers(of: source) }
    countAnswers()
    tell(findings.judge(model.state, at: now), at: now, events: model.state.events)
    noteFindings(at: now)
  }

  private func judgeAnswers(of source: Int) {
    if let reader = models?.readers[source], reader.current != nil { findings.set(reader.verdicts, of: source) }
  }

  /// - Parameter events: how many there were: the model may be changing right now.
  private func tell(_ found: [(source: Int, finding: Finding)], at now: Moment, events: Int) {
    guard let output else {
      let new = findingNotices.new(among: found)
      newFindings += new
      for (_, finding) in new { track?.found(finding, at: now, events: events) }
      return
    }
    for (source, finding) in found { output.lines.finding(finding, of: source, at: now) }
  }

  /// Puts what is new into the feed.
  private func noteFindings(at now: Moment) {
    for (source, finding) in newFindings {
      model.tell(
        .found(code: finding.code.rawValue, title: finding.title, isError: finding.severity == .error),
        source: source, at: now)
    }
    newFindings = []
  }

  /// A second has passed.
  func judgeInTime() {
    guard status == nil else { return }
    judge()
    flush()
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
  private func countAnswers() {
    guard let metrics, let models else { return }
    for (source, reader) in models.readers.enumerated() { metrics.receive(reader, of: source) }
  }

  // MARK: Responses that do not come

  /// Has the doorbell rung when there is something to say; the dashboard shows it by itself.
  private func watchResponses() {
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

  // MARK: Answers of language models

  /// To be lent: while somebody else holds it, reading copies.
  var answerReaders: AnswerReaders? { models }

  /// The numbers of those that were read.
  var modelAnswers: [AnswerNumbers] { models?.answers ?? [] }

  private func readAnswers(_ positions: Range<Int>, _ state: StreamState) {
    // Taken out meanwhile, so that nothing of it is copied.
    guard var models = models.take() else { return }
    state.log.forEachPiece(of: positions) { first, records in
      for (index, record) in records.enumerated() { models.receive(record, at: first + index, in: state.log) }
      return true
    }
    self.models = models
    tellAnswers()
  }

  /// Whether something is asked once more, now that all sources are closed; a request that fails ends that.
  private var isRepeating: Bool {
    guard repetitions != nil else { return false }
    if !isAskingAgain.isEmpty { return true }
    for (index, source) in model.state.sources.enumerated() {
      let answer = models?.readers[index].all.last
      // An answer that was asked for earlier is none of this request.
      let isNew = answer.map { $0.times.start >= source.attempts.last?.beganAt ?? .start } ?? false
      repetitions?.add(isNew ? answer : nil)
      guard let reason = source.connection.closingReason, reason.exitCode == 0, repetitions?.next() == true else {
        continue
      }
      isAskingAgain.insert(index)
      askAgain(index)
    }
    return !isAskingAgain.isEmpty
  }

  /// Writes what is new of an answer.
  private func tellAnswers() {
    guard let output, output.lines.format == .answer, let changes = models?.takeChanges() else { return }
    for change in changes { output.lines.answer(change) }
  }

  /// What a run that writes answers ends with: one that was cut or failed, or none at all, is a failure.
  private func judgedByAnswers(_ status: Int32) -> Int32 {
    guard let models, output?.lines.format == .answer || repetitions != nil else { return status }
    var hasFailed = false
    for finding in models.answers.flatMap(\.findings) {
      guard let sentence = finding.sentence else { continue }
      if finding.severity == .error {
        StandardError.say("sse-top: \(sentence)")
        hasFailed = true
      } else if repetitions == nil {
        StandardError.note("sse-top: \(sentence)")
      }
    }
    if models.answers.isEmpty, status == ExitCode.success {
      StandardError.say(
        "sse-top: nothing that came is a language model's answer; --dialect or --text-path tells how it is written")
      hasFailed = true
    }
    return hasFailed || repetitions?.hasFailed == true ? ExitCode.failure : status
  }

  /// What is said of an answer that the end of the time cuts; `nil` where none is wanted, or all are whole.
  private var cutAnswer: String? {
    guard let models, output?.lines.format == .answer || repetitions != nil else { return nil }
    guard let open = models.answers.last(where: { $0.end == .open }) else {
      let isAsking = repetitions.map { !$0.isOver } ?? models.answers.isEmpty
      return isAsking ? "before an answer began" : nil
    }
    return open.characters.all == 0
      ? "before the answer said anything"
      : "within the answer: \(Quantity.counted(open.characters.all, "character")) came, the end did not"
  }

  /// Ends the line of an answer that nobody wants more of.
  func leaveAnswer() {
    guard let output, output.lines.format == .answer else { return }
    output.lines.answer(.ended)
    flush()
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
      // Without a condition that decides, the run fails for it.
      let isFailure = !progress.hasConditions
      for (index, source) in model.state.sources.enumerated() {
        Narrator.sayNoResponse(
          source, at: now, withReasons: responses.isUntold(index, in: model.state), isFailure: isFailure)
      }
    }
    let cutAnswer = cutAnswer
    if status == nil, let cutAnswer {
      leaveAnswer()
      if wasOpen { StandardError.say("sse-top: the time of --max-time was over \(cutAnswer)") }
      repetitions?.add(nil)
    }
    let status = (wasOpen && cutAnswer == nil) || progress.hasConditions ? ExitCode.success : ExitCode.timeOut
    end(progress.judged(status), because: "the time of --max-time is over", code: status)
  }

  /// What has not come that was waited for, in a sentence each.
  var complaints: [String] { progress.complaints }

  /// What a wish to quit ends with.
  var quitStatus: Int32 { progress.judged(ExitCode.success) }

  private func end(_ status: Int32, because reason: String, code: Int32 = ExitCode.success) {
    guard self.status == nil else { return }
    self.status = status
    if output?.lines.format == .answer { output?.lines.answer(.ended) }
    judge(isLast: true)
    if let now = output?.now {
      for (index, source) in model.state.sources.enumerated() {
        if source.connection.isClosed { continue }
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
      guard let reason = source.connection.closingReason else { return nil }
      if status == 0 { status = Int32(reason.exitCode) }
    }
    return status
  }
}
