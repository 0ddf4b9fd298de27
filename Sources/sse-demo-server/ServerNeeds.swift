import CLinux

/// What the server needs of the system, asked for before NIO does, which crashes where it is refused.
enum ServerNeeds {
  /// Standard streams, the selector and its bells, the listening socket, a file or two, and some clients.
  private static let descriptors = 16
  /// The event loop, the end of standard input, and what NIO ends itself with.
  private static let threads = 6

  /// The first thing that there is no room for, and where its limit is set.
  static func lack() -> String? {
    if linux_has_descriptors(Int32(descriptors)) == 0 { return "\(descriptors) more open files (ulimit -n)" }
    if linux_has_memory(Int32(threads), 16 << 20) == 0 { return "\(threads) threads' memory (ulimit -v, -d, -s)" }
    if linux_has_threads(Int32(threads)) == 0 { return "\(threads) threads (ulimit -u, pids.max of a container)" }
    return nil
  }
}
