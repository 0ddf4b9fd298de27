import CommandLine
import CurlTransport
import Dashboard
import Diagnosing
import EventFiles
import EventOutput
import Findings
import Glibc
import StreamModel
import Text

/// A run that says what is wrong with a stream: makes the requests that the plan wants, and writes the report.
final class DiagnosisRun {
  /// Between two looks at what is to be done.
  private static let tick = Duration.milliseconds(100)

  private let invocation: Invocation
  private let plan: DiagnosisPlan
  private let diagnosed: DiagnosedSource
  private let opened: OpenedInputs
  private let timeline: Timeline
  private let outputs: Outputs
  private let clock: ContinuousClock
  private let start: ContinuousClock.Instant
  private let engine = CurlEngine()
  private let doorbell = Doorbell()
  private let reportQueue: ReportQueue
  private let duration: Duration?
  private var requests: [ExaminedRequest] = []
  private var sources: [RunningSource] = []
  private var requestPlan: RequestPlan?
  private var judgedAt = Moment.start
  private var progress = ProgressLine()

  init(
    _ invocation: Invocation, _ plan: DiagnosisPlan, _ opened: OpenedInputs, _ timeline: Timeline, _ outputs: Outputs,
    clock: ContinuousClock, start: ContinuousClock.Instant
  ) {
    (self.invocation, self.plan, self.opened) = (invocation, plan, opened)
    (self.timeline, self.outputs, self.clock, self.start) = (timeline, outputs, clock, start)
    diagnosed = DiagnosedSource(opened.inputs[0], invocation, plan)
    duration = diagnosed.duration(isEndless: opened.inputs[0].isPipe)
    reportQueue = ReportQueue(doorbell)
  }

  /// Runs to the end of its time, of the stream, or to a signal, writes the report, and returns the exit status.
  func run() async -> Int32 {
    let signals = Signals()
    await signals.watchEnds(doorbell)
    begin()
    let timer = LoopTimer(doorbell, rings: .time)
    timer.start(after: Self.tick, every: Self.tick)
    let status = await doorbell.answer { self.step() }
    timer.stop()
    end()
    progress.erase()
    defer { withExtendedLifetime(signals) {} }
    let written = write(status)
    await engine.shutdown()
    return written
  }

  /// By the clock, also where a recording has a time of its own.
  private var present: Moment { Moment(start.duration(to: clock.now)) }
  /// By which what came is judged.
  private var now: Moment { diagnosed.isRequested ? present : timeline.now }

  private func begin() {
    if diagnosed.isRequested {
      add(.plain, [])
      requestPlan = RequestPlan(
        plan.probing, isSafe: diagnosed.isSafe, isCoded: diagnosed.isCoded, duration: duration ?? .seconds(30),
        at: present)
    } else {
      add(.file, [])
    }
  }

  /// Does what has become due, and returns 0 at the end, or the status of a signal.
  private func step() -> Int32? {
    let wakes = doorbell.take()
    takeReports()
    if wakes.contains(.stop) { return ExitCode.signal(doorbell.signal) }
    if present - judgedAt >= FindingBoard.interval {
      judgedAt = present
      for index in requests.indices where requests[index].stoppedAt == nil { requests[index].judge(at: now) }
      showProgress()
    }
    if requests.first?.kind == .file {
      return requests[0].end != nil || duration.map { present.sinceStart >= $0 } ?? false ? 0 : nil
    }
    for action in requestPlan?.next(requests, at: present) ?? [] {
      switch action {
      case .start(let kind, let id): add(kind, id)
      case .stop(let kind): stop(kind)
      case .end: return 0
      }
    }
    return nil
  }

  private func takeReports() {
    for delivery in reportQueue.take() where requests.indices.contains(delivery.source) {
      for report in delivery.reports { requests[delivery.source].take(report) }
    }
  }

  // MARK: Requests

  private func add(_ kind: RequestKind, _ id: [UInt8]) {
    let index = requests.count
    let lastEventID = kind == .resume ? id : Array(invocation.source.lastEventID.utf8)
    requests.append(
      ExaminedRequest(
        kind, url: diagnosed.input.displayed, lines: diagnosed.lines(kind), lastEventID: lastEventID,
        byteLimit: 2 * min(invocation.source.eventLimit ?? 0, 1 << 30),
        reconnectionTime: invocation.source.reconnectionTime ?? .seconds(3),
        known: kind == .resume ? requests.first?.arrivals.newest ?? [] : [], at: now))
    let reportQueue = reportQueue
    let delivery: RunningSource.Delivery = { reports, source in
      reportQueue.add(reports, source: source)
      await reportQueue.waitForRoom()
    }
    let options = invocation.source
    if let request = diagnosed.request(kind) {
      sources.append(
        RunningSource(
          EventSource(engine.transport(for: request), clock: clock, start: start),
          session: kind == .plain
            ? options.session(hasBody: request.body != nil) : options.singleSession(lastEventID: lastEventID),
          secrets: Secrets(request), on: engine.executor, index: index, delivery: delivery))
    } else if let file = opened.file(at: 0, timeline, session: options.session(hasBody: false)) {
      sources.append(RunningSource(file.source, on: file.executor, index: index, delivery: delivery))
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
  private func end() {
    takeReports()
    for index in requests.indices { requests[index].stop(at: now) }
    for source in sources { source.stop() }
    // Who waits for room ends.
    _ = reportQueue.take()
  }

  // MARK: Output

  private func showProgress() {
    guard progress.isShown else { return }
    progress.show(
      ProgressText.line(
        requests, of: duration, started: .start, at: present, columns: progress.columns,
        glyphs: Codeset.speaksUTF8 ? .unicode : .ascii))
  }

  /// Writes the report, and returns the exit status.
  ///
  /// - Parameter status: 0, or that of the signal that has ended the run.
  private func write(_ status: Int32) -> Int32 {
    var diagnosis = Diagnosis(
      requests, diagnosed.question, origin: timeline.origin, started: timeline.shownSince, at: now)
    if let secrets = diagnosed.secrets { diagnosis.mask { secrets.masked($0) } }
    let status = status == 0 ? diagnosis.exitStatus(plan.failOn) : status
    let sink = outputs.sink
    let reader: JSONText.Reader = !sink.isTerminal ? .program : Codeset.speaksUTF8 ? .terminal : .asciiTerminal
    var bytes: [UInt8] = []
    switch invocation.output.format {
    case .ndjson: for line in diagnosis.lines(for: reader) { bytes += Array((line + "\n").utf8) }
    case .some(.none): break
    default:
      let report = diagnosis.report(
        columns: min(Environment.process.columns, 120),
        glyphs: sink.isTerminal && (invocation.screen.isASCII || !Codeset.speaksUTF8) ? .ascii : .unicode,
        exitStatus: status)
      for line in report { bytes += line.bytes(hasColours: hasColours) }
    }
    guard !bytes.isEmpty, let failure = sink.write(bytes, unless: { doorbell.isEnding }) else { return status }
    guard case .system = failure else { return status }
    StandardError.say("sse-top: \(sink.name) cannot be written to: \(failure.sentence)")
    return ExitCode.writeError
  }

  /// A terminal that is not named is taken for a simple one.
  private var hasColours: Bool {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let isCapable = outputs.sink.isTerminal && !["", "dumb"].contains(value("TERM") ?? "")
    return invocation.output.colours.allows(isTerminal: isCapable, environment: value)
  }
}

extension Input {
  /// Whether it may go on without an end.
  fileprivate var isPipe: Bool {
    var status = stat()
    switch self {
    case .url: return false
    case .file(let path): return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    case .standardInput: return fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }
  }
}
