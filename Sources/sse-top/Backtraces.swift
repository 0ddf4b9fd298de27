import CTerminalRescue
import Glibc

/// The backtraces that Swift's runtime prints where its backtracer is installed.
enum Backtraces {
  private static let variable = "SWIFT_BACKTRACE"

  /// Starts the program anew where its backtracer would ask for a key after a fault.
  ///
  /// The runtime reads its settings before any code of the program runs, so a new start is the only way to change them.
  /// It is needed only at a terminal, and only where the backtracer is installed.
  static func neverAsk() {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, terminal_rescue_has_backtracer() != 0,
      let settings = settings(changing: getenv(variable).map { String(cString: $0) }),
      let path = realpath("/proc/self/exe", nil)
    else { return }
    setenv(variable, settings, 1)
    execv(path, CommandLine.unsafeArgv)
    // It could not be started anew: it goes on as it is.
    free(path)
  }

  /// What the settings have to become; `nil` if the user has said whether to ask.
  nonisolated static func settings(changing old: String?) -> String? {
    guard let old, !old.isEmpty else { return "interactive=no" }
    return old.contains("interactive") ? nil : "interactive=no,\(old)"
  }
}
