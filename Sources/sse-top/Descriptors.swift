import Glibc

/// How many files and sockets the process may have open.
enum Descriptors {
  /// What is not the sources': standard streams, signals, name lookups, and what Dispatch opens to count its threads,
  /// which it takes badly to be refused.
  private static let reserve = 64

  /// Raises the limit as far as it goes without privileges, and says how many sources there is room for.
  static func roomForSources() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1 }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return max(Int(clamping: limit.rlim_cur) - reserve, 1)
  }
}
