extension Detail {
  /// Moves the cursor by rows; by half a screen and more, what is on the screen goes with it.
  mutating func move(_ scroll: Scroll) {
    // One row of a screen stays in view when a page is turned.
    let rows = scroll.rows(page: max(height - 1, 1))
    switch scroll {
    case .up, .down: cursor = moved(cursor, by: rows)
    case .pageUp, .pageDown, .halfPageUp, .halfPageDown: turn(by: rows)
    }
  }

  /// The row some rows further down, or the last one there is.
  mutating func moved(_ place: Caret, by count: Int) -> Caret {
    var line = min(max(place.line, 0), lineCount - 1)
    var pieces = pieces(line)
    var piece = pieces.index(ofByte: place.byte)
    var starts = starts(line, piece, of: pieces)
    var row = Self.row(of: place.byte, starts)
    var left = count
    while left > 0 {
      let step = min(left, starts.count - 1 - row)
      (row, left) = (row + step, left - step)
      guard left > 0 else { break }
      if isWrapped(line), piece + 1 < pieces.count {
        piece += 1
      } else {
        guard line + 1 < lineCount else { break }
        line += 1
        pieces = self.pieces(line)
        piece = 0
      }
      starts = self.starts(line, piece, of: pieces)
      (row, left) = (0, left - 1)
    }
    while left < 0 {
      let step = min(-left, row)
      (row, left) = (row - step, left + step)
      guard left < 0 else { break }
      if isWrapped(line), piece > 0 {
        piece -= 1
      } else {
        guard line > 0 else { break }
        line -= 1
        pieces = self.pieces(line)
        piece = pieces.count - 1
      }
      starts = self.starts(line, piece, of: pieces)
      (row, left) = (starts.count - 1, left + 1)
    }
    return Caret(line: line, byte: starts[row])
  }

  /// The last row.
  var end: Caret {
    mutating get {
      let last = lineCount - 1
      let pieces = pieces(last)
      return Caret(line: last, byte: starts(last, pieces.count - 1, of: pieces).last ?? 0)
    }
  }

  private mutating func turn(by rows: Int) {
    cursor = moved(cursor, by: rows)
    top = moved(top, by: rows)
  }

  /// Brings the cursor's row into view, and leaves no room empty that could be filled.
  mutating func settle() {
    cursor.line = min(cursor.line, lineCount - 1)
    let row = moved(cursor, by: 0)
    if isFresh {
      // The cursor begins on the data, with as many of the facts above as leave half of the screen to it.
      isFresh = false
      if let above = self.row {
        top = moved(row, by: -above)
      } else {
        top = isWithin(height / 2, from: Caret(), to: row) ? Caret() : moved(row, by: -(height / 2))
      }
    }
    top = moved(top, by: 0)
    if isBefore(row, top) {
      top = row
    } else if !isWithin(height - 1, from: top, to: row) {
      top = moved(row, by: 1 - height)
    }
    let end = end
    if isWithin(height - 2, from: top, to: end) { top = moved(end, by: 1 - height) }
  }

  private func isBefore(_ left: Caret, _ right: Caret) -> Bool {
    (left.line, left.byte) < (right.line, right.byte)
  }

  /// Whether a place is at most some rows below another one, which is not below it.
  private mutating func isWithin(_ rows: Int, from: Caret, to: Caret) -> Bool {
    guard rows >= 0, to.line - from.line <= rows else { return false }
    return !isBefore(moved(from, by: rows), to)
  }

  // MARK: - Sideways and in the tree

  private mutating func scroll(by direction: Int) {
    guard !isWrapped, direction < 0 || rows.contains(where: \.isCut) else { return }
    offset = max(offset + direction * max(columns / 2, 1), 0)
  }

  /// Sideways back if rows are cut and one has gone right; else folds the container under the cursor, or goes to the
  /// one around it.
  mutating func goLeft() {
    if !isWrapped, offset > 0 { return scroll(by: -1) }
    guard let node, let document else { return }
    if document.isContainer(node.index), !document.isFolded(node.index) {
      refold { $0.fold(node.index, true) }
    } else if document.nodes[node.index].parent != Document.Node.none {
      go(toNode: Int(document.nodes[node.index].parent))
    }
  }

  /// Unfolds the container under the cursor, or goes to its first child; sideways where there is none and rows are cut.
  mutating func goRight() {
    guard let node, let document, document.isContainer(node.index), !node.isClose else { return scroll(by: 1) }
    if document.isFolded(node.index) {
      refold { $0.fold(node.index, false) }
    } else {
      go(toNode: node.index + 1)
    }
  }
}
