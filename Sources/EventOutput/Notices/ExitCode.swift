/// The exit statuses that are not a disconnection's own.
package enum ExitCode {
  package static let success: Int32 = 0
  package static let failure: Int32 = 1
  package static let usage: Int32 = 2
  /// curl's numbers for them.
  package static let writeError: Int32 = 23
  package static let readError: Int32 = 26
  package static let timeOut: Int32 = 28
  package static let interrupt: Int32 = 130

  /// As shells count the end by a signal.
  package static func signal(_ number: Int32) -> Int32 { 128 + number }
}
