import ModelAnswers
import Text

/// The rows of one block's text, and what was found out about them for the picture before.
struct BlockRows: Sendable {
  enum Row: Equatable, Sendable {
    /// Bytes of the part's text, and where in the whole text they begin.
    case text(Range<Int>, start: Int, isTail: Bool)
    /// Bytes in the middle that are not kept.
    case omitted(Int)
  }

  private var head = AnswerBreaks()
  private var tail = AnswerBreaks()
  private var sizes = (head: 0, omitted: 0, tail: 0)
  /// The event that brought its first piece: a text that was put anew has another.
  private var origin: Int?

  mutating func fit(
    _ text: BlockText, stalls: [AnswerTimes.Stall], columns: Int, glyphs: Glyphs
  ) {
    if text.pieces.first?.position != origin { self = BlockRows() }
    origin = text.pieces.first?.position
    if text.omitted != sizes.omitted { tail = AnswerBreaks() }
    sizes = (text.head.count, text.omitted, text.tail.count)
    let marks = stalls.map { stall in
      let text = StallMark.text(stall.duration, glyphs)
      return AnswerBreaks.Mark(
        offset: stall.offset, text: text, columns: TextWidth.columns(of: text, glyphs: glyphs))
    }
    head.fit(text.head, columns: columns, glyphs: glyphs, marks: marks.filter { $0.offset <= sizes.head })
    let tailStart = sizes.head + sizes.omitted
    tail.fit(
      text.tail, columns: columns, glyphs: glyphs,
      marks: marks.filter { $0.offset > sizes.head && $0.offset >= tailStart }.map {
        AnswerBreaks.Mark(offset: $0.offset - tailStart, text: $0.text, columns: $0.columns)
      })
  }

  private var headRows: Int { sizes.head > 0 ? head.starts.count : 0 }
  private var gapRows: Int { sizes.omitted > 0 ? 1 : 0 }
  private var tailRows: Int { sizes.tail > 0 ? tail.starts.count : 0 }
  var count: Int { headRows + gapRows + tailRows }

  /// - Parameter index: below `count`.
  func row(_ index: Int) -> Row {
    if index < headRows {
      let end = index + 1 < headRows ? head.starts[index + 1] : sizes.head
      return .text(head.starts[index]..<end, start: head.starts[index], isTail: false)
    }
    if index < headRows + gapRows { return .omitted(sizes.omitted) }
    let row = index - headRows - gapRows
    let end = row + 1 < tailRows ? tail.starts[row + 1] : sizes.tail
    return .text(
      tail.starts[row]..<end, start: sizes.head + sizes.omitted + tail.starts[row], isTail: true)
  }

  /// The last byte of the whole text.
  var lastByte: Int { max(sizes.head + sizes.omitted + sizes.tail - 1, 0) }

  /// The row of a byte of the whole text.
  func row(of byte: Int) -> Int {
    let tailStart = sizes.head + sizes.omitted
    if byte < sizes.head || sizes.omitted + sizes.tail == 0 { return head.row(of: byte) }
    return byte < tailStart || sizes.tail == 0 ? headRows : headRows + gapRows + tail.row(of: byte - tailStart)
  }

  /// The byte of the whole text that a row begins with.
  func start(ofRow index: Int) -> Int {
    switch row(index) {
    case .text(_, let start, _): start
    case .omitted: sizes.head
    }
  }

  /// What is drawn between the bytes of a row, with the place within the part.
  func marks(in range: Range<Int>, isTail: Bool) -> [AnswerBreaks.Mark] {
    (isTail ? tail : head).marks.filter { range.contains($0.offset) }
  }
}

/// What stands in a text where nothing came for long.
enum StallMark {
  static func text(_ duration: Duration, _ glyphs: Glyphs) -> String {
    let time = AnswerFacts.time(duration)
    return glyphs.isASCII ? "<\(time)>" : "\u{27E8}\(time)\u{27E9}"
  }
}
