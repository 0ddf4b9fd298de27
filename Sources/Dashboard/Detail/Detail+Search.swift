extension Detail {
  /// Goes to the next row in which something is found, and unfolds what hides it; says whether there is one.
  ///
  /// - Parameter isIncremental: whether the row under the cursor counts too, as while a pattern is being typed.
  /// - Parameter matches: where the pattern is found in the bytes of a line, in their order.
  public mutating func find(
    forward: Bool = true, isIncremental: Bool = false, _ matches: ([UInt8]) -> [Range<Int>]
  ) -> Bool {
    let here = targetUnderCursor
    guard targetCount > 0 else { return false }
    var index = here.index
    while index >= 0, index < targetCount {
      let line = target(index)
      let found = matches(line.spans.joinedBytes)
      var match = forward ? found.first : found.last
      if index == here.index {
        if here.isPassed {
          if forward { match = nil }
        } else {
          let row = rowUnderCursor(isIncremental: isIncremental, forward: forward)
          match = forward ? found.first { $0.lowerBound >= row } : found.last { $0.lowerBound < row }
        }
      }
      if let match {
        go(toTarget: index, byte: match.lowerBound)
        show(match, of: line)
        return true
      }
      index += forward ? 1 : -1
    }
    return false
  }

  /// The byte of the line under the cursor from which, or before which, a search goes on.
  private mutating func rowUnderCursor(isIncremental: Bool, forward: Bool) -> Int {
    let starts = starts(cursor.line)
    let row = starts.lastIndex { $0 <= cursor.byte } ?? 0
    let end = row + 1 < starts.count ? starts[row + 1] : Int.max
    return forward == isIncremental ? starts[row] : end
  }

  /// Scrolls cut rows sideways to what was found.
  private mutating func show(_ match: Range<Int>, of line: DetailLine) {
    guard !isWrapped(cursor.line) else { return }
    let column = LineBreaks.columns(ofBytes: [match.lowerBound], in: line.spans, limit: .max, glyphs: glyphs).columns[0]
    if column < offset || column >= offset + columns { offset = column < columns ? 0 : column - columns / 2 }
  }
}
