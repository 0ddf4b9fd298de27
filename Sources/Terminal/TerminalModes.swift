import Glibc

/// What a terminal is told beside what ncurses knows of: bracketed paste, and the mouse.
///
/// `CTerminalRescue` switches both off too.
struct TerminalModes {
  /// Whether the terminal takes control sequences (ECMA-48), as nearly all do.
  let understandsSequences: Bool
  var hasMouse = false

  /// To take the terminal over.
  var entering: String { understandsSequences ? "\u{1B}[?2004h" + (hasMouse ? Self.mouseOn : "") : "" }

  /// To give it back.
  var leaving: String { understandsSequences ? (hasMouse ? Self.mouseOff : "") + "\u{1B}[?2004l" : "" }

  /// To report presses and the wheel, at best as numbers (1006). Dragging with Shift stays the terminal's own.
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
}

/// Writes to a descriptor until all is written or it fails.
enum Output {
  @discardableResult
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Whoever shares the terminal with us may have asked not to be kept waiting.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
