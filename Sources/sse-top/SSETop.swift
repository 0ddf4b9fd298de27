import CLinux
import CTerminalRescue
import CurlTransport
import Dashboard
import Glibc
import StreamModel
import Synchronization

/// Where everything is wired together: the command line, the sources, and where their events go.
@main
enum SSETop {
  static func main() async {
    Backtraces.neverAsk()
    terminal_rescue_watch()
    // What a stream brings is allocated by the thread that parses it and freed by the one that shows it. With a heap for
    // each, what is free in one is of no use to the others: up to two thirds more memory for the same log. And what a
    // read needs is not to be taken from the system and given back with each.
    linux_one_heap()
    let (hasInput, hasOutput) = (fcntl(STDIN_FILENO, F_GETFD) >= 0, fcntl(STDOUT_FILENO, F_GETFD) >= 0)
    // A standard descriptor that is closed would be the next file's or socket's, and be written to.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
    // A reader of ours that goes away is an error of `write`, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    setlocale(LC_ALL, "")
    var invocation = read(Array(CommandLine.arguments.dropFirst()))
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
          curl -sN URL | sse-top   what another program brings
          sse-top --demo           a server of our own, to try it on

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
    let room = Descriptors.roomForSources() / (invocation.recording == nil ? 1 : 2)
    guard invocation.inputs.count <= room else {
      say(
        "sse-top: \(invocation.inputs.count) URLs are more than the limit of open files allows (\(room)); see ulimit -n"
      )
      exit(ExitCode.failure)
    }
    exit(await run(invocation))
  }

  private static func read(_ words: [String]) -> Invocation {
    do {
      switch try Invocation.read(words, in: .process) {
      case .run(let invocation): return invocation
      case .say(let text):
        print(text)
        exit(ExitCode.success)
      }
    } catch {
      let place = error.mistake.map { "\n" + $0.lines } ?? ""
      say("sse-top: \(Printable.text(error.message))\(place)\nsse-top --help tells what there is.")
      exit(ExitCode.usage)
    }
  }

  /// Runs until the user, a signal or the end of all sources ends it; what comes back is the exit status.
  private static func run(_ invocation: Invocation) async -> Int32 {
    var inputs = invocation.inputs
    if inputs.contains(.standardInput), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      say("sse-top: standard input is the keyboard; pipe a stream into it, or name a URL or a file")
      return ExitCode.usage
    }
    for path in [invocation.output.file, invocation.receipt.file].compactMap(\.self)
    where inputs.contains(where: { $0.isFile(named: path) }) {
      say("sse-top: \(Printable.text(path)) is read, and cannot be written to as well")
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
    let opened: OpenedInputs
    do throws(OpenedInputs.Failure) {
      opened = try OpenedInputs(inputs, invocation.reading, invocation.source)
    } catch {
      say("sse-top: \(error.sentence)")
      return Int32(error.reason.exitCode)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let timeline = opened.timeline(clock, start: start)
    let receipt: Receipt
    do { receipt = try Receipt(invocation.receipt) } catch {
      say("sse-top: \(error.sentence)")
      return ExitCode.writeError
    }
    let names = inputs.map(\.displayed)
    let recorder = Recorder(
      sources: names, eventLimit: invocation.source.eventLimit ?? 16 << 20, timeline: timeline
    ) { say("sse-top: \($0)") }
    guard begin(invocation.recording, recorder) else { return ExitCode.writeError }
    let requests = inputs.map { input -> [String] in
      guard case .url(let url) = input else { return [] }
      return invocation.request(for: url).displayed(url: url.displayed)
    }
    let wantsLines = invocation.output.isAskedFor || isatty(STDOUT_FILENO) != 1
    let model = StreamModel(
      invocation.source.state(
        of: names, requests: requests, names: inputs.map(invocation.name(of:)), isWatched: !wantsLines))
    let intake = Intake(model, invocation.selection, invocation.endings)
    let doorbell = Doorbell()
    let inbox = Inbox(doorbell)
    // Written before it is shown: what was seen is in the file.
    let delivery: RunningSource.Delivery = { reports, index in
      for report in reports { recorder.take(report, source: index) }
      await inbox.deliver(reports, source: index)
    }
    let engine = CurlEngine()
    let sources = opened.sources(
      invocation, engine, clock: clock, start: start, timeline: timeline, delivery: delivery)
    let program = Program(
      model: model, doorbell: doorbell, inbox: inbox, intake: intake, output: invocation.output, sources: sources,
      recorder: recorder, clock: clock, timeline: timeline, maxTime: invocation.source.maxTime, receipt: receipt)
    let status = await wantsLines ? lines(program) : dashboard(program, invocation)
    for source in sources { source.stop() }
    recorder.stop()
    await engine.shutdown()
    return status == ExitCode.success && recorder.status.hasFailed ? ExitCode.writeError : status
  }

  /// Begins the recording that was asked for, and says whether it could.
  private static func begin(_ recording: (path: String, rotation: Int?)?, _ recorder: Recorder) -> Bool {
    guard let recording else { return true }
    do throws(RecordingFile.Failure) {
      try recorder.start(recording.path, rotation: recording.rotation)
      return true
    } catch {
      say("sse-top: the recording cannot be written: \(error.sentence)")
      return false
    }
  }

  private static func dashboard(_ program: Program, _ invocation: Invocation) async -> Int32 {
    var type = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !type.isEmpty, type != "dumb" else {
      say("sse-top: TERM is \(type.isEmpty ? "not set" : "dumb"), so there is no dashboard; each event is a line")
      return await lines(program)
    }
    guard Keyboard.find() else {
      say("sse-top: there is no keyboard to read, so there is no dashboard; each event is a line")
      return await lines(program)
    }
    guard let known = Terminal.nearestKnown(to: type) else {
      say("sse-top: this terminal (TERM=\(Printable.text(type))) is not known here; each event is a line")
      return await lines(program)
    }
    var view = invocation.view
    if known != type {
      let notice = "this terminal (TERM=\(Printable.text(type))) is not known here, and driven as \(known)"
      say("sse-top: \(notice)")
      view.tell(notice, isTrouble: true)
      type = known
    }
    let doorbell = program.doorbell
    let signals = Signals()
    await signals.watchEnds(doorbell)
    await signals.watchScreen(doorbell)
    guard let terminal = Terminal(type: type, invocation.screen) else {
      say("sse-top: this terminal (TERM=\(Printable.text(type))) cannot be opened")
      return ExitCode.failure
    }
    let loop = Loop(
      program: program, terminal: terminal, view: view,
      framesPerSecond: invocation.screen.framesPerSecond)
    let (status, page) = await loop.run()
    terminal.close(leaving: page)
    defer { withExtendedLifetime(signals) {} }
    return program.receipt.give(
      program.model.state, program.timeline, files: program.recorder.status.files + loop.savedFiles, on: .screen,
      status: status,
      isHurried: doorbell.isTimeUp || doorbell.signal != 0)
  }

  private static func lines(_ program: Program) async -> Int32 {
    let outlet: Outlet
    switch program.output.open() {
    case .success(let opened): outlet = opened
    case .failure(let failure):
      say("sse-top: \(failure.sentence)")
      return ExitCode.writeError
    }
    let doorbell = program.doorbell
    let signals = Signals()
    await signals.watchEnds(doorbell)
    let status = await LinesLoop(program: program, outlet: outlet).run()
    defer { withExtendedLifetime(signals) {} }
    let hasBegun = program.model.state.sources.contains { $0.openings > 0 }
    return program.receipt.give(
      program.model.state, program.timeline, files: program.recorder.status.files + (hasBegun ? outlet.files : []),
      on: .standardError, status: status,
      isHurried: doorbell.isTimeUp || doorbell.signal != 0)
  }

  /// Says something on standard error.
  ///
  /// A reader of it that does not read is waited for once, for a second: it must not hold up a stream, nor an end.
  nonisolated static func say(_ text: String) {
    var rest = Array((text + "\n").utf8)[...]
    while !rest.isEmpty {
      var state = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      let isReady = poll(&state, 1, isUnheard.load(ordering: .relaxed) ? 0 : 1000) != 0
      isUnheard.store(!isReady, ordering: .relaxed)
      guard isReady else { return }
      // No more than a pipe that is ready takes without blocking.
      let count = rest.prefix(Int(PIPE_BUF)).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR, errno != EAGAIN { return }
    }
  }

  /// Whether nobody has read what was said last.
  nonisolated private static let isUnheard = Atomic(false)
}
