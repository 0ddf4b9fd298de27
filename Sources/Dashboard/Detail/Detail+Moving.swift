extension Detail {
  /// Does what a command says, as far as it is possible.
  public mutating func apply(_ command: DetailCommand) {
    switch command {
    case .up: cursor = moved(cursor, by: -1)
    case .down: cursor = moved(cursor, by: 1)
    case .pageUp: turn(by: -page)
    case .pageDown: turn(by: page)
    case .halfPageUp: turn(by: -max(page / 2, 1))
    case .halfPageDown: turn(by: max(page / 2, 1))
    case .top: (cursor, top) = (Place(), Place())
    case .end: cursor = end
    case .left: goLeft()
    case .right: goRight()
    case .scrollLeft: scroll(by: -1)
    case .scrollRight: scroll(by: 1)
    case .toggleFold:
      if let node { refold { $0.fold(node.index, !$0.isFolded(node.index)) } }
    case .foldAll: refold { $0.foldAll(true) }
    case .unfoldAll: refold { $0.foldAll(false) }
    case .nextSibling: goToSibling { Int($0.nodes[$1].next) }
    case .previousSibling: goToSibling { $0.sibling(before: $1) }
    case .toggleRaw: toggleRaw()
    case .toggleWrap: toggleWrap()
    case .point(let row):
      if rows.indices.contains(row) { cursor = moved(top, by: row) }
    }
  }

  /// Rows of one screen, one of which stays in view when a page is turned.
  private var page: Int { max(height - 1, 1) }

  /// The row some rows further down, or the last one there is.
  mutating func moved(_ place: Place, by count: Int) -> Place {
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
    return Place(line: line, byte: starts[row])
  }

  private var end: Place {
    mutating get {
      let last = lineCount - 1
      let pieces = pieces(last)
      return Place(line: last, byte: starts(last, pieces.count - 1, of: pieces).last ?? 0)
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
      top = isWithin(height / 2, from: Place(), to: row) ? Place() : moved(row, by: -(height / 2))
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

  private func isBefore(_ left: Place, _ right: Place) -> Bool {
    (left.line, left.byte) < (right.line, right.byte)
  }

  /// Whether a place is at most some rows below another one, which is not below it.
  private mutating func isWithin(_ rows: Int, from: Place, to: Place) -> Bool {
    guard rows >= 0, to.line - from.line <= rows else { return false }
    return !isBefore(moved(from, by: rows), to)
  }

  // MARK: - Sideways and in the tree

  private mutating func scroll(by direction: Int) {
    guard !isWrapped, direction < 0 || rows.contains(where: \.isCut) else { return }
    offset = max(offset + direction * max(columns / 2, 1), 0)
  }

  private mutating func goLeft() {
    if !isWrapped, offset > 0 { return scroll(by: -1) }
    guard let node, let document else { return }
    if document.isContainer(node.index), !document.isFolded(node.index) {
      refold { $0.fold(node.index, true) }
    } else if document.nodes[node.index].parent != Document.Node.none {
      go(toNode: Int(document.nodes[node.index].parent))
    }
  }

  private mutating func goRight() {
    guard let node, let document, document.isContainer(node.index), !node.isClose else { return scroll(by: 1) }
    if document.isFolded(node.index) {
      refold { $0.fold(node.index, false) }
    } else {
      go(toNode: node.index + 1)
    }
  }

  private mutating func goToSibling(_ sibling: (Document, Int) -> Int?) {
    guard let node, let document, let other = sibling(document, node.index), document.nodes.indices.contains(other),
      document.nodes[other].parent == document.nodes[node.index].parent
    else { return }
    go(toNode: other)
  }
}
