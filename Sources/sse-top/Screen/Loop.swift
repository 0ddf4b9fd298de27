import Dashboard
import EventFields
import EventFiles
import EventFilter
import EventOutput
import Glibc
import StreamModel
import Terminal

/// The dashboard's loop: everything that wakes it, what it does about it, and when a frame is drawn.
///
/// A key on an idle screen is on the glass at once, and keys are always read at once; however fast the stream is, there
/// are at most so many frames a second as the user wants.
final class Loop {
  /// How long a filter or a search may look through the log before keys are read again.
  private static let slice = Duration.milliseconds(4)
  /// Records that are looked at between two looks at the clock.
  private static let sliceBudget = 1024

  private let program: Program
  private let terminal: Terminal
  private let doorbell: Doorbell
  private let effects: Effects
  private var pacing: FramePacing
  /// Ticks while frames come as fast as they may.
  private let frameClock: LoopTimer
  /// Ticks for what time alone changes.
  private let clock: LoopTimer
  private(set) var view: ViewState
  private var drawn = DrawnFeed()
  /// Why a recording failed, as far as it was told.
  private var toldFailure: String?
  private var eventStop = EventStop()
  private let alertCaller: AlertCaller

  init(program: Program, terminal: Terminal, view: ViewState, framesPerSecond: Int, notifies: Bool = false) {
    let doorbell = program.doorbell
    alertCaller = AlertCaller(terminal: terminal, notifies: notifies)
    (self.program, self.terminal, self.doorbell, self.view) = (program, terminal, doorbell, view)
    pacing = FramePacing(interval: .nanoseconds(1_000_000_000 / framesPerSecond))
    frameClock = LoopTimer(doorbell, rings: .frame)
    clock = LoopTimer(doorbell, rings: .time)
    effects = Effects(
      program: program, terminal: terminal, input: InputWatch { doorbell.ring(.input) }, doorbell: doorbell)
  }

  /// What the user has saved.
  var savedFiles: [String] { effects.savedFiles }

  /// The groups of all that has come; `nil` where events are told apart by their types.
  var groups: GroupTable? { view.groupTable }

  /// Runs until a key or a signal ends it.
  ///
  /// - Returns: the exit status, and the page that is to be left on the normal screen, if any.
  func run() async -> (status: Int32, page: Canvas?) {
    program.processor.watch { [unowned self] state in self.view.receive(state) }
    program.processor.resumed(
      groups: { [unowned self] state in self.view.groupsCheckpoint(state) },
      resume: { [unowned self] state, groups in self.view.resume(state, groups) })
    program.processor.stopped = { [unowned self] in self.eventStop.reached($0, $1, program, &view) }
    program.begin()
    watchTime()
    doorbell.ring(.resize)
    let end = await doorbell.answer { self.step() }
    // A file that is being saved is finished, unless a signal hurries.
    if doorbell.signal == 0 { await effects.finish() }
    return end
  }

  /// Does what has rung, and returns the end if that is one.
  private func step() -> (status: Int32, page: Canvas?)? {
    let wakes = doorbell.drain()
    if wakes.contains(.stop) { return end { ExitCode.signal(doorbell.signal) } }
    // Before what has come is taken: it may have waited.
    program.processor.noteAbsence(isResumed: wakes.contains(.resume), at: program.now)
    let hasReports = takeReports(wakes)
    let hasCalled = alertCaller.call(program)
    // Lent for this step: while the view holds it, the next event would copy it.
    view.answers = program.processor.answerReaders
    view.comparison = program.processor.comparison
    defer { (view.answers, view.comparison) = (nil, nil) }
    if wakes.contains(.timeUp) {
      program.endSources()
      program.processor.endTime(at: program.now)
    }
    if let status = program.processor.status { return end { status } }
    if wakes.contains(.reopen) { program.recorder.reopen() }
    if wakes.contains(.scrape) { program.processor.tellMetrics() }
    if wakes.contains(.suspend) { terminal.suspend() }
    if wakes.contains(.resume) { terminal.refreshModes() }
    if wakes.contains(.resize), let sentence = terminal.resize() { view.tell(sentence, isTrouble: true) }
    // A prompt is not taken away from under the fingers.
    if !view.isPrompting { for outcome in effects.outcomes() { outcome.tell(&view) } }
    // At the first and each frame too: while the processors are busy, who tells of keys may have to wait for seconds.
    var hasKeys = false
    if !wakes.isDisjoint(with: [.input, .frame, .resize]) {
      guard let keys = terminal.keys() else { return end { ExitCode.signal(SIGHUP) } }
      hasKeys = !keys.isEmpty
      if let end = receive(keys) { return end }
    }
    program.replay?.leaveEnd(&view, program.model.state)
    if !lookThroughLog() { doorbell.ring(.work) }
    if hasReports || wakes.contains(.time) { watchTime() }
    if wakes.contains(.time) { program.passSecond() }
    let change = FramePacing.Change(wakes, hasReports: hasReports, hasKeys: hasKeys, hasCalled: hasCalled)
    let pause = view.isRunning(program.model.state) ? pacing.interval : FramePacing.pauseOfNumbers
    switch pacing.wake(at: program.clock.now, change: change, pause: pause, isTick: wakes.contains(.frame)) {
    case .draw: terminal.show(picture())
    case .rest: break
    case .start(let first):
      frameClock.start(after: program.clock.now.duration(to: first), every: pacing.interval)
    case .stop: frameClock.stop()
    }
    // What comes until the next tick is taken then.
    if pacing.isTicking { doorbell.mute(.reports) }
    return nil
  }

  /// Ends the sources, so that nothing is recorded that is not counted, and only then asks how the run went.
  private func end(leavesPage: Bool = false, status: () -> Int32) -> (status: Int32, page: Canvas?) {
    program.endSources()
    return (status(), leavesPage ? picture() : nil)
  }

  /// Takes what the sources have reported, once a frame unless it is much, and says whether there was anything.
  private func takeReports(_ wakes: Wakes) -> Bool {
    guard !pacing.isTicking || !wakes.isDisjoint(with: [.frame, .backlog, .timeUp]) else { return false }
    let deliveries = program.reportQueue.drain()
    program.processor.receive(deliveries)
    eventStop.goBack(program, &view)
    if let (sentence, isTrouble) = program.replay?.goOn() { view.tell(sentence, isTrouble: isTrouble) }
    return !deliveries.isEmpty
  }

  /// Looks through the log for a filter or a search, and says whether all of it is known.
  private func lookThroughLog() -> Bool {
    let end = program.clock.now + Self.slice
    repeat {
      if view.advance(program.model.state, budget: Self.sliceBudget) { return true }
    } while program.clock.now < end
    return false
  }

  /// What is drawn now, and where.
  private var frame: Frame {
    let size = terminal.frameSize
    return Frame(
      columns: size.columns, rows: size.rows, now: program.now, clock: program.wallClock, glyphs: size.glyphs)
  }

  private func picture() -> Canvas {
    let frame = frame
    let recording = program.recorder.status
    view.recording = recording.progress
    view.replay = program.replay?.status(at: frame.now, showsEnd: view.showsEnd)
    view.alertedEvents = program.processor.alerts.events
    if recording.failure != toldFailure {
      toldFailure = recording.failure
      if let failure = recording.failure { view.tell(failure, isTrouble: true) }
    }
    view.receive(program.processor.findings)
    view.fit(program.model.state, frame)
    return draw(program.model.state, view, frame, reusing: &drawn)
  }

  /// Does what the keys say, and returns the end if they end the program.
  private func receive(_ keys: [Key]) -> (status: Int32, page: Canvas?)? {
    // One after the other: a key may open a prompt, in which Alt means something.
    var rest = keys[...]
    while let key = rest.popFirst() {
      if !view.isPrompting, key.withoutAlt.count > 1 {
        rest = (key.withoutAlt + rest)[...]
        continue
      }
      let effect = view.press(key, in: program.model.state, at: program.now, clock: program.wallClock)
      switch effect {
      case .quit: return end { program.processor.quitStatus }
      case .quitLeavingPage: return end(leavesPage: true) { program.processor.quitStatus }
      case .interrupt: return end { ExitCode.interrupt }
      case .some(let effect): effects.perform(effect, &view)
      case nil: break
      }
      // Each key sees the view as the one before it left it.
      view.fit(program.model.state, frame, isDrawn: false)
    }
    return nil
  }

  /// Rings for what time alone changes: ten times a second while a countdown runs, else once, as clocks show seconds.
  private func watchTime() {
    let pause: Duration = program.model.state.isCountingTenths ? .milliseconds(100) : .seconds(1)
    // Not in step with what a server sends each second since it was asked: that would be two frames where one does.
    if clock.interval != pause { clock.start(after: pause * 0.7, every: pause) }
  }
}
