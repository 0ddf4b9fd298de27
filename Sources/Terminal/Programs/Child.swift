import Dispatch
import Glibc

/// A process that this one has started, in a process group of its own.
struct Child: Sendable {
  /// Its process group's number too.
  let process: pid_t

  enum Failure: Error, Equatable {
    case notFound
    case system(String)
  }

  /// What has become of it.
  enum Change: Equatable, Sendable {
    case stopped(signal: Int32)
    case exited(status: Int32)
    case killed(signal: Int32)
    /// Somebody else has waited for it.
    case lost

    init(waitStatus: Int32) {
      let low = waitStatus & 0x7F
      if waitStatus & 0xFF == 0x7F {
        self = .stopped(signal: waitStatus >> 8 & 0xFF)
      } else if low == 0 {
        self = .exited(status: waitStatus >> 8 & 0xFF)
      } else {
        self = .killed(signal: low)
      }
    }
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: the program, to be found in `PATH`, and its arguments.
  ///   - input: what it reads as standard input; `nil` for ours.
  ///   - output: what standard output and error go to; `nil` for nowhere.
  static func start(_ words: [String], input: Int32?, output: Int32?) throws(Failure) -> Child {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Ignored and blocked signals are inherited; the program decides on its own.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [
      SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGWINCH, SIGCHLD,
    ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    switch posix_spawnp(&process, words.first ?? "", &actions, &attributes, &arguments, environ) {
    case 0: return Child(process: process)
    case ENOENT: throw .notFound
    case let error: throw .system(String(cString: strerror(error)))
    }
  }

  /// Waits until it ends or stops.
  func change() async -> Change {
    let process = process
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var status: Int32 = 0
        while true {
          let result = waitpid(process, &status, WUNTRACED)
          if result < 0, errno == EINTR { continue }
          continuation.resume(returning: result == process ? Change(waitStatus: status) : .lost)
          return
        }
      }
    }
  }

  /// Waits until it ends, and ends it when the time is up.
  ///
  /// - Returns: `nil` if it had to be ended.
  func end(within limit: Duration) async -> Change? {
    let deadline = Task { [self] in
      try await Task.sleep(for: limit)
      signal(SIGKILL)
    }
    while true {
      let change = await change()
      if case .stopped = change {
        signal(SIGKILL)
      } else {
        deadline.cancel()
        return change == .killed(signal: SIGKILL) ? nil : change
      }
    }
  }

  /// To it and to whatever it has started.
  func signal(_ number: Int32) { kill(-process, number) }
}
