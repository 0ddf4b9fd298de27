import CNcurses
import CTerminalRescue
package import Dashboard
import Glibc
package import Text

/// The terminal: shows canvases, reads keys, and always gives the screen back.
package final class Terminal {
  private let window: cn_window
  private let output: FrameOutput
  private let type: String
  private let errors: HeldErrors
  private let glyphs: Glyphs
  /// How many colours are used; none if that is the user's wish.
  private let depth: Colour.Depth
  /// Whether rows that have moved are moved by the terminal before ncurses looks for them.
  private let scrolls: Bool
  private var painter: Painter
  private var keyboard: Keyboard
  private var modes: TerminalModes
  private var shown: Canvas?
  /// The size that COLUMNS and LINES told at the start, for a terminal that does not know its own.
  private let environmentSize: ScreenSize?
  private var isCursorShown = false
  private(set) var theme: Theme
  private(set) var isOpen = true
  /// Another program has the terminal.
  var loan: ForegroundJob?

  /// Takes over the terminal; the caller has registered its signals before.
  ///
  /// - Parameter type: the terminal's type, as in TERM.
  /// - Returns: `nil` if ncurses does not know how to drive this terminal.
  package init?(type: String, _ options: ScreenOptions) {
    errors = HeldErrors()
    terminal_rescue_install(STDIN_FILENO, STDOUT_FILENO, errors.original, errors.held)
    // A large size makes ncurses write where it has no memory, and these go before what the terminal says of itself.
    environmentSize = ScreenSize { name in getenv(name).map { String(cString: $0) } }
    let isTooLarge = (ScreenSize.ofTerminal ?? environmentSize).map { $0 != $0.clamped } ?? false
    if isTooLarge {
      setenv("COLUMNS", "\(ScreenSize.limit.columns)", 1)
      setenv("LINES", "\(ScreenSize.limit.rows)", 1)
    }
    defer {
      if isTooLarge {
        unsetenv("COLUMNS")
        unsetenv("LINES")
      }
    }
    guard let output = FrameOutput(), let window = cn_open(type, output.descriptor) else {
      terminal_rescue_disarm()
      errors.release()
      return nil
    }
    terminal_rescue_draws_through(output.descriptor)
    self.window = window
    self.output = output
    self.type = type
    raw()
    // Keys are read between frames; a frame is not broken off for one.
    typeahead(-1)
    noecho()
    nonl()
    keypad(window, true)
    curs_set(0)
    let (depth, isClear) = Self.openColours(isWanted: options.hasColours)
    self.depth = depth
    scrolls = isClear && cn_can_scroll()
    theme = options.theme
    glyphs = options.isASCII || !Codeset.speaksUTF8 ? .ascii : .unicode
    painter = Painter(Styles(Theme.monochrome.looks, depth: .none))
    keyboard = Keyboard(named: KeyNames.current())
    modes = TerminalModes(understandsSequences: Capability.string("cup")?.starts(with: [0x1B, 0x5B]) == true)
    use(options.theme)
    send(modes.entering)
    setMouse(on: options.hasMouse)
  }

  /// The type to drive a terminal as: its own, if that is described here, else one that nearly all terminals are like.
  ///
  /// - Returns: `nil` if none of them is described here. No terminal is touched.
  package static func nearestKnown(to type: String) -> String? {
    [type, "xterm-256color", "xterm", "vt100"].first { cn_is_known($0) }
  }

  /// - Returns: whether what is cleared has no colour, too.
  private static func openColours(isWanted: Bool) -> (Colour.Depth, isClear: Bool) {
    guard isWanted, has_colors() else { return (.none, true) }
    start_color()
    let isClear = use_default_colors() != ERR
    // Where the terminal has no colours of its own to go back to, white on black is meant by them.
    if !isClear { assume_default_colors(7, 0) }
    return (Colour.Depth(colours: Int(cn_colors())), isClear)
  }

  /// Whether themes can show colours here.
  var hasColours: Bool { depth != .none }

  /// What frames have to know of this terminal.
  package var frameSize: (columns: Int, rows: Int, glyphs: Glyphs) {
    (Int(getmaxx(window)), Int(getmaxy(window)), glyphs)
  }

  /// Looks like this from now on; without colours like the monochrome theme.
  package func use(_ theme: Theme) {
    self.theme = theme
    painter.use(Styles((hasColours ? theme : .monochrome).looks, depth: depth), on: window, cn_cleared())
    redraw()
  }

  /// Whether the mouse is reported; what it selects is the terminal's own matter otherwise. Has no effect where the terminal's description knows of no mouse.
  package func setMouse(on: Bool) {
    guard modes.understandsSequences, on != modes.hasMouse, !on || Capability.string("kmous") != nil else { return }
    modes.hasMouse = on
    keyboard.hasMouse = on
    send(on ? TerminalModes.mouseOn : TerminalModes.mouseOff)
  }

  /// Asks the terminal for its size after it said that it changed.
  ///
  /// - Returns: what is to be told of it, if its size is not used.
  @discardableResult
  package func resize() -> String? {
    guard loan == nil else { return nil }
    guard let said = ScreenSize.ofTerminal ?? environmentSize else { return nil }
    let used = said.clamped
    resizeterm(Int32(used.rows), Int32(used.columns))
    redraw()
    return said == used ? nil : said.sentence
  }

  /// The next `show` draws everything anew.
  package func redraw() {
    shown = nil
    clearok(window, true)
  }

  /// Puts a canvas on the screen, by what has changed since the last one.
  package func show(_ canvas: Canvas) {
    guard isOpen, loan == nil else { return }
    if shown?.columns != canvas.columns || shown?.rows != canvas.rows {
      werase(window)
      shown = nil
    }
    let change = CanvasChange(from: shown, to: canvas)
    shown = canvas
    output.gather {
      painter.paint(change, isScrolled: scroll(change), to: canvas, on: window)
      if let cursor = canvas.cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
      if isCursorShown != (canvas.cursor != nil) {
        isCursorShown.toggle()
        curs_set(isCursorShown ? 1 : 0)
      }
      doupdate()
    }
  }

  /// Has the terminal move the rows that have moved, if it can.
  private func scroll(_ change: CanvasChange) -> Bool {
    guard scrolls, let scroll = change.scroll else { return false }
    let (top, bottom) = (Int32(scroll.region.lowerBound), Int32(scroll.region.upperBound - 1))
    return cn_scroll(output.descriptor, top, bottom, Int32(scroll.rows))
  }

  /// The keys that were pressed since the last call; `nil` if the terminal is gone.
  package func keys() -> [Key]? { loan == nil ? keyboard.keys() : [] }

  /// Writes a text for the terminal's clipboard.
  ///
  /// - Returns: whether this terminal may be told such things.
  func send(_ clipboard: [UInt8]) -> Bool {
    guard isOpen, loan == nil, modes.understandsSequences, OSC52.isUnderstood(by: type) else { return false }
    return Output.write(clipboard, to: STDOUT_FILENO)
  }

  /// Has the terminal call the user; another program that has it is not disturbed.
  package func ringBell() { if isOpen, loan == nil { send("\u{7}") } }

  /// Has the terminal show a notice on the desktop, if it may be told such things.
  package func notify(_ text: String) {
    guard isOpen, loan == nil, modes.understandsSequences, OSC52.isUnderstood(by: type) else { return }
    let multiplexer = Multiplexer.innermost(
      { getenv($0).map { String(cString: $0) } }, ancestors: Multiplexer.ancestors)
    Output.write(OSC9.sequence(text, inside: multiplexer), to: STDOUT_FILENO)
  }

  private func send(_ sequence: String) { Output.write(sequence.utf8, to: STDOUT_FILENO) }

  /// Stops this process, as the shell's user wants it; returns when it goes on.
  package func suspend() {
    guard loan == nil else {
      terminal_stop()
      handOver()
      return
    }
    leave()
    terminal_stop()
    enter()
  }

  /// Gives the terminal back for a while; `enter` takes it again.
  func leave() {
    // Where there is no other screen to go back to, the shell gets an empty one.
    if Capability.string("rmcup") == nil {
      for window in [window, cn_cleared()] { wbkgdset(window, 0x20) }
      werase(window)
      doupdate()
    }
    send(modes.leaving)
    endwin()
    terminal_rescue_disarm()
  }

  func enter() {
    terminal_rescue_install(STDIN_FILENO, STDOUT_FILENO, errors.original, errors.held)
    refreshModes()
    resize()
  }

  /// The process was stopped and goes on, and nobody knows what happened to the terminal in between.
  package func refreshModes() {
    guard loan == nil else { return handOver() }
    reset_prog_mode()
    use(theme)
    send(modes.entering)
    curs_set(0)
    isCursorShown = false
    redraw()
  }

  /// Gives the terminal back for good, and prints what was said on standard error meanwhile.
  ///
  /// - Parameter page: what is left on the normal screen, if anything.
  package func close(leaving page: Canvas? = nil) {
    guard isOpen else { return }
    isOpen = false
    if loan == nil { leave() } else { callIn() }
    if let page { send(PageText(canvas: page, depth: depth).text) }
    errors.release()
  }
}
