import Glibc
import NIOPosix

/// The standard streams of the process.
enum StandardStreams {
  /// Opens `/dev/null` in place of those that are closed.
  ///
  /// Otherwise the next socket gets the number of standard error, and a client gets the log.
  static func fill() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Writes to standard output; that nobody reads it is no matter.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// What makes the process end.
///
/// The signals are blocked in all threads and taken one by one with `sigwait`, so no code ever runs in a handler and
/// none is lost that comes early.
struct Ending {
  private let signals: [CInt]

  /// Holds back the signals. To be called before there is a second thread, since threads inherit what is blocked.
  init(atEndOfInput: Bool) {
    signals = atEndOfInput ? [SIGINT, SIGTERM, SIGHUP] : [SIGINT, SIGTERM]
    var set = Self.set(signals)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
    if atEndOfInput { Self.hangUpAtEndOfInput() }
  }

  /// Returns when the process shall end. From then on SIGINT and SIGTERM kill, as they do by default.
  func wait() {
    var set = Self.set(signals)
    var received: CInt = 0
    while sigwait(&set, &received) != 0 {}
    var deadly = Self.set([SIGINT, SIGTERM])
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &deadly, nil)
  }

  /// Reads standard input to its end in a thread of its own, and then hangs up on ourselves.
  private static func hangUpAtEndOfInput() {
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    pool.submit { _ in
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count > 0 || (count < 0 && errno == EINTR) { continue }
        if count < 0, errno == EAGAIN {
          var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
          poll(&ready, 1, -1)
          continue
        }
        kill(getpid(), SIGHUP)
        return
      }
    }
  }

  private static func set(_ signals: [CInt]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
