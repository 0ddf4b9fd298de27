import EventFilter
import Text

extension Detail {
  /// Looks for a pattern in the whole event, unless that is known; `nil` for nothing.
  mutating func look(for pattern: TextPattern?) {
    guard let pattern, !pattern.isEmpty else {
      (found, current) = (nil, nil)
      return
    }
    if let found, found.pattern == pattern, found.isRaw == isRaw { return }
    found = DetailMatches(pattern, facts: facts, document: document, raw: raw, isRaw: isRaw)
    current = nil
  }

  /// Goes to the next match, and unfolds what hides it; says whether there is one.
  ///
  /// - Parameter isIncremental: whether one at the cursor counts too, as while a pattern is being typed.
  mutating func find(_ pattern: TextPattern, forward: Bool = true, isIncremental: Bool = false) -> Bool {
    look(for: pattern)
    guard let found else { return false }
    let index: Int
    if let current, current.place == cursor {
      index = isIncremental ? current.index : current.index + (forward ? 1 : -1)
    } else {
      let before = found.rank(of: cursor, self.index(of: cursor))
      let isHere = forward && !isIncremental && before < found.count && starts(before, of: found, at: cursor)
      index = forward ? before + (isHere ? 1 : 0) : before - 1
    }
    guard (0..<found.count).contains(index) else { return false }
    go(toMatch: index, of: found)
    return true
  }

  /// Goes to the first match in the data, else to the first there is.
  mutating func findFirst(_ pattern: TextPattern) {
    look(for: pattern)
    guard let found, found.count > 0 else { return }
    go(toMatch: found.body.isEmpty ? 0 : found.facts.count, of: found)
  }

  private func starts(_ match: Int, of found: DetailMatches, at place: Caret) -> Bool {
    if match < found.facts.count {
      let (line, bytes) = found.facts[match]
      return line == place.line && bytes.lowerBound == place.byte
    }
    return found.body[match - found.facts.count].lowerBound == index(of: place)
  }

  private mutating func go(toMatch match: Int, of found: DetailMatches) {
    if match < found.facts.count {
      let (line, bytes) = found.facts[match]
      cursor = Caret(line: line, byte: bytes.lowerBound)
    } else {
      let index = found.body[match - found.facts.count].lowerBound
      if !isRaw, let document { reveal(document.node(at: index)) }
      let line = facts.count + (isRaw ? raw?.line(atIndex: index) ?? 0 : document?.line(at: index) ?? 0)
      cursor = Caret(line: line, byte: self.line(line).spans.byte(ofSource: index))
    }
    current = (cursor, match)
    guard !isWrapped(cursor.line) else { return }
    // Cut rows are scrolled sideways to it.
    let column = cutColumn(ofByte: cursor.byte, in: cursor.line)
    if column < offset || column >= offset + columns { offset = column < columns ? 0 : column - columns / 2 }
  }

  /// Which of how many matches the cursor is on, or how many there are; `nil` if nothing is looked for.
  var matchCount: String? {
    guard let found else { return nil }
    if let current, current.place == cursor { return "\(Quantity.grouped(current.index + 1)) of \(found.total) found" }
    return "\(found.total) found"
  }

  /// Where in the spans of a row the search finds something.
  ///
  /// - Parameter start: the byte of the line with which the spans begin.
  func matches(in spans: [ByteSpan], ofLine line: Int, from start: Int) -> [Range<Int>] {
    guard let found else { return [] }
    guard line >= facts.count else {
      let row = start..<start + spans.byteCount
      return found.facts.filter { $0.line == line }.map { $0.bytes.clamped(to: row) }.filter { !$0.isEmpty }
        .map { $0.lowerBound - start..<$0.upperBound - start }
    }
    guard let first = spans.first(where: \.isSource)?.bytes.startIndex,
      let end = spans.last(where: \.isSource)?.bytes.endIndex
    else { return [] }
    var parts: [Range<Int>] = []
    var index = found.first(endingAfter: first)
    while index < found.body.count, found.body[index].lowerBound < end {
      if let part = spans.part(found.body[index]) { parts.append(part) }
      index += 1
    }
    return parts
  }
}

extension DetailMatches {
  /// How many begin before the cursor.
  ///
  /// - Parameter index: of the body, at the cursor.
  fileprivate func rank(of cursor: Detail.Caret, _ index: Int?) -> Int {
    guard let index else {
      return facts.count { ($0.line, $0.bytes.lowerBound) < (cursor.line, cursor.byte) }
    }
    return facts.count + body.prefix { $0.lowerBound < index }.count
  }
}

extension Collection where Element == ByteSpan {
  /// The bytes of the spans in which a part of the document is shown, with what explains between them.
  fileprivate func part(_ range: Range<Int>) -> Range<Int>? {
    var part: Range<Int>?
    var start = 0
    for span in self {
      let own = range.clamped(to: span.bytes.startIndex..<span.bytes.endIndex)
      if span.isSource, !own.isEmpty {
        let begin = start + own.lowerBound - span.bytes.startIndex
        part = (part?.lowerBound ?? begin)..<begin + own.count
      }
      start += span.bytes.count
    }
    return part
  }
}
