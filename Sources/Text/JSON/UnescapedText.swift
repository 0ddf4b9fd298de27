/// A text in which the escapes of JSON are undone: what a reader means who looks for a word.
package struct UnescapedText {
  /// What every escape begins with.
  package static let marks = BytePattern([JSONEscape.mark], ignoresCase: false)

  package let bytes: [UInt8]

  /// - Returns: `nil` if there is nothing to undo.
  package init?(_ text: UnsafeRawBufferPointer) {
    guard Self.marks.first(in: text) != nil else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var hasEscape = false
    Self.forEachPart(of: text) { range, scalar in
      if let scalar {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        hasEscape = true
      } else {
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[range]))
      }
    }
    guard hasEscape else { return nil }
    self.bytes = bytes
  }

  /// Where some ranges of the text with undone escapes stand in the text itself, whole escapes.
  ///
  /// - Parameter ranges: in their order, none overlapping and none empty.
  package static func places(of ranges: [Range<Int>], in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var places: [Range<Int>] = []
    places.reserveCapacity(ranges.count)
    var start: Int?
    var undone = 0
    forEachPart(of: text) { range, scalar in
      let count = scalar.map { UTF8.width($0) } ?? range.count
      defer { undone += count }
      while places.count < ranges.count {
        let next = ranges[places.count]
        if start == nil {
          guard next.lowerBound < undone + count else { return }
          start = range.lowerBound + (scalar == nil ? next.lowerBound - undone : 0)
        }
        guard let begin = start, next.upperBound <= undone + count else { return }
        places.append(begin..<(scalar == nil ? range.lowerBound + next.upperBound - undone : range.upperBound))
        start = nil
      }
    }
    return places
  }

  /// Cuts a text into its escapes, each with what it stands for, and what lies between.
  private static func forEachPart(of text: UnsafeRawBufferPointer, _ body: (Range<Int>, Unicode.Scalar?) -> Void) {
    var plain = 0
    forEachLine(of: text, isCut: false) { line in
      var next = line.lowerBound
      while let found = marks.first(in: text, from: next), found < line.upperBound {
        next = found
        guard let scalar = JSONEscape.scalar(in: text, at: &next) else {
          next += 1
          continue
        }
        if plain < found { body(plain..<found, nil) }
        body(found..<next, scalar)
        plain = next
      }
    }
    if plain < text.count { body(plain..<text.count, nil) }
  }

  /// Tells the lines that have escapes: nothing but JSON's tokens, so that a Windows path in prose stays as it is.
  fileprivate static func forEachLine(
    of text: UnsafeRawBufferPointer, isCut: Bool, _ body: (Range<Int>) -> Void
  ) {
    var place = 0
    while let found = marks.first(in: text, from: place) {
      let start = text[place..<found].lastIndex(of: 0x0A).map { $0 + 1 } ?? place
      let end = text[found...].firstIndex(of: 0x0A) ?? text.count
      if isJSON(UnsafeRawBufferPointer(rebasing: text[start..<end]), isCut: isCut && end == text.count) {
        body(start..<end)
      }
      place = end
    }
  }

  private static func isJSON(_ line: UnsafeRawBufferPointer, isCut: Bool) -> Bool {
    var tokens = JSONTokens(line)
    while let token = tokens.next() { if token == .end { return true } }
    // Less than a whole escape is left.
    return isCut && tokens.position + 6 > line.count
  }
}

extension JSONEscape {
  /// The lines of a text that are JSON and may hold escapes.
  ///
  /// - Parameter isCut: whether the text is the beginning of a longer one.
  public static func lines(of text: Span<UInt8>, isCut: Bool) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    text.withUnsafeBytes { UnescapedText.forEachLine(of: $0, isCut: isCut) { lines.append($0) } }
    return lines
  }
}
