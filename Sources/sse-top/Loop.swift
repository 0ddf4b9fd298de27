import Dashboard
import Glibc
import Observation
import StreamModel

/// The dashboard's loop: everything that wakes it, what it does about it, and when a frame is drawn.
///
/// A key on an idle screen is on the glass at once, and keys are always read at once; however fast the stream is, there
/// are at most so many frames a second as the user wants.
struct Loop {
  let program: Program
  let terminal: Terminal
  let doorbell: Doorbell
  /// The shortest time between two frames.
  let frame: Duration

  /// Runs until a key or a signal ends it; what comes back is the exit status.
  func run() async -> Int32 {
    program.begin(doorbell)
    let watchers = [watchModel(), watchTime()]
    let input = InputWatch(doorbell)
    defer { for watcher in watchers { watcher.cancel() } }
    var view = ViewState()
    var due = program.clock.now
    var isPutOff = false
    doorbell.ring(.resize)
    for await _ in doorbell.rings {
      let wakes = doorbell.take()
      if wakes.contains(.stop) { return ExitCode.signal(doorbell.signal) }
      if wakes.contains(.timeUp) { program.intake.endTime() }
      if let status = program.intake.status { return status }
      if wakes.contains(.suspend) { terminal.suspend() }
      if wakes.contains(.resume) { terminal.refreshModes() }
      if wakes.contains(.resize) { terminal.resize() }
      if wakes.contains(.input) {
        guard let keys = terminal.keys() else { return ExitCode.signal(SIGHUP) }
        if let status = take(keys, &view) { return status }
      }
      if wakes.contains(.frame) { isPutOff = false }
      if program.clock.now >= due {
        due = program.clock.now + frame
        draw(&view)
      } else if !isPutOff {
        isPutOff = true
        ring(.frame, at: due)
      }
    }
    withExtendedLifetime(input) {}
    return ExitCode.success
  }

  private func ring(_ wakes: Wakes, at instant: ContinuousClock.Instant) {
    let (doorbell, clock) = (doorbell, program.clock)
    Task {
      try? await clock.sleep(until: instant, tolerance: .milliseconds(1))
      doorbell.ring(wakes)
    }
  }

  private func draw(_ view: inout ViewState) {
    let size = terminal.frameSize
    let frame = Frame(
      columns: size.columns, rows: size.rows, now: program.now, clock: program.wallClock,
      glyphs: size.glyphs)
    view.fit(program.model.state, frame)
    terminal.show(Dashboard.draw(program.model.state, view, frame))
  }

  /// Does what the keys say, and returns the exit status if they end the program.
  private func take(_ keys: [Key], _ view: inout ViewState) -> Int32? {
    for key in keys {
      let now = program.now
      switch view.press(key, in: program.model.state, at: now, clock: program.wallClock) {
      case .quit: return program.intake.quitStatus
      case .interrupt: return ExitCode.interrupt
      case .redraw: terminal.redraw()
      // To the whole job, as the terminal's driver does it: `curl … | sse-top` stops and goes on as one.
      case .suspend: kill(0, SIGTSTP)
      case .reconnect: for source in program.sources { source.reconnect() }
      default: break
      }
      // Each key sees the view as the one before it left it.
      let size = terminal.frameSize
      view.fit(program.model.state, Frame(columns: size.columns, rows: size.rows, now: now, glyphs: size.glyphs))
    }
    return nil
  }

  /// Rings when the model has changed, once a frame at most: observing more often costs, and shows nothing more.
  private func watchModel() -> Task<Void, Never> {
    let (model, doorbell, frame) = (program.model, doorbell, frame)
    return Task {
      for await _ in Observations({ model.state.revision }) {
        doorbell.ring(.model)
        try? await Task.sleep(for: frame)
      }
    }
  }

  /// Rings for what time alone changes: ten times a second while a countdown runs, else twice.
  private func watchTime() -> Task<Void, Never> {
    let (model, doorbell) = (program.model, doorbell)
    return Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: model.state.isCountingDown ? .milliseconds(100) : .milliseconds(500))
        doorbell.ring(.time)
      }
    }
  }
}

extension StreamState {
  /// Whether a wait is shown that falls by tenths.
  fileprivate var isCountingDown: Bool {
    sources.contains { source in
      guard case .waiting(let until, _) = source.connection, let now = source.lastDisconnection?.at else {
        return false
      }
      return until - now < .seconds(60)
    }
  }
}
