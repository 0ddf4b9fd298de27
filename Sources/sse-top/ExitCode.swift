/// The exit statuses that are not a disconnection's own.
nonisolated enum ExitCode {
  static let success: Int32 = 0
  static let failure: Int32 = 1
  static let usage: Int32 = 2
  /// curl's numbers for them.
  static let writeError: Int32 = 23
  static let readError: Int32 = 26
  static let timeOut: Int32 = 28
  static let interrupt: Int32 = 130

  /// As shells count the end by a signal.
  static func signal(_ number: Int32) -> Int32 { 128 + number }
}
