import CNcurses
import Dashboard
import Glibc

/// Turns what ncurses reads into keys.
struct KeyReader {
  /// Everything that was typed so far; `nil` when the terminal is gone.
  ///
  /// - Parameter window: with `keypad` and `nodelay` set.
  mutating func keys(from window: cn_window) -> [Key]? {
    var keys: [Key] = []
    var code = wint_t(0)
    while true {
      errno = 0
      let result = wget_wch(window, &code)
      if result == ERR {
        // Without input ncurses says ERR too; a terminal that hung up says so for ever.
        return keys.isEmpty && Self.isGone ? nil : keys
      }
      let key = result == KEY_CODE_YES ? Self.functionKey(Int32(bitPattern: code)) : Self.character(code)
      if let key { keys.append(key) }
    }
  }

  private static var isGone: Bool {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, 0) > 0 else { return false }
    return state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
  }

  private static func functionKey(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_HOME, KEY_A1, KEY_FIND: .home
    case KEY_END, KEY_C1, KEY_SELECT, KEY_LL: .end
    case KEY_BTAB: .backTab
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case (KEY_F0 + 1)...(KEY_F0 + 12): .function(Int(code - KEY_F0))
    default: nil
    }
  }

  private static func character(_ code: wint_t) -> Key? {
    switch code {
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 1...26: Unicode.Scalar(code + 96).map { .control(Character($0)) }
    case 0...31: nil
    default: Unicode.Scalar(code).map { .character(Character($0)) }
    }
  }
}
