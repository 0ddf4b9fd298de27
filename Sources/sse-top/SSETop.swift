import CurlTransport
import Dashboard
import Glibc
import StreamModel

/// Where everything is wired together: the command line, the sources, and where their events go.
@main
enum SSETop {
  static func main() async {
    let hasOutput = fcntl(STDOUT_FILENO, F_GETFD) >= 0
    // A standard descriptor that is closed would be the next file's or socket's, and be written to.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
    // A reader of ours that goes away is an error of `write`, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    setlocale(LC_ALL, "")
    let invocation = read(Array(CommandLine.arguments.dropFirst()))
    guard !invocation.urls.isEmpty || invocation.demo != nil else {
      say(
        """
        usage: sse-top [OPTIONS] URL...
               sse-top --demo[=PATH]

        examples:
          sse-top :3000/events/    the event stream of a server on this machine
          sse-top --demo           a server of our own, to try it on

        The options are curl's. sse-top --help tells more.
        """)
      exit(ExitCode.usage)
    }
    guard hasOutput else {
      say("sse-top: standard output is closed")
      exit(ExitCode.writeError)
    }
    let room = Descriptors.roomForSources()
    guard invocation.urls.count <= room else {
      say(
        "sse-top: \(invocation.urls.count) URLs are more than the limit of open files allows (\(room)); see ulimit -n")
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
      say("sse-top: \(Printable.text(error.message))\nsse-top --help tells what there is.")
      exit(ExitCode.usage)
    }
  }

  /// Runs until the user, a signal or the end of all sources ends it; what comes back is the exit status.
  private static func run(_ invocation: Invocation) async -> Int32 {
    var urls = invocation.urls
    var demo: DemoServer?
    if let path = invocation.demo {
      switch await DemoServer.start() {
      case .success(let server):
        urls.append(SourceURL(server.url(of: path)))
        demo = server
      case .failure(let failure):
        say("sse-top: \(failure.sentence)")
        return ExitCode.failure
      }
    }
    defer { demo?.stop() }
    let clock = ContinuousClock()
    let start = clock.now
    let requests = urls.map { invocation.request(for: $0) }
    let model = StreamModel(invocation.source.state(of: urls, requests: requests))
    let engine = CurlEngine()
    let sources = requests.enumerated().map { index, request in
      RunningSource(
        EventSource(engine.transport(for: request), clock: clock, start: start),
        session: invocation.source.session(hasBody: request.body != nil), secrets: Secrets(request), index: index,
        model: model)
    }
    let program = Program(
      model: model, sources: sources, clock: clock, start: start, maxTime: invocation.source.maxTime)
    let status = await isatty(STDOUT_FILENO) == 1 ? dashboard(program) : lines(program)
    for source in sources { source.stop() }
    await engine.shutdown()
    return status
  }

  private static func dashboard(_ program: Program) async -> Int32 {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !type.isEmpty, type != "dumb" else {
      say("sse-top: TERM is \(type.isEmpty ? "not set" : "dumb"), so there is no dashboard; each event is a line")
      return await lines(program)
    }
    guard Terminal.findKeyboard() else {
      say("sse-top: there is no keyboard to read, so there is no dashboard; each event is a line")
      return await lines(program)
    }
    guard Terminal.isKnown(type) else {
      say("sse-top: this terminal (TERM=\(Printable.text(type))) is not known here; each event is a line")
      return await lines(program)
    }
    let doorbell = Doorbell()
    let signals = Signals()
    await signals.watchEnds(doorbell)
    await signals.watchScreen(doorbell)
    guard let terminal = Terminal(type: type) else {
      say("sse-top: this terminal (TERM=\(Printable.text(type))) cannot be opened")
      return ExitCode.failure
    }
    let status = await Loop(program: program, terminal: terminal, doorbell: doorbell).run()
    terminal.close()
    withExtendedLifetime(signals) {}
    return status
  }

  private static func lines(_ program: Program) async -> Int32 {
    let doorbell = Doorbell()
    let signals = Signals()
    await signals.watchEnds(doorbell)
    let status = await PlainOutput(program: program, doorbell: doorbell).run()
    withExtendedLifetime(signals) {}
    return status
  }

  /// Says something on standard error.
  static func say(_ text: String) {
    let line = text + "\n"
    _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// What a run consists of, beside where it is shown.
struct Program {
  let model: StreamModel
  let sources: [RunningSource]
  let clock: ContinuousClock
  /// The instant of `Moment.start`.
  let start: ContinuousClock.Instant
  /// How long the program may run; `nil` for no end.
  let maxTime: Duration?

  /// Starts the sources, and the time that they have.
  func begin(_ doorbell: Doorbell) {
    for source in sources { source.start() }
    guard let maxTime else { return }
    let clock = clock
    // Not on the main actor, which may be writing to a reader that does not read.
    Task { @concurrent in
      try? await clock.sleep(for: maxTime)
      doorbell.endTime()
    }
  }

  /// The exit status when the time is up: that of a time-out, unless a stream was open by then.
  var timeUpStatus: Int32 { model.state.sources.contains { $0.openings > 0 } ? ExitCode.success : ExitCode.timeOut }

  var now: Moment { Moment(start.duration(to: clock.now)) }
}
