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
