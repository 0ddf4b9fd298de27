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
