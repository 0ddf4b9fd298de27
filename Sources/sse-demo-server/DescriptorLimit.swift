import Glibc

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
