import StreamModel

/// Puts the operations of a dialect together to one answer; it knows no dialect.
///
/// It keeps 1 MiB of text, 64 blocks and 65,536 pieces: of more the middle is left out.
struct AnswerMachine: Sendable {
  static let textLimit = 1 << 20
  /// Of that, what is kept of the beginning.
  static let headLimit = 768 << 10
  static let blockLimit = 64
  static let pieceLimit = 1 << 16
  /// Bytes of a name or an id that are kept.
  static let nameLimit = 1024
  /// Bytes of what a call holds if no piece follows, that are kept beside its text.
  static let presetLimit = 4096
  /// Bytes of a reason to finish that are kept.
  static let reasonLimit = 128
  /// Names of events that no row knows.
  static let otherLimit = 64

  private(set) var answer: Answer
  /// Whether changes are told.
  let tellsChanges: Bool
  var changes: [AnswerChange] = []

  /// Of the event that is read.
  private var now = Moment.start
  private var position = 0
  private var firstPiece: (block: Int, offset: Int, isThinking: Bool)?
  private var hasText = false
  private var heads = 0
  private var tails = 0
  private var pieces = 0
  private var nextBlock = 0
  /// The record that told the id.
  private var idPosition: Int?
  /// Whether a further event told the same id.
  private(set) var hasIDAgain = false
  /// Whether the event changed more than the usage and the text of blocks that there were.
  private(set) var hasChanged = true

  /// - Parameter position: of the record that begins the answer.
  init(_ dialect: DialectName, times: AnswerTimes, position: Int, tellsChanges: Bool) {
    answer = Answer(numbers: AnswerNumbers(dialect, times: times, position: position))
    self.tellsChanges = tellsChanges
  }

  var isOver: Bool { answer.numbers.end != .open }

  // MARK: Events

  /// - Parameter isFirst: whether it begins the answer.
  mutating func beginEvent(at now: Moment, position: Int, isFirst: Bool = false) {
    (self.now, self.position) = (now, position)
    hasChanged = isFirst
    (firstPiece, hasText) = (nil, false)
    if answer.numbers.times.firstEvent == nil { answer.numbers.times.firstEvent = now }
  }

  mutating func endEvent() {
    guard let piece = firstPiece else { return }
    answer.numbers.times.token(at: now, isThinking: piece.isThinking, block: piece.block, offset: piece.offset)
    if hasText { answer.numbers.times.alsoText(at: now) }
  }

  // MARK: Blocks

  /// The block of a key, opened if there is none.
  mutating func block(_ key: (text: String, isOpen: Bool), _ kind: BlockKind, choice: Int) -> Int {
    if let place = place(of: key) { return place }
    hasChanged = true
    if answer.blocks.count == Self.blockLimit { leaveOutBlock() }
    answer.blocks.append(
      AnswerBlock(number: nextBlock, key: key.text, kind: kind, choice: choice, name: "", callID: ""))
    nextBlock += 1
    note(choice: choice)
    if kind == .tool { answer.numbers.toolCalls += 1 }
    return answer.blocks.count - 1
  }

  func place(of key: (text: String, isOpen: Bool)) -> Int? {
    answer.blocks.lastIndex { key.isOpen ? $0.key.hasPrefix(key.text) : $0.key == key.text }
  }

  /// A block's key is another's from now on.
  mutating func retire(_ place: Int) {
    hasChanged = true
    answer.blocks[place].key = "closed#\(answer.blocks[place].number)"
  }

  /// A key that no block has, for what is whole as it comes.
  var freshKey: String { "call#\(nextBlock)" }

  /// The oldest of the newer half goes: the beginning stays.
  private mutating func leaveOutBlock() {
    let gone = answer.blocks.remove(at: Self.blockLimit / 2)
    heads -= gone.text.head.count
    tails -= gone.text.tail.count
    pieces -= gone.text.pieces.count
    answer.omittedBlocks += 1
  }

  mutating func name(_ place: Int, _ name: String) {
    let known = answer.blocks[place].name
    guard !name.isEmpty, name != known, known.utf8.count < Self.nameLimit else { return }
    hasChanged = true
    answer.blocks[place].name = known + name
    if answer.blocks[place].kind == .tool { token(place, characters: name.unicodeScalars.count) }
  }

  mutating func identify(_ place: Int, _ id: String) {
    guard answer.blocks[place].callID.isEmpty, !id.isEmpty else { return }
    hasChanged = true
    answer.blocks[place].callID = id
  }

  mutating func mark(_ place: Int, _ marks: BlockMarks) {
    guard !answer.blocks[place].marks.isSuperset(of: marks) else { return }
    hasChanged = true
    answer.blocks[place].marks.formUnion(marks)
  }

  mutating func preset(_ place: Int, _ text: [UInt8]) {
    guard answer.blocks[place].text.isEmpty else { return }
    hasChanged = true
    if text.count <= Self.presetLimit {
      answer.blocks[place].preset = text
    } else {
      // A long one counts among what is kept.
      store(place, text)
      answer.blocks[place].isPreset = true
    }
  }

  mutating func append(_ place: Int, _ piece: StringPiece) {
    let half = answer.blocks[place].half.take()
    var text = piece
    if half != nil || piece.low != nil {
      text = StringPiece(high: half)
      text.append(piece)
    }
    if let high = text.high {
      // The half of a character has come, which is shown when the other half has.
      token(place, characters: 0)
      answer.blocks[place].half = high
      text.high = nil
    }
    append(place, text.repaired)
  }

  /// A half that nothing came for is no character.
  private mutating func endHalf(_ place: Int) {
    if answer.blocks[place].half.take() != nil { append(place, Array(UTF8.encodedReplacementCharacter)) }
  }

  mutating func append(_ place: Int, _ text: [UInt8]) {
    text.withUnsafeBytes { append(place, $0, characters: $0.scalarCount) }
  }

  /// Adds a string of JSON as it is written, with its quotes.
  mutating func append(_ place: Int, quoted: UnsafeRawBufferPointer, hasEscape: Bool) {
    let inside = UnsafeRawBufferPointer(rebasing: quoted[1..<quoted.count - 1])
    if !hasEscape, answer.blocks[place].half == nil, let characters = inside.validScalarCount {
      append(place, inside, characters: characters)
    } else {
      append(place, StringPiece(quoted: quoted, hasEscape: hasEscape))
    }
  }

  private mutating func append(_ place: Int, _ text: UnsafeRawBufferPointer, characters: Int) {
    guard !text.isEmpty else { return }
    if answer.blocks[place].isPreset { clear(place) }
    // No copy of the block may live while its text grows, or all of it would be copied each time.
    let kind = answer.blocks[place].kind
    token(place, characters: characters)
    store(place, text, characters: characters)
    if isTold(place), kind != .tool { changes.append(.appended(kind, Array(text))) }
  }

  /// A value of a call's arguments, at its path.
  mutating func argument(_ place: Int, _ value: PathWriter.Value?, at path: String, goesOn: Bool) {
    hasChanged = true
    var writer = answer.blocks[place].writer ?? PathWriter()
    let text = writer.text(of: value, at: path, goesOn: goesOn)
    answer.blocks[place].writer = writer
    append(place, text)
  }

  /// Whether changes of a block are told as they come.
  private func isTold(_ place: Int) -> Bool {
    tellsChanges && answer.blocks[place].choice == answer.numbers.choices.first
  }

  /// Counts a piece that is about to be added.
  private mutating func token(_ place: Int, characters: Int) {
    let (kind, number) = (answer.blocks[place].kind, answer.blocks[place].number)
    switch kind {
    case .text, .refusal: answer.numbers.characters.text += characters
    case .thinking: answer.numbers.characters.thinking += characters
    case .tool: answer.numbers.characters.tool += characters
    case .result, .other: return
    }
    if kind != .thinking { hasText = true }
    if firstPiece == nil { firstPiece = (number, answer.blocks[place].text.count, kind == .thinking) }
  }

  private mutating func store(_ place: Int, _ text: [UInt8]) {
    text.withUnsafeBytes { store(place, $0, characters: $0.scalarCount) }
  }

  private mutating func store(_ place: Int, _ text: UnsafeRawBufferPointer, characters: Int) {
    let inHead = answer.blocks[place].text.append(
      text, characters: characters, position: position, room: Self.headLimit - heads)
    heads += inHead
    tails += text.count - inHead
    pieces += 1
    while tails > Self.textLimit - Self.headLimit { shortenTails() }
    if pieces > Self.pieceLimit {
      for index in answer.blocks.indices { answer.blocks[index].text.thinPieces() }
      pieces = answer.blocks.reduce(0) { $0 + $1.text.pieces.count }
    }
  }

  /// The longest end loses its older half.
  private mutating func shortenTails() {
    guard
      let place = answer.blocks.indices.max(by: {
        answer.blocks[$0].text.tail.count < answer.blocks[$1].text.tail.count
      })
    else { return }
    let before = answer.blocks[place].text.tail.count
    answer.blocks[place].text.shortenTail()
    tails -= before - answer.blocks[place].text.tail.count
  }

  /// The whole text so far: what is new of it is added; another text is put anew.
  mutating func replace(_ place: Int, with text: [UInt8]) {
    guard !text.isEmpty else { return }
    hasChanged = true
    // It holds the whole character.
    answer.blocks[place].half = nil
    if answer.blocks[place].isPreset { clear(place) }
    let known = answer.blocks[place].text
    if known.omitted > 0 {
      // Not all of it is here to compare: as long as what came, it is taken for the same.
      if text.count > known.count { append(place, Array(text[known.count...])) }
      return
    }
    let gathered = known.head + known.tail
    if text.starts(with: gathered) { return append(place, Array(text[gathered.count...])) }
    // JSON that is written otherwise says the same.
    if answer.blocks[place].kind == .tool, JSONCheck.compact(text) == JSONCheck.compact(gathered),
      JSONCheck.isValid(text)
    {
      return
    }
    clear(place)
    answer.blocks[place].isReplaced = true
    store(place, text)
    let kind = answer.blocks[place].kind
    if isTold(place), kind != .tool { changes.append(.replaced(kind, text)) }
  }

  /// Nothing of the text stays.
  private mutating func clear(_ place: Int) {
    let text = answer.blocks[place].text
    heads -= text.head.count
    tails -= text.tail.count
    pieces -= text.pieces.count
    answer.blocks[place].text = BlockText()
    answer.blocks[place].isPreset = false
  }

  mutating func close(_ place: Int) {
    guard !answer.blocks[place].isClosed else { return }
    hasChanged = true
    endHalf(place)
    if answer.blocks[place].text.isEmpty, !answer.blocks[place].preset.isEmpty {
      store(place, answer.blocks[place].preset)
    }
    if var writer = answer.blocks[place].writer {
      store(place, writer.end())
      answer.blocks[place].writer = nil
    }
    answer.blocks[place].isClosed = true
    guard answer.blocks[place].kind == .tool else { return }
    judge(place)
    if isTold(place) { tell(place) }
  }

  private mutating func judge(_ place: Int) {
    let block = answer.blocks[place]
    // A call without arguments is one; what is not all here cannot be judged.
    guard !block.marks.contains(.freeForm), block.text.omitted == 0, !block.text.isEmpty else { return }
    let isValid = JSONCheck.isValid(block.text.head + block.text.tail)
    answer.blocks[place].isValidJSON = isValid
    if !isValid, answer.numbers.invalidTools.count < Self.blockLimit {
      answer.numbers.invalidTools.append(String(block.name.prefix(80)))
    }
  }

  private mutating func tell(_ place: Int) {
    let block = answer.blocks[place]
    let isEmpty = block.text.isEmpty && block.isClosed && !block.marks.contains(.freeForm)
    changes.append(
      .called(name: block.name, id: block.callID, arguments: isEmpty ? Array("{}".utf8) : block.text.shown))
  }

  mutating func closeAll(_ isMeant: (AnswerBlock) -> Bool) {
    for place in answer.blocks.indices where isMeant(answer.blocks[place]) { close(place) }
  }

  // MARK: The answer

  mutating func note(choice: Int) {
    guard !answer.numbers.choices.contains(choice), answer.numbers.choices.count < AnswerNumbers.choiceLimit else {
      return
    }
    hasChanged = true
    answer.numbers.choices.append(choice)
  }

  mutating func identify(model: String, id: String) {
    if answer.numbers.model.isEmpty, !model.isEmpty {
      hasChanged = true
      answer.numbers.model = model
    }
    if answer.numbers.id.isEmpty {
      hasChanged = hasChanged || !id.isEmpty
      (answer.numbers.id, idPosition) = (id, position)
    } else if !hasIDAgain, id == answer.numbers.id, position != idPosition {
      hasChanged = true
      hasIDAgain = true
    }
  }

  mutating func finish(_ reason: String, choice: Int) {
    guard !reason.isEmpty else { return }
    let reason = String(decoding: reason.utf8.prefix(Self.reasonLimit), as: UTF8.self)
    note(choice: choice)
    // What an error has cut is not whole.
    if answer.numbers.failure == nil { closeAll { $0.choice == choice } }
    let finish = AnswerNumbers.Finish(choice: choice, reason: reason)
    guard !answer.numbers.finishes.contains(finish) else { return }
    hasChanged = true
    if let known = answer.numbers.finishes.firstIndex(where: { $0.choice == choice }) {
      answer.numbers.finishes[known] = finish
    } else if answer.numbers.finishes.count < AnswerNumbers.choiceLimit {
      answer.numbers.finishes.append(finish)
    }
  }

  mutating func use(_ usage: AnswerUsage) { answer.numbers.usage = usage }

  /// A source; one that is told again is the same.
  mutating func source(title: String, address: String, choice: Int) {
    let known = answer.sources.firstIndex {
      $0.choice == choice && (address.isEmpty ? $0.address.isEmpty && $0.title == title : $0.address == address)
    }
    if let known {
      guard answer.sources[known].title.isEmpty, !title.isEmpty else { return }
      hasChanged = true
      answer.sources[known].title = title
      return
    }
    guard answer.sources.count < AnswerNumbers.sourceLimit else { return }
    hasChanged = true
    answer.numbers.sources += 1
    note(choice: choice)
    answer.sources.append(AnswerSource(title: title, address: address, choice: choice, position: position))
  }

  mutating func beat() {
    hasChanged = true
    answer.numbers.beats += 1
  }

  mutating func skip(_ name: String) {
    hasChanged = true
    if let known = answer.others.firstIndex(where: { $0.name == name }) {
      answer.others[known].count += 1
    } else if answer.others.count < Self.otherLimit {
      answer.others.append((name, 1))
    }
  }

  mutating func fail(_ message: String, code: String) {
    guard answer.numbers.failure == nil else { return }
    hasChanged = true
    answer.numbers.failure = (message, code)
  }

  /// The answer is over: what is open is told as far as it came.
  ///
  /// - Parameter isCut: whether its own end did not come.
  mutating func end(isCut: Bool) {
    guard answer.numbers.end == .open else { return }
    hasChanged = true
    let hasFailed = answer.numbers.failure != nil
    answer.numbers.end = hasFailed ? .failed : isCut ? .cut : .whole
    for place in answer.blocks.indices where !answer.blocks[place].isClosed {
      if answer.numbers.end == .whole {
        close(place)
        continue
      }
      endHalf(place)
      if isTold(place), answer.blocks[place].kind == .tool {
        tell(place)
      }
    }
    guard tellsChanges else { return }
    for choice in answer.numbers.choices.dropFirst().sorted() { tellChoice(choice) }
    changes.append(.ended)
  }

  private mutating func tellChoice(_ choice: Int) {
    changes.append(.choice(choice))
    for place in answer.blocks.indices where answer.blocks[place].choice == choice {
      let block = answer.blocks[place]
      if block.kind == .tool { tell(place) } else { changes.append(.appended(block.kind, block.text.shown)) }
    }
  }
}
