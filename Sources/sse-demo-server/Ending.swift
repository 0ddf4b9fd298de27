import Glibc
import NIOPosix

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
