import CNcurses
import CTerminalRescue
import Dashboard
import Glibc

/// The terminal: shows canvases, reads keys, and always gives the screen back. The only file that draws with ncurses.
final class Terminal {
  private let window: cn_window
  private let theme: Theme
  private let errors: HeldErrors
  private let glyphs: Glyphs
  private var shown: Canvas?
  private var text: [wchar_t] = []
  private var keyReader = KeyReader()
  private var isOpen = true

  /// Takes over the terminal; the caller has registered its signals before.
  ///
  /// - Parameter type: the terminal's type, as in TERM.
  /// - Returns: `nil` if ncurses does not know how to drive this terminal.
  init?(type: String) {
    errors = HeldErrors()
    terminal_rescue_install(STDIN_FILENO, STDOUT_FILENO, errors.original, errors.held)
    guard let window = cn_open(type) else {
      terminal_rescue_disarm()
      errors.release()
      return nil
    }
    self.window = window
    raw()
    noecho()
    nonl()
    keypad(window, true)
    nodelay(window, true)
    intrflush(window, false)
    // A lone Esc is waited for this long, in milliseconds, before it counts as Esc.
    set_escdelay(25)
    curs_set(0)
    theme = Theme(hasColours: has_colors())
    glyphs = Codeset.speaksUTF8 ? .unicode : .ascii
  }

  /// Whether there is a description of this type of terminal, without touching any.
  static func isKnown(_ type: String) -> Bool { cn_is_known(type) }

  /// Makes the controlling terminal standard input where that is something else, so that there are keys.
  static func findKeyboard() -> Bool {
    if isatty(STDIN_FILENO) == 1 { return true }
    let keyboard = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0 else { return false }
    defer { Glibc.close(keyboard) }
    return dup2(keyboard, STDIN_FILENO) >= 0
  }

  /// What frames have to know of this terminal.
  var frameSize: (columns: Int, rows: Int, glyphs: Glyphs) { (Int(getmaxx(window)), Int(getmaxy(window)), glyphs) }

  /// Asks the terminal for its size after it said that it changed.
  func resize() {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return }
    resizeterm(Int32(size.ws_row), Int32(size.ws_col))
    redraw()
  }

  /// The next `show` draws everything anew.
  func redraw() {
    shown = nil
    clearok(window, true)
  }

  /// Puts a canvas on the screen; rows that are as they were are left alone.
  func show(_ canvas: Canvas) {
    if shown?.columns != canvas.columns || shown?.rows != canvas.rows {
      werase(window)
      shown = nil
    }
    for row in 0..<canvas.rows where shown?.row(row) != canvas.row(row) { draw(canvas.row(row), at: row) }
    shown = canvas
    wrefresh(window)
  }

  /// Draws by runs of one role, each at its own position, so that a disagreement about a width cannot spread.
  private func draw(_ cells: ArraySlice<Cell>, at row: Int) {
    var index = cells.startIndex
    while index < cells.endIndex {
      let (start, role) = (index, cells[index].role)
      text.removeAll(keepingCapacity: true)
      while index < cells.endIndex, cells[index].role == role {
        // What comes after a wide or composed character gets a position of its own.
        if index > start, !cells[index].isContinuation, !cells[index - 1].isPlain { break }
        if !cells[index].isContinuation {
          for scalar in cells[index].character.unicodeScalars { text.append(wchar_t(bitPattern: scalar.value)) }
        }
        index += 1
      }
      let style = theme.style(role)
      wattr_set(window, style.attributes, style.pair, nil)
      mvwaddnwstr(window, Int32(row), Int32(start - cells.startIndex), text, Int32(text.count))
    }
  }

  /// The keys that were pressed since the last call; `nil` if the terminal is gone.
  func keys() -> [Key]? { keyReader.keys(from: window) }

  /// Gives the terminal back for a while; `enter` takes it again.
  func leave() {
    endwin()
    terminal_rescue_disarm()
  }

  func enter() {
    terminal_rescue_install(STDIN_FILENO, STDOUT_FILENO, errors.original, errors.held)
    refreshModes()
    resize()
  }

  /// The process was stopped and goes on, and nobody knows what happened to the terminal in between.
  func refreshModes() {
    reset_prog_mode()
    curs_set(0)
    redraw()
  }

  /// Gives the terminal back for good, and prints what was said on standard error meanwhile.
  func close() {
    guard isOpen else { return }
    isOpen = false
    endwin()
    terminal_rescue_disarm()
    errors.release()
  }
}

extension Cell {
  /// One scalar in one column, about which no two programs disagree.
  fileprivate var isPlain: Bool { !isContinuation && character.isASCII }
}
