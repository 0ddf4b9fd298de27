import CLinux
import Glibc

/// What a run needs of the system, asked for before anything else needs it.
///
/// Dispatch, Swift's runtime and libcurl take it badly to be refused: they crash, or wait for ever without a word.
nonisolated enum SystemNeeds {
  /// What a run needs of the system, and may not get.
  enum Lack: Equatable {
    case processFolder
    case descriptors(Int)
    case memory
    case threads

    var sentence: String {
      switch self {
      case .processFolder:
        "there is no /proc here, in which the state of threads is read; mount -t proc proc /proc"
      case .descriptors(let count):
        "fewer than \(count) more files can be opened, and a run may need as many; see ulimit -n"
      case .memory:
        "there is not enough memory for \(SystemNeeds.threads) threads and \(SystemNeeds.memory >> 20) MiB; see ulimit -v, -d and -s"
      case .threads:
        "fewer than \(SystemNeeds.threads) threads can be started, and a run may need as many; see ulimit -u, or pids.max of the container"
      }
    }
  }

  /// Those of a dashboard: signals, timers, bells, the terminal, a name lookup, one source and its recording.
  static let descriptors = 24
  /// The same where each event is a line, but for the files that are written.
  static let lineDescriptors = 16
  /// Those of a dashboard with one source, and a pool of as many as there are processors, of which more than a few
  /// are never busy at once.
  static let threads = 10 + min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 8)
  /// What a short stream needs, in bytes.
  static let memory = 32 << 20

  /// Whether there is memory, without which not even the command line can be read. Where it is short, threads that are
  /// begun from now on get by with less.
  static func hasMemory() -> Bool { linux_make_room(Int32(threads), memory) != 0 }

  /// The first thing that is lacking.
  ///
  /// - Parameters:
  ///   - hasDashboard: whether there is to be one.
  ///   - files: how many are to be written.
  static func lack(hasDashboard: Bool, files: Int) -> Lack? {
    let descriptors = hasDashboard ? descriptors : min(lineDescriptors + files, descriptors)
    guard access("/proc/self/task", R_OK) == 0 else { return .processFolder }
    guard linux_has_descriptors(Int32(descriptors)) != 0 else { return .descriptors(descriptors) }
    guard hasMemory() else { return .memory }
    guard linux_has_threads(Int32(threads)) != 0 else { return .threads }
    return nil
  }
}
