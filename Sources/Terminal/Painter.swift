import CNcurses
import Dashboard
import Glibc

/// Puts the cells of canvases into ncurses' window, a row's part with one call.
struct Painter {
  private var styles: Styles
  private var text: [cchar_t] = []

  init(_ styles: Styles) { self.styles = styles }

  /// From here on, on these windows.
  mutating func use(_ styles: Styles, on windows: cn_window?...) {
    self.styles = styles
    var blank = styles[.normal]
    for window in windows { wbkgrndset(window, &blank) }
  }

  /// Does to the window what turns the old canvas into the new one.
  ///
  /// - Parameter isScrolled: whether the rows that have moved are moved there already.
  mutating func paint(_ change: CanvasChange, isScrolled: Bool = false, to canvas: Canvas, on window: cn_window) {
    if let scroll = change.scroll, !isScrolled {
      scrollok(window, true)
      wsetscrreg(window, Int32(scroll.region.lowerBound), Int32(scroll.region.upperBound - 1))
      wscrl(window, Int32(scroll.rows))
      wsetscrreg(window, 0, Int32(canvas.rows - 1))
      scrollok(window, false)
    }
    // ncurses looks for rows that it can move only where some have: looking costs more than it brings elsewhere.
    idlok(window, change.scroll != nil)
    for run in change.runs {
      let row = canvas.row(run.row)
      let cells = Self.reach(of: run.columns, in: row)
      put(cells, row: run.row, column: cells.startIndex - row.startIndex, on: window)
    }
  }

  /// The cells of some columns and of the blanks around them, up to and with the ink beyond: so that a blank's look
  /// depends on what the row holds, and not on what of it has changed.
  private static func reach(of columns: Range<Int>, in row: ArraySlice<Cell>) -> ArraySlice<Cell> {
    var start = row.startIndex + columns.lowerBound
    while start > row.startIndex, row[start - 1].isBlank { start -= 1 }
    if start > row.startIndex { start -= 1 }
    while start > row.startIndex, row[start].isContinuation { start -= 1 }
    var end = row.startIndex + columns.upperBound
    while end < row.endIndex, row[end].isBlank { end += 1 }
    if end < row.endIndex { end += 1 }
    while end < row.endIndex, row[end].isContinuation { end += 1 }
    return row[start..<end]
  }

  private mutating func put(_ cells: ArraySlice<Cell>, row: Int, column: Int, on window: cn_window) {
    text.removeAll(keepingCapacity: true)
    var start = column
    var next = column
    /// The last cell with ink, by its role and its index.
    var inked: (role: Role, index: Int)?
    for index in cells.indices {
      let cell = cells[index]
      guard !cell.isContinuation else { continue }
      var shown = styles[cell.role]
      let columns = index + 1 < cells.endIndex && cells[index + 1].isContinuation ? 2 : 1
      var isAgreed = true
      if cell.base < 0x80 {
        shown.chars.0 = wchar_t(bitPattern: cell.base)
      } else {
        let width = wcwidth(wchar_t(bitPattern: cell.base))
        // What the C library does not know would not move ncurses' cursor.
        shown.chars.0 = wchar_t(bitPattern: width > 0 ? cell.base : 0x3F)
        isAgreed = width == columns
      }
      if cell.hasMarks { shown.attach(cell.marks) }
      if !cell.isBlank {
        if let inked { bridge(cells[inked.index..<index], of: inked.role) }
        inked = (cell.role, index)
      }
      text.append(shown)
      next += columns
      // After a disagreement about a width the next cell gets a position of its own, so that it cannot spread.
      if !isAgreed {
        flush(row: row, from: &start, to: next, on: window)
        inked = nil
      }
    }
    flush(row: row, from: &start, to: next, on: window)
  }

  /// Gives the blanks after a cell with ink its look, if that cannot be seen: ncurses then has no attributes to send for
  /// them. Blanks that end a row stay as they are, since it clears those at once.
  private mutating func bridge(_ cells: ArraySlice<Cell>, of role: Role) {
    var place = text.endIndex
    for blank in cells.reversed() where blank.isBlank {
      place -= 1
      if blank.role != role, styles.shareBackdrop(blank.role, role) { text[place] = styles[role] }
    }
  }

  private mutating func flush(row: Int, from start: inout Int, to next: Int, on window: cn_window) {
    if !text.isEmpty {
      wmove(window, Int32(row), Int32(start))
      wadd_wchnstr(window, text, Int32(text.count))
      text.removeAll(keepingCapacity: true)
    }
    start = next
  }
}

extension cchar_t {
  fileprivate mutating func attach(_ marks: (UInt32, UInt32, UInt32, UInt32)) {
    chars.1 = wchar_t(bitPattern: marks.0)
    chars.2 = wchar_t(bitPattern: marks.1)
    chars.3 = wchar_t(bitPattern: marks.2)
    chars.4 = wchar_t(bitPattern: marks.3)
  }
}
