import EventFilter
import ModelAnswers
import Text

/// What a search finds in the texts of an answer; of a text that has grown only the new end is looked at.
struct AnswerMatches: Sendable {
  /// In one part of a block; more are not walked.
  static let limit = 1 << 14
  /// How far back of the new end the line begins that is looked at again.
  private static let lineLimit = 4096

  private struct Part {
    /// Bytes of the part's text, in their order.
    var ranges: [Range<Int>] = []
    /// Bytes that were looked at.
    var count = 0

    mutating func look(in text: [UInt8], for pattern: TextPattern) {
      if text.count < count { self = Part() }
      guard text.count > count, ranges.count < limit else { return }
      // A match may begin in what was looked at: at its last line.
      let earliest = max(count - lineLimit, 0)
      let line = text[earliest..<count].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? earliest
      let start = count == 0 ? 0 : line
      while let last = ranges.last, last.upperBound > start { ranges.removeLast() }
      let rest = text.span.extracting(start...)
      ranges += pattern.ranges(in: rest, limit: limit - ranges.count).map {
        $0.lowerBound + start..<$0.upperBound + start
      }
      count = text.count
    }
  }

  private struct Block {
    var head = Part()
    var tail = Part()
    var omitted = 0
    /// The event that brought its first piece: a text that was put anew has another.
    var origin: Int?
  }

  let pattern: TextPattern
  private var blocks: [Int: Block] = [:]

  init(_ pattern: TextPattern) { self.pattern = pattern }

  /// Looks at what is new.
  mutating func look(in answer: Answer) {
    if blocks.count > answer.blocks.count { blocks = [:] }
    for block in answer.blocks {
      let text = block.text
      var found = blocks.removeValue(forKey: block.number) ?? Block()
      if found.origin != text.pieces.first?.position { found = Block() }
      if found.omitted != text.omitted { found.tail = Part() }
      (found.origin, found.omitted) = (text.pieces.first?.position, text.omitted)
      found.head.look(in: text.head, for: pattern)
      found.tail.look(in: text.tail, for: pattern)
      blocks[block.number] = found
    }
  }

  /// The bytes of a block's whole text that match.
  func ranges(in block: AnswerBlock) -> [Range<Int>] {
    guard let found = blocks[block.number] else { return [] }
    let shift = block.text.head.count + block.text.omitted
    return found.head.ranges + found.tail.ranges.map { $0.lowerBound + shift..<$0.upperBound + shift }
  }

  /// Those within a row: bytes of the head, or of the tail.
  func ranges(in block: Int, _ row: Range<Int>, isTail: Bool) -> [Range<Int>] {
    guard let found = blocks[block] else { return [] }
    let all = (isTail ? found.tail : found.head).ranges
    let first = all.prefixCount(while: { $0.upperBound <= row.lowerBound })
    return all[first...].prefix { $0.lowerBound < row.upperBound }.map { $0.clamped(to: row) }
  }
}
