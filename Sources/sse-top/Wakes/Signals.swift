import Dispatch
import Glibc

/// Watches signals for as long as it is kept, and rings the doorbell for them.
nonisolated final class Signals {
  private var sources: [any DispatchSourceSignal] = []
  private let registrations = DispatchGroup()

  /// Watches what ends the program, SIGCONT, after which nothing has been read for a while, and SIGHUP, which of a service
  /// that rotates its recording wants another file. Returns when every signal is registered, so that none can be missed
  /// after.
  ///
  /// What was ignored when the program began stays so: `nohup` and shells mean it.
  ///
  /// - Parameter rotates: whether `--rotate` asks for more than one file of a recording.
  func watchEnds(_ doorbell: Doorbell, rotates: Bool) async {
    for number in [SIGTERM, SIGINT] where !Self.isIgnored(number) {
      add(number) { doorbell.stop(signal: number) }
    }
    add(SIGCONT) { doorbell.ring(.resume) }
    if !Self.isIgnored(SIGHUP) {
      let reopens = rotates && !Self.hasTerminal
      add(SIGHUP) { reopens ? doorbell.ring(.reopen) : doorbell.stop(signal: SIGHUP) }
    }
    await areRegistered()
  }

  /// Whether a terminal controls the process: then SIGHUP says that it is gone.
  private static var hasTerminal: Bool {
    let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return false }
    close(terminal)
    return true
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = Glibc.sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    // SIG_IGN is the number 1 where a function would be.
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  /// Watches what concerns a screen. Without one they keep their usual effect.
  func watchScreen(_ doorbell: Doorbell) async {
    add(SIGWINCH) { doorbell.ring(.resize) }
    add(SIGTSTP) { doorbell.ring(.suspend) }
    await areRegistered()
  }

  private func add(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    registrations.enter()
    source.setRegistrationHandler { @Sendable [registrations] in registrations.leave() }
    source.resume()
    sources.append(source)
  }

  /// Returns when Dispatch, which does it on a thread of its own, has registered all that were added.
  private func areRegistered() async {
    await withCheckedContinuation { registered in
      registrations.notify(queue: .global()) { registered.resume() }
    }
  }
}
