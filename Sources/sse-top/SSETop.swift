import CLinux
import CTerminalRescue
import CommandLine
import Comparing
import CurlTransport
import Dashboard
import Dispatch
import EventFields
import EventFiles
import EventFilter
import EventOutput
import Glibc
import Metrics
import ModelAnswers
import StreamModel
import Terminal
import Text

/// Where everything is wired together: the command line, the sources, and where their events go.
@main
enum SSETop {
  /// Not `async`: Swift would call it on a thread of Dispatch's, for which there may be no room.
  static func main() {
    Backtraces.neverAsk()
    terminal_rescue_watch()
    // What a stream brings is allocated by the thread that parses it and freed by the one that shows it. With a heap for
    // each, what is free in one is of no use to the others: up to two thirds more memory for the same log. And what a
    // read needs is not to be taken from the system and given back with each.
    linux_one_heap()
    if !SystemNeeds.hasMemory() { refuse(.memory) }
    let (hasInput, hasOutput) = (fcntl(STDIN_FILENO, F_GETFD) >= 0, fcntl(STDOUT_FILENO, F_GETFD) >= 0)
    // A standard descriptor that is closed would be the next file's or socket's, and be written to.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
    // A reader of ours that goes away is an error of `write`, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    // Characters, names of months in names of files, sentences of the system. Each category is a file to be read.
    for category in [LC_CTYPE, LC_TIME, LC_MESSAGES] { setlocale(category, "") }
    let words = words
    for place in SecretWords.places(in: words) { linux_blank_argument(Int32(place.word + 1), place.kept) }
    var invocation = read(words)
    if invocation.inputs.isEmpty, invocation.demo == nil, OpenedInputs.hasStandardInput {
      invocation.inputs = [.standardInput]
    }
    guard !invocation.inputs.isEmpty || invocation.demo != nil else {
      say(
        """
        usage: sse-top [OPTIONS] URL|FILE...
               sse-top --demo[=PATH]

        examples:
          sse-top :3000/events/    the event stream of a server on this machine
          sse-top day.sse          a file: a recording, an event stream, lines of JSON
          curl -sN URL | sse-top   what another program prints
          sse-top --demo           the bundled demo server, to try it

        The options are curl's. sse-top --help tells more.
        """)
      exit(ExitCode.usage)
    }
    guard hasOutput || !invocation.output.needsStandardOutput else {
      say("sse-top: standard output is closed")
      exit(ExitCode.writeError)
    }
    guard hasInput || !invocation.inputs.contains(.standardInput) else {
      say("sse-top: standard input is closed")
      exit(ExitCode.readError)
    }
    // A recording takes a file for each.
    let room = max(Descriptors.roomForSources() / (invocation.recording == nil ? 1 : 2), 1)
    guard invocation.inputs.count <= room else {
      say(
        "sse-top: \(invocation.inputs.count) URLs are more than the limit of open files allows (\(room)); see ulimit -n"
      )
      exit(ExitCode.failure)
    }
    let written = [invocation.recording?.path, invocation.output.file, invocation.receipt.file].compactMap(\.self)
    if let lack = SystemNeeds.lack(hasDashboard: !invocation.wantsLines, files: written.count) { refuse(lack) }
    // libcurl and OpenSSL get ready on the engine's thread while the rest is wired together. Before it has ended nothing
    // may exit, which clears away what OpenSSL is making.
    let engine = CurlEngine()
    Task { [invocation] in
      let status = await run(invocation, engine)
      await engine.shutdown()
      exit(status)
    }
    dispatchMain()
  }

  private static func refuse(_ lack: SystemNeeds.Lack) -> Never {
    say("sse-top: \(lack.sentence)")
    exit(ExitCode.failure)
  }

  /// The words after the program's name.
  private static var words: [String] {
    var words: [String] = []
    while let word = linux_argument(Int32(words.count + 1)) {
      // As text it would name something else.
      guard let text = String(validatingCString: word) else {
        say(
          """
          sse-top: word \(words.count + 1) of the command line is not UTF-8, and so is no name that can be taken; \
          a file of such a name can come from standard input: sse-top < FILE
          """)
        exit(ExitCode.usage)
      }
      words.append(text)
    }
    return words
  }

  private static func read(_ words: [String]) -> Invocation {
    do {
      switch try Invocation.read(words, in: .process) {
      case .run(let invocation):
        StandardError.speech = invocation.speech
        for notice in invocation.notices { note("sse-top: \(notice)") }
        return invocation
      case .say(let text):
        print(text)
        exit(ExitCode.success)
      }
    } catch {
      let place = error.mistake.map { "\n" + $0.lines } ?? ""
      say("sse-top: \(Printable.text(error.message))\(place)\nsse-top --help lists the options.")
      exit(error.status)
    }
  }

  /// Runs until the user, a signal or the end of all sources ends it; what comes back is the exit status.
  private static func run(_ invocation: Invocation, _ engine: CurlEngine) async -> Int32 {
    var inputs = invocation.inputs
    if inputs.contains(.standardInput), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      say("sse-top: standard input is the keyboard; pipe a stream into it, or name a URL or a file")
      return ExitCode.usage
    }
    guard !invocation.wantsLines || invocation.alerts.stop == nil else {
      say("sse-top: \(AlertPlan.needsDashboard)")
      return ExitCode.usage
    }
    var demo: DemoServer?
    if let path = invocation.demo {
      switch await DemoServer.start() {
      case .success(let server):
        inputs.append(.url(SourceURL(server.url(of: path))))
        demo = server
      case .failure(let failure):
        say("sse-top: \(failure.sentence)")
        return ExitCode.failure
      }
    }
    defer { demo?.stop() }
    if invocation.output.rounds != nil, inputs.contains(where: { if case .url = $0 { false } else { true } }) {
      say("sse-top: --repeat asks a server again; a file is read once")
      return ExitCode.usage
    }
    let opened: OpenedInputs
    do throws(OpenedInputs.Failure) {
      opened = try OpenedInputs(inputs, invocation.reading, format: invocation.source.format)
    } catch {
      say("sse-top: \(error.sentence)")
      return Int32(error.reason.exitCode)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let timeline = opened.timeline(
      clock, start: start, isControlled: !invocation.wantsLines && invocation.diagnosis == nil)
    if let from = opened.bounds(timeline).from { timeline.begin(at: from) }
    let outputs: Outputs
    do throws(Outputs.Failure) { outputs = try Outputs(invocation, inputs: inputs) } catch {
      say("sse-top: \(error.sentence)")
      return error.code
    }
    if let plan = invocation.diagnosis {
      return await DiagnosisRun(invocation, plan, opened, outputs, start: start, engine: engine).run()
    }
    let names = inputs.map(\.displayed)
    let recorder = Recorder(
      sources: names, eventLimit: invocation.source.eventLimit ?? 16 << 20, timeline: timeline
    ) { say("sse-top: \($0)") }
    do throws(Outputs.Failure) { try outputs.begin(invocation.recording, recorder) } catch {
      say("sse-top: \(error.sentence)")
      return error.code
    }
    let requests = inputs.map { input -> [String] in
      guard case .url(let url) = input else { return [] }
      return invocation.request(for: url).displayed(url: url.displayed)
    }
    let wantsLines = invocation.wantsLines
    let model = LiveState(
      invocation.source.state(
        of: names, requests: requests, names: inputs.map(invocation.name(of:)),
        labels: invocation.comparison == nil ? [] : StreamComparison.names, isWatched: !wantsLines))
    if wantsLines, invocation.output.format == nil, !invocation.output.columns.isEmpty {
      note("sse-top: --column is for the dashboard and for --format tsv; these lines are ndjson")
    }
    let alerted = WatchedFilter.of(alerts: invocation.alerts.filters, stop: invocation.alerts.stop)
    for filter in WatchedFilter.of(invocation.selection, invocation.stopConditions) + alerted {
      for notice in filter.notices { say(notice) }
    }
    let doorbell = Doorbell()
    var metrics: RunMetrics?
    do throws(MetricsServer.Failure) {
      metrics = try invocation.metrics.map { (address) throws(MetricsServer.Failure) in
        try RunMetrics(address, sources: inputs.count, doorbell)
      }
    } catch {
      say("sse-top: the metrics cannot be served at \(Printable.text(error.sentence))")
      return ExitCode.failure
    }
    defer { metrics?.stop() }
    if let metrics { note("sse-top: the metrics are at \(metrics.url)") }
    let service = ServiceManager(socket: getenv("NOTIFY_SOCKET").map { String(cString: $0) })
    defer { service?.stop() }
    let processor = ReportProcessor(
      model, invocation.selection, invocation.stopConditions, groups: invocation.grouping.map { GroupTable($0) },
      answers: answerReaders(invocation, sources: inputs.count), rounds: invocation.output.rounds, metrics: metrics,
      service: service,
      comparison: invocation.comparison.map {
        StreamComparison(key: $0.key, window: $0.window, isTimed: opened.haveTimes)
      })
    processor.alert(invocation.alerts.filters)
    processor.stop(at: invocation.alerts.stop)
    processor.watched += alerted
    let track = timeline.replay.map { ReplayTrack($0, files: inputs.count, isSeekable: opened.areSeekable) }
    if let track { processor.follow(track) }
    let reportQueue = ReportQueue(doorbell)
    let delivery = ReportDelivery(recorder, reportQueue)
    let sources = opened.sources(
      invocation, engine, clock: clock, start: start, timeline: timeline
    ) { await delivery.deliver($0, source: $1) }
    let program = Program(
      model: model, doorbell: doorbell, reportQueue: reportQueue, processor: processor, delivery: delivery,
      output: invocation.output,
      sink: outputs.sink, sources: sources, recorder: recorder, rotates: invocation.recording?.rotation != nil,
      files: outputs.files, clock: clock,
      timeline: timeline, maxTime: invocation.source.maxTime,
      learnsIdleTimeout: invocation.source.learnsIdleTimeout, receipt: outputs.receipt,
      replay: track.map {
        ReplayDesk(
          $0, from: timeline.shownSince, to: opened.bounds(timeline).to ?? opened.end(timeline),
          isCompressed: opened.areCompressed,
          ends: FileEnds(opened, timeline, session: invocation.source.singleSession(lastEventID: [])))
      },
      diagnosis: DashboardDiagnosis(inputs, invocation, engine))
    StartingCode.leave()
    let status = await wantsLines ? lines(program) : dashboard(program, invocation)
    recorder.stop()
    for complaint in processor.complaints { say("sse-top: \(Printable.text(complaint))") }
    return status == ExitCode.success && recorder.status.hasFailed ? ExitCode.writeError : status
  }

  /// Answers of language models are read where something is to be told of them: always by the dashboard.
  private static func answerReaders(_ invocation: Invocation, sources: Int) -> AnswerReaders? {
    let isWritten = invocation.output.format == .answer
    let isAsked =
      isWritten || invocation.receipt.file != nil || invocation.output.rounds != nil || invocation.metrics != nil
    guard isAsked || !invocation.wantsLines || invocation.output.showsStates else { return nil }
    return AnswerReaders(invocation.output.dialect, sources: sources, tellsChanges: isWritten)
  }

  private static func dashboard(_ program: Program, _ invocation: Invocation) async -> Int32 {
    var type = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !type.isEmpty, type != "dumb" else {
      note(
        "sse-top: TERM is \(type.isEmpty ? "not set" : "dumb"), so there is no dashboard; events are written as lines")
      return await lines(program)
    }
    guard Keyboard.find() else {
      note("sse-top: there is no keyboard to read, so there is no dashboard; each event is written as a line")
      return await lines(program)
    }
    guard let known = Terminal.nearestKnown(to: type) else {
      note("sse-top: this terminal (TERM=\(Printable.text(type))) is not known here; each event is written as a line")
      return await lines(program)
    }
    var view = invocation.view
    if known != type {
      let notice = "this terminal (TERM=\(Printable.text(type))) is not known here, and is used as \(known)"
      note("sse-top: \(notice)")
      view.tell(notice, isTrouble: true)
      type = known
    }
    let doorbell = program.doorbell
    let signals = Signals()
    await signals.watchEnds(doorbell, rotates: program.rotates)
    await signals.watchScreen(doorbell)
    guard let terminal = Terminal(type: type, invocation.screen) else {
      say("sse-top: this terminal (TERM=\(Printable.text(type))) cannot be opened")
      return ExitCode.failure
    }
    let loop = Loop(
      program: program, terminal: terminal, view: view,
      framesPerSecond: invocation.screen.framesPerSecond, notifies: invocation.alerts.notifies)
    let (status, page) = await loop.run()
    program.processor.judge(isLast: true)
    terminal.close(leaving: page)
    defer { withExtendedLifetime(signals) {} }
    // What was read counts, however far back one has gone in it.
    let farthest = program.processor.summedUp
    defer { if loop.view.showsEnd, let share = program.replay?.countedShare { note("sse-top: \(share)") } }
    return program.receipt.give(
      farthest?.state ?? program.model.state, findings: farthest?.findings ?? program.processor.findings,
      groups: farthest.map { $0.groups?.table } ?? loop.groups,
      answers: farthest.map { $0.answers?.answers ?? [] } ?? program.processor.modelAnswers,
      alerts: program.processor.alerts.counts, comparison: program.processor.comparison,
      started: program.timeline.origin,
      since: program.timeline.shownSince, at: max(program.now, farthest?.moment ?? .start),
      files: program.recorder.status.files + loop.savedFiles, earlierFiles: program.recorder.status.earlierFiles,
      on: .screen,
      status: status,
      isHurried: doorbell.isEnding)
  }

  private static func lines(_ program: Program) async -> Int32 {
    // A dashboard was wanted that there cannot be.
    guard program.processor.stop == nil else {
      say("sse-top: \(AlertPlan.needsDashboard)")
      return ExitCode.usage
    }
    let doorbell = program.doorbell
    let signals = Signals()
    await signals.watchEnds(doorbell, rotates: program.rotates)
    let status = await LinesLoop(program: program).run()
    program.processor.judge(isLast: true)
    program.processor.callOnStandardError(at: program.clock.now, isLast: true)
    defer { withExtendedLifetime(signals) {} }
    program.processor.repetitions?.tell(besides: program.output.format ?? .none, isHurried: doorbell.isEnding)
    let hasBegun = program.model.state.sources.contains { $0.openings > 0 }
    return program.receipt.give(
      program.model.state, findings: program.processor.findings, groups: program.processor.groups,
      answers: program.processor.modelAnswers, alerts: program.processor.alerts.counts,
      comparison: program.processor.comparison,
      started: program.timeline.origin, since: program.timeline.shownSince,
      at: program.now, files: program.recorder.status.files + (hasBegun ? program.sink.files : []),
      earlierFiles: program.recorder.status.earlierFiles,
      on: .standardError, status: status,
      isHurried: doorbell.isEnding)
  }

  nonisolated private static func say(_ text: String) { StandardError.say(text) }
  private static func note(_ text: String) { StandardError.note(text) }
}

extension Invocation {
  /// Whether each event is to be a line, and there is no dashboard.
  fileprivate var wantsLines: Bool { output.isAskedFor || isatty(STDOUT_FILENO) != 1 }
}
