import CLinux
import Glibc

/// What the server needs of the system, asked for before NIO does, which crashes where it is refused.
enum ServerNeeds {
  /// Standard streams, the selector and its bells, the listening socket, a file or two, and some clients.
  private static let descriptors = 16
  /// The event loop, the end of standard input, and what NIO ends itself with.
  private static let threads = 6

  /// Throws a `ServerFailure` with the first thing that there is no room for, and where its limit is set.
  static func check() throws {
    if let lack = lack() { throw ServerFailure.noRoom(lack) }
  }

  private static func lack() -> String? {
    // Dispatch, by which NIO ends its threads, looks there for their state.
    if access("/proc/self/task", R_OK) != 0 { return "threads, whose state is in /proc (mount -t proc proc /proc)" }
    if linux_has_descriptors(Int32(descriptors)) == 0 { return "\(descriptors) more open files (ulimit -n)" }
    if linux_has_memory(Int32(threads), 16 << 20) == 0 { return "\(threads) threads' memory (ulimit -v, -d, -s)" }
    if linux_has_threads(Int32(threads)) == 0 { return "\(threads) threads (ulimit -u, pids.max of a container)" }
    return nil
  }
}

/// How many connections the system lets the process have.
enum DescriptorLimit {
  /// What ten thousand clients need, and the server besides.
  static let wanted: rlim_t = 10_240

  /// Raises it as far as it goes, and tells if that is less than wanted.
  static func raise(log: any Log) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    if limit.rlim_cur < limit.rlim_max {
      var higher = limit
      higher.rlim_cur = limit.rlim_max
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &higher) == 0 { limit = higher }
    }
    if limit.rlim_cur < wanted {
      log.mention("no more than \(limit.rlim_cur) descriptors are allowed: enough for about as many clients")
    }
  }
}
