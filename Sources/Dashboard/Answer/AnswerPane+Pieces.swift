import ModelAnswers

/// What is done with the pieces of the answer.
extension AnswerPane {
  /// The block under the cursor.
  func block(_ answer: Answer?) -> AnswerBlock? {
    guard case .block(let number)? = cursor?.section else { return nil }
    return answer?.blocks.first { $0.number == number }
  }

  /// The bytes of the piece under the cursor in the block's whole text; at the block's heading its first piece.
  func piece(of block: AnswerBlock) -> Range<Int>? {
    let pieces = block.text.pieces
    guard let index = Self.index(of: cursor?.byte ?? 0, in: pieces) else { return nil }
    return pieces[index].start..<(index + 1 < pieces.count ? pieces[index + 1].start : block.text.count)
  }

  /// The piece that a byte is in.
  private static func index(of byte: Int, in pieces: [BlockText.Piece]) -> Int? {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= byte { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// The record that brought the piece under the cursor.
  func event(_ answer: Answer?) -> Int? {
    if case .sources(let choice)? = cursor?.section {
      let sources = answer?.sources(of: choice) ?? []
      let index = cursor?.byte ?? 0
      return sources.indices.contains(index) ? sources[index].position : nil
    }
    guard let block = block(answer), let piece = piece(of: block) else { return nil }
    return block.text.position(of: piece.lowerBound)
  }

  /// Goes to the neighbour of the piece under the cursor, over the ends of blocks too.
  mutating func goToPiece(by step: Int, _ answer: Answer?) {
    guard let answer, let block = block(answer) else { return }
    let pieces = block.text.pieces
    if let byte = cursor?.byte, let index = Self.index(of: byte, in: pieces),
      pieces.indices.contains(index + step)
    {
      return go(to: Cursor(section: .block(block.number), byte: pieces[index + step].start))
    }
    if cursor?.byte == nil, step > 0, !pieces.isEmpty {
      return go(to: Cursor(section: .block(block.number), byte: pieces[0].start))
    }
    let order = sections.compactMap { if case .block(let number) = $0.section { number } else { nil } }
    guard let place = order.firstIndex(of: block.number), order.indices.contains(place + step),
      let next = answer.blocks.first(where: { $0.number == order[place + step] })
    else { return }
    let piece = step > 0 ? next.text.pieces.first : next.text.pieces.last
    go(to: Cursor(section: .block(next.number), byte: piece?.start))
  }

  /// Goes to the neighbouring stall; whether there is one.
  mutating func goToStall(by step: Int, _ numbers: AnswerNumbers) -> Bool {
    let order = sections.map(\.section)
    func place(_ section: Section, _ byte: Int) -> (Int, Int) { (order.firstIndex(of: section) ?? 0, byte) }
    let here = cursor.map { place($0.section, $0.byte ?? -1) } ?? (0, -1)
    let places = numbers.times.stalls.filter { order.contains(.block($0.block)) }
      .map { (cursor: Cursor(section: .block($0.block), byte: $0.offset), place: place(.block($0.block), $0.offset)) }
      .sorted { $0.place < $1.place }
    let found = step > 0 ? places.first { $0.place > here } : places.last { $0.place < here }
    guard let found else { return false }
    go(to: found.cursor)
    return true
  }

  /// The sources under the cursor, one a line: all at their heading, else one.
  func sourceText(_ answer: Answer?) -> (text: [UInt8], subject: String)? {
    guard case .sources(let choice)? = cursor?.section else { return nil }
    let sources = answer?.sources(of: choice) ?? []
    guard let index = cursor?.byte else {
      return (Array(sources.map(\.line).joined(separator: "\n").utf8), "the sources")
    }
    return sources.indices.contains(index) ? (Array(sources[index].line.utf8), "the source") : nil
  }

  /// What all of the answer says, without its thinking: the texts as they are, a line for each call.
  static func text(of answer: Answer) -> [UInt8] {
    var text: [UInt8] = []
    for block in answer.blocks where block.kind != .thinking && block.kind != .other {
      if !text.isEmpty { text += Array(text.last == UInt8(ascii: "\n") ? "".utf8 : "\n".utf8) }
      if block.kind == .tool { text += Array("\(block.name) ".utf8) }
      text += block.shownText
    }
    return text
  }
}

extension AnswerBlock {
  /// What it is called where it is copied.
  var subject: String {
    switch kind {
    case .text: "the text"
    case .thinking: "the thinking"
    case .refusal: "the refusal"
    case .tool: "the arguments of \(name.isEmpty ? "the call" : String(name.prefix(40)))"
    case .result: "the result"
    case .other: "the block"
    }
  }
}
