import CTerminalRescue
import Dispatch
import Glibc

extension Terminal {
  /// What another program has while it has the terminal.
  struct ForegroundJob {
    var file: TemporaryFile?
    /// `nil` before it runs and after.
    var child: Child?
    /// The terminal's modes as they were before.
    var modes: termios
  }

  /// A program that ended sooner can have shown nothing that was read.
  private static let glance = Duration.milliseconds(500)

  /// Gives the terminal to another program until that ends; nothing is drawn and no key is read meanwhile.
  ///
  /// - Returns: what went wrong, as a sentence.
  package func lend(to program: OtherProgram, _ input: InputWatch) async -> String? {
    guard isOpen, loan == nil else { return "another program has the terminal" }
    let file: TemporaryFile
    do {
      file = try TemporaryFile(
        program.bytes, suffix: program.suffix, in: getenv("TMPDIR").map { String(cString: $0) })
    } catch { return error.sentence }
    if program.reading == .input { file.remove() }
    input.pause()
    leave()
    var modes = termios()
    tcgetattr(STDIN_FILENO, &modes)
    loan = ForegroundJob(file: file, modes: modes)
    let sentence = await run(program, on: file)
    if isOpen {
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
      loan = nil
      enter()
      input.goOn()
    }
    return sentence
  }

  private func run(_ program: OtherProgram, on file: TemporaryFile) async -> String? {
    let start = ContinuousClock.now
    let child: Child
    do {
      child = try Child.start(
        program.words(path: file.path), input: program.reading == .input ? file.descriptor : nil,
        output: STDOUT_FILENO)
    } catch {
      return switch error {
      case .notFound: "there is no /bin/sh to run \(program.purpose)"
      case .system(let why): "\(program.purpose) cannot be run: \(why)"
      }
    }
    loan?.child = child
    handOver()
    var change = await child.change()
    while case .stopped(let signal) = change, isOpen {
      if signal == SIGTTIN || signal == SIGTTOU {
        // It was quicker than we were with handing over.
        handOver()
      } else {
        // The user has stopped it, and so the whole job; `suspend` makes it go on.
        takeBack()
        kill(0, SIGTSTP)
      }
      change = await child.change()
    }
    loan?.child = nil
    guard isOpen else { return nil }
    takeBack()
    if var modes = loan?.modes { tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) }
    let sentence = program.sentence(change)
    if program.isAwaited || sentence != nil || ContinuousClock.now - start < Self.glance {
      Output.write(
        Array("\n\(sentence.map { $0 + "; p" } ?? "P")ress Enter to go back to sse-top ".utf8), to: STDOUT_FILENO)
      await Self.waitForEnter()
    }
    return sentence
  }

  /// Puts the program that has the terminal into its foreground, and makes it go on.
  func handOver() {
    guard let child = loan?.child else { return }
    Self.setForeground(child.process)
    child.signal(SIGCONT)
  }

  private func takeBack() { Self.setForeground(getpgrp()) }

  /// Ends the program that has the terminal, because this one ends.
  func callIn() {
    guard let loan else { return }
    if let child = loan.child {
      child.signal(SIGHUP)
      child.signal(SIGCONT)
      // It may put the screen back itself, for which it has to be in the foreground still.
      for _ in 0..<30 where kill(-child.process, 0) == 0 { usleep(10_000) }
    }
    takeBack()
    terminal_rescue_leave(STDOUT_FILENO)
    var modes = loan.modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    loan.file?.remove()
    self.loan = nil
  }

  private static func setForeground(_ group: pid_t) {
    // Who is in the background is stopped for this, unless the signal is blocked.
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    tcsetpgrp(STDIN_FILENO, group)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static func waitForEnter() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var byte: UInt8 = 0
        while true {
          let count = read(STDIN_FILENO, &byte, 1)
          if count < 0, errno == EINTR { continue }
          guard count == 1, byte != 10, byte != 13 else { break }
        }
        continuation.resume()
      }
    }
  }
}
