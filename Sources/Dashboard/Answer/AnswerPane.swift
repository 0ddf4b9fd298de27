import EventFilter
import ModelAnswers
import StreamModel
import Text

/// The page of what a language model says: its blocks, where one is in them, and the times below.
struct AnswerPane: Pane {
  /// Which answer is looked at.
  enum Choice: Equatable, Sendable {
    /// The newest of a source, or of all, whichever comes.
    case newest(of: Int?)
    /// The one that began with this record.
    case one(Int)
  }

  /// What stands under a heading of its own.
  enum Section: Hashable, Sendable {
    case choice(Int)
    /// A block by its number.
    case block(Int)
    /// What a choice tells as its sources.
    case sources(Int)
  }

  /// Where one is: at a heading, at a byte of a block's text, or at a source by its number.
  struct Cursor: Equatable, Sendable {
    var section: Section
    var byte: Int?
  }

  /// Columns left of the text.
  static let gutter = 3
  /// Below this many rows the times are not shown, so that there is room for the text.
  private static let factRows = 12

  var place: Keymap.Place { .answer }
  var footer: [FooterKey] {
    [
      .back, FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "move"),
      FooterKey(.pane(.open), meaning: "the event"), FooterKey(.answer(.copyBlock), meaning: "copy"),
      FooterKey(.answer(.previousStall), .answer(.nextStall), meaning: "stalls"), .search, .help,
      FooterKey(.answer(.toggleFold), meaning: "fold"),
      FooterKey(.answer(.nextAnswer), .answer(.previousAnswer), meaning: "answers"),
    ]
  }

  var isRunning: Bool { follows }

  private(set) var choice: Choice
  /// The number of the answer that is shown among all; `nil` where there is none.
  private(set) var shown: (index: Int, count: Int)?
  private(set) var follows = true
  private(set) var cursor: Cursor?
  /// An event whose piece is looked for, once the answer is read.
  private var wanted: Int?
  private var folded: Set<Section> = []
  /// The answer that folds and cursor belong to.
  private var position: Int?
  private(set) var replay: AnswerReplay?
  private(set) var rows: [Int: BlockRows] = [:]
  /// What a search finds; `nil` where nothing is looked for.
  private(set) var matches: AnswerMatches?
  /// The sections in their order, with their rows, headings among them.
  private(set) var sections: [(section: Section, rows: Int)] = []
  private(set) var top = 0
  private(set) var height = 1

  /// - Parameter event: the position of an event to go to; `nil` to follow the newest.
  init(source: Int?, event: Int? = nil) {
    choice = .newest(of: source)
    wanted = event
  }

  // MARK: Which answer

  /// The answer that is shown, as far as it is read.
  func answer(_ answers: AnswerReaders?) -> (entry: AnswerList.Entry, answer: Answer?)? {
    let list = AnswerList(answers)
    guard let index = list.index(of: choice) else { return nil }
    return (list.entries[index], answer(list.entries[index], answers))
  }

  private func answer(_ entry: AnswerList.Entry, _ answers: AnswerReaders?) -> Answer? {
    if entry.end == nil { return answers?.readers[entry.source].current }
    return replay?.position == entry.numbers.position ? replay?.answer : nil
  }

  /// Reads more of an older answer, and says whether all of it is read.
  mutating func advance(in state: StreamState, budget: Int) -> Bool {
    replay?.advance(in: state, budget: budget) ?? true
  }

  /// Goes to a neighbour; whether there is one.
  mutating func go(by step: Int, _ answers: AnswerReaders?) -> Bool {
    let list = AnswerList(answers)
    guard let index = list.index(of: choice), list.entries.indices.contains(index + step) else { return false }
    choice = list.choice(of: index + step)
    wanted = nil
    return true
  }

  // MARK: Moving

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): go(toRow: row + scroll.rows(page: max(height - 1, 1)))
    case .top: go(toRow: 0)
    case .end: follows = true
    case .left: return .answer(.previousPiece)
    case .right: return .answer(.nextPiece)
    case .open: return .answer(.event)
    case .wrap: break
    }
    return nil
  }

  mutating func select(row: Int) { if row > 0, row <= height { go(toRow: top + row - 1) } }

  /// Goes to a byte of a block.
  mutating func go(to cursor: Cursor) {
    (self.cursor, follows, wanted) = (cursor, false, nil)
    folded.remove(cursor.section)
  }

  mutating func toggleFold() {
    guard let section = cursor?.section else { return }
    if case .choice = section { return }
    follows = false
    if folded.remove(section) == nil {
      folded.insert(section)
      cursor?.byte = nil
    }
  }

  func isFolded(_ section: Section) -> Bool { folded.contains(section) }

  var rowCount: Int { sections.reduce(0) { $0 + $1.rows } }

  /// The rows up to the end of the last block: what is written stays in view above the sources.
  private var writtenRows: Int {
    let sources = sections.reversed().prefix { if case .sources = $0.section { true } else { false } }
    return rowCount - sources.reduce(0) { $0 + $1.rows }
  }

  /// The row under the cursor, counted from the first.
  private var row: Int {
    guard let cursor else { return 0 }
    var before = 0
    for (section, count) in sections {
      if section == cursor.section { return before + min(rowWithin(cursor), count - 1) }
      before += count
    }
    return max(before - 1, 0)
  }

  private func rowWithin(_ cursor: Cursor) -> Int {
    guard let byte = cursor.byte else { return 0 }
    if case .sources = cursor.section { return 1 + byte }
    guard case .block(let number) = cursor.section, let rows = rows[number] else { return 0 }
    return rows.count > 0 ? 1 + rows.row(of: byte) : 0
  }

  private mutating func go(toRow wanted: Int) {
    let last = rowCount - 1
    // Down from the last row is on with what comes.
    follows = wanted > last && follows
    cursor = place(ofRow: min(max(wanted, 0), max(last, 0))) ?? cursor
  }

  /// What stands in a row, counted from the first.
  func place(ofRow row: Int) -> Cursor? {
    var rest = row
    for (section, count) in sections {
      if rest < count {
        if rest > 0, case .sources = section { return Cursor(section: section, byte: rest - 1) }
        guard rest > 0, case .block(let number) = section, let rows = rows[number] else {
          return Cursor(section: section, byte: nil)
        }
        return Cursor(section: section, byte: rows.start(ofRow: rest - 1))
      }
      rest -= count
    }
    return nil
  }

  // MARK: Fitting

  /// How many rows of the page the times take, with the line above them.
  func factRows(_ facts: Int, in area: Area) -> Int { area.rows >= Self.factRows ? facts + 1 : 0 }

  mutating func fit(_ context: PaneContext, in area: Area) {
    let list = AnswerList(context.answers)
    guard let index = list.index(of: wantedChoice(list) ?? choice) else {
      (shown, sections, rows, cursor) = (nil, [], [:], nil)
      return
    }
    if wanted != nil { choice = wantedChoice(list) ?? choice }
    let entry = list.entries[index]
    shown = (index, list.entries.count)
    if position != entry.numbers.position {
      (position, folded, rows, matches, cursor, top) = (entry.numbers.position, [], [:], nil, nil, 0)
      follows = entry.end == nil && wanted == nil
    }
    if let end = entry.end {
      if replay?.position != entry.numbers.position {
        replay = AnswerReplay(
          entry.numbers, source: entry.source, end: end, choice: context.answers?.choice ?? DialectChoice())
      }
    } else {
      replay = nil
    }
    let answer = answer(entry, context.answers)
    look(for: context.pattern, in: answer)
    makeSections(answer, entry.numbers, context.frame, columns: area.columns - Self.gutter)
    let facts = AnswerView.facts(entry.numbers, context.frame).count
    height = max(area.rows - 1 - factRows(facts, in: area), 1)
    findWanted(answer, context.state)
    settle(isOpen: entry.numbers.end == .open)
  }

  private mutating func look(for pattern: TextPattern?, in answer: Answer?) {
    guard let pattern, !pattern.isEmpty, let answer else {
      matches = nil
      return
    }
    // Taken out meanwhile, so that nothing of it is copied.
    var matches = matches.take() ?? AnswerMatches(pattern)
    if matches.pattern != pattern { matches = AnswerMatches(pattern) }
    matches.look(in: answer)
    self.matches = matches
  }

  /// The answer that an event to go to belongs to.
  private func wantedChoice(_ list: AnswerList) -> Choice? {
    guard let wanted, case .newest(let source) = choice else { return nil }
    guard let index = list.entries.lastIndex(where: { $0.source == source && $0.numbers.position <= wanted }) else {
      return nil
    }
    return list.choice(of: index)
  }

  private mutating func findWanted(_ answer: Answer?, _ state: StreamState) {
    guard let wanted else { return }
    if let replay, !replay.isWhole(in: state) { return }
    self.wanted = nil
    for block in answer?.blocks ?? [] {
      if let piece = block.text.pieces.first(where: { $0.position == wanted }) {
        return go(to: Cursor(section: .block(block.number), byte: piece.start))
      }
    }
    if let source = answer?.sources.first(where: { $0.position == wanted }),
      let index = answer?.sources(of: source.choice).firstIndex(of: source)
    {
      return go(to: Cursor(section: .sources(source.choice), byte: index))
    }
    follows = true
  }

  private mutating func makeSections(_ answer: Answer?, _ numbers: AnswerNumbers, _ frame: Frame, columns: Int) {
    sections = []
    guard let answer else { return }
    let choices = numbers.choices
    let stalls = numbers.times.stalls
    for choice in choices {
      if choices.count > 1 { sections.append((.choice(choice), 1)) }
      for block in answer.blocks where block.choice == choice {
        sections.append((.block(block.number), 1 + fit(block, stalls, frame, columns)))
      }
      let sources = answer.sources.count { $0.choice == choice }
      if sources > 0 {
        sections.append((.sources(choice), 1 + (folded.contains(.sources(choice)) ? 0 : sources)))
      }
    }
    // More choices than are kept have blocks, too.
    for block in answer.blocks where !choices.contains(block.choice) {
      sections.append((.block(block.number), 1 + fit(block, stalls, frame, columns)))
    }
    let numbers = Set(answer.blocks.map(\.number))
    if rows.count > numbers.count { rows = rows.filter { numbers.contains($0.key) } }
  }

  /// The rows of a block's text.
  private mutating func fit(
    _ block: AnswerBlock, _ stalls: [AnswerTimes.Stall], _ frame: Frame, _ columns: Int
  ) -> Int {
    guard !folded.contains(.block(block.number)) else { return 0 }
    // Taken out meanwhile, so that nothing of it is copied.
    var rows = rows.removeValue(forKey: block.number) ?? BlockRows()
    rows.fit(
      block.text, stalls: stalls.filter { $0.block == block.number }, columns: columns, glyphs: frame.glyphs)
    self.rows[block.number] = rows
    return rows.count
  }

  /// - Parameter isOpen: whether the answer goes on.
  private mutating func settle(isOpen: Bool) {
    let count = rowCount
    if follows || cursor == nil || !sections.contains(where: { $0.section == cursor?.section }) {
      cursor = place(ofRow: follows ? max((isOpen ? writtenRows : count) - 1, 0) : 0)
      // The newest piece, not the first of its row.
      if follows, case .block(let number)? = cursor?.section, cursor?.byte != nil {
        cursor?.byte = rows[number]?.lastByte
      }
    }
    let row = row
    top = min(max(top, row - height + 1), row)
    top = max(min(top, count - height), 0)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    AnswerView(pane: self, context: context).draw(on: &canvas, in: area)
  }
}
