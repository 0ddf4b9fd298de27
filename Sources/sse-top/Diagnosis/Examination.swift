import CommandLine
import CurlTransport
import Diagnosing
import EventFiles
import EventOutput
import Findings
import StreamModel

/// Makes the requests of a diagnosis as its plan wants them, or reads a file, and gathers what comes of it.
final class Examination {
  /// By which clocks it goes.
  struct Times {
    /// The instant of `Moment.start`.
    var start: ContinuousClock.Instant
    /// The time of the calendar then, since 1970.
    var origin: Duration
    /// From which on anything counts: a recording's beginning.
    var since = Moment.start
    /// By which what came is judged; `nil` for the present.
    var now: (() -> Moment)?
  }

  /// A file that was opened.
  typealias File = (source: FileSource, executor: any TaskExecutor)

  /// How long it takes; `nil` for a file, which is read to its end.
  let duration: Duration?
  private(set) var requests: [ExaminedRequest] = []
  private let diagnosed: DiagnosedSource
  private let options: SourceOptions
  private let times: Times
  private let clock = ContinuousClock()
  private let engine: CurlEngine
  private let reportQueue: ReportQueue
  private let start: Moment
  private var sources: [RunningSource] = []
  private var requestPlan: RequestPlan?
  private var judgedAt: Moment
  /// How busy the machine is. Who asks for a diagnosis is told of a response that does not come, unless it is very busy.
  private var turns = TurnWatch(shortestWait: TurnWatch.longWait)
  /// Sees what the first request brings before its log makes room.
  var watch: ((Report, Range<Int>, StreamState) -> Void)?
  /// When it came to its end; `nil` before.
  private(set) var endedAt: Moment?

  /// - Parameters:
  ///   - duration: see there.
  ///   - engine: carries the requests.
  ///   - doorbell: is rung when something has come.
  init(
    _ diagnosed: DiagnosedSource, _ options: SourceOptions, duration: Duration?, times: Times, engine: CurlEngine,
    doorbell: Doorbell
  ) {
    self.engine = engine
    (self.diagnosed, self.options, self.duration, self.times) = (diagnosed, options, duration, times)
    reportQueue = ReportQueue(doorbell)
    start = Moment(times.start.duration(to: clock.now))
    judgedAt = start
  }

  /// By the clock, also where a recording has a time of its own.
  var present: Moment { Moment(times.start.duration(to: clock.now)) }
  /// How long it has gone on.
  var elapsed: Duration { present - start }
  var now: Moment { endedAt ?? times.now?() ?? present }

  /// Makes the first request.
  ///
  /// - Parameter file: what is read, if it is one.
  func begin(_ file: File?) {
    if let file {
      add(.file, [], file)
    } else {
      add(.plain, [])
      requestPlan = RequestPlan(
        diagnosed.probing, isSafe: diagnosed.isSafe, isCoded: diagnosed.isCoded, duration: duration ?? .seconds(30),
        at: start)
    }
  }

  /// What must not be shown.
  var secrets: Secrets? { diagnosed.secrets }

  /// What is known by now, without what must not be shown.
  var diagnosis: Diagnosis {
    var diagnosis = Diagnosis(
      requests, diagnosed.question, origin: times.origin, started: max(times.since, times.now == nil ? start : .start),
      at: now)
    if let secrets = diagnosed.secrets { diagnosis.mask { secrets.masked($0) } }
    return diagnosis
  }

  /// Does what has become due: to the end of its time or of the stream.
  ///
  /// - Parameter isResumed: whether the program was stopped until now.
  func step(isResumed: Bool) {
    guard endedAt == nil else { return }
    if isResumed { for index in requests.indices { requests[index].programContinued(at: now) } }
    takeReports()
    if present - judgedAt >= FindingBoard.interval {
      noteTurns()
      judgedAt = present
      for index in requests.indices where requests[index].stoppedAt == nil { requests[index].judge(at: now) }
    }
    if requests.first?.kind == .file {
      if requests[0].end != nil || duration.map({ elapsed >= $0 }) ?? false { end() }
      return
    }
    for action in requestPlan?.next(requests, at: present) ?? [] {
      switch action {
      case .start(let kind, let id): add(kind, id)
      case .stop(let kind): stop(kind)
      case .end: return end()
      }
    }
  }

  /// Looks whether the machine was busy while a response is awaited.
  private func noteTurns() {
    guard requests.contains(where: { $0.stoppedAt == nil && $0.state.awaitsResponse }), turns.look() else { return }
    for index in requests.indices { requests[index].machineWasBusy(since: judgedAt, at: now) }
  }

  private func takeReports() {
    for delivery in reportQueue.drain() where requests.indices.contains(delivery.source) {
      let watch = delivery.source == 0 ? watch : nil
      for report in delivery.reports {
        requests[delivery.source].receive(report) { positions, state in watch?(report, positions, state) }
      }
    }
  }

  // MARK: Requests

  private func add(_ kind: RequestKind, _ id: [UInt8], _ file: File? = nil) {
    let index = requests.count
    let lastEventID = kind == .resume ? id : Array(options.lastEventID.utf8)
    requests.append(
      ExaminedRequest(
        kind, url: diagnosed.input.displayed, lines: diagnosed.lines(kind), lastEventID: lastEventID,
        byteLimit: 2 * min(options.eventLimit ?? 0, 1 << 30),
        reconnectionTime: options.reconnectionTime ?? .seconds(3),
        known: kind == .resume ? requests.first?.arrivals.newest ?? [] : [], dialect: diagnosed.dialect, at: now))
    let reportQueue = reportQueue
    let delivery: RunningSource.ReportHandler = { reports, source in
      reportQueue.add(reports, source: source)
      await reportQueue.waitForRoom()
    }
    if let file {
      sources.append(RunningSource(file.source, on: file.executor, index: index, delivery: delivery))
    } else if let request = diagnosed.request(kind) {
      sources.append(
        RunningSource(
          EventSource(engine.transport(for: request), clock: clock, start: times.start),
          session: kind == .plain
            ? options.session(hasBody: request.body != nil) : options.singleSession(lastEventID: lastEventID),
          secrets: Secrets(request), on: engine.executor, index: index, delivery: delivery))
    }
    sources.last?.start()
  }

  private func stop(_ kind: RequestKind) {
    for index in requests.indices where requests[index].kind == kind {
      requests[index].stop(at: now)
      sources.first { $0.index == index }?.stop()
    }
  }

  /// What has come by now is all that there is.
  func end() {
    guard endedAt == nil else { return }
    takeReports()
    for index in requests.indices { requests[index].stop(at: now) }
    endedAt = now
    for source in sources { source.stop() }
    // Who waits for room ends.
    _ = reportQueue.drain()
  }
}
