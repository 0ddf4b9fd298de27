import CNcurses
import Dashboard
import Glibc

/// Puts the cells of canvases into ncurses' window, a row's part with one call.
struct Painter {
  private var styles: Styles
  private var text: [cchar_t] = []

  init(_ styles: Styles) { self.styles = styles }

  /// From here on, on this window.
  mutating func use(_ styles: Styles, on window: cn_window) {
    self.styles = styles
    var blank = styles[.normal]
    wbkgrndset(window, &blank)
  }

  /// Does to the window what turns the old canvas into the new one.
  mutating func paint(_ change: CanvasChange, to canvas: Canvas, on window: cn_window) {
    if let scroll = change.scroll {
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
      let cells = row[row.startIndex + run.columns.lowerBound..<row.startIndex + run.columns.upperBound]
      put(cells, row: run.row, column: run.columns.lowerBound, on: window)
    }
  }

  private mutating func put(_ cells: ArraySlice<Cell>, row: Int, column: Int, on window: cn_window) {
    text.removeAll(keepingCapacity: true)
    var start = column
    var next = column
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
      text.append(shown)
      next += columns
      // After a disagreement about a width the next cell gets a position of its own, so that it cannot spread.
      if !isAgreed { flush(row: row, from: &start, to: next, on: window) }
    }
    flush(row: row, from: &start, to: next, on: window)
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
