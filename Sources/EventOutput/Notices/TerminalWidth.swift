import Glibc

/// How wide the terminal is behind a descriptor.
package enum TerminalWidth {
  /// `nil` if there is none, or it does not know.
  package static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
