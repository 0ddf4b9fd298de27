import EventFields
import StreamModel
import Text

/// One event, opened: everything about it, with a cursor. It stays while the log goes on and drops it.
struct Detail: Sendable {
  /// Bytes of data, and of the wire, that are laid out; what is more is named, not shown.
  static let dataLimit = 4 << 20
  /// The columns on the left that belong to the pointer.
  static let gutter = 1

  /// A line and a byte of it, whose row is meant: they survive any change of the width.
  struct Caret: Equatable {
    var line = 0
    var byte = 0
  }

  /// The position of the record in the log, from which the next and the previous one are found.
  let position: Int
  /// What it is, for the heading, and the type if it is an event.
  let (title, type): (String, String)
  let facts: [DetailLine]
  private(set) var document: Document?
  let raw: RawBlock?
  /// What is not as it was in the event before; `nil` where nothing stands out.
  private let changes: ChangeMarks?
  /// Bytes of the data, and of the wire, that are laid out at most.
  private let limit: Int
  /// What was left out of the data, and of the raw bytes.
  private let omitted: (data: Int, raw: Int)

  /// Whether the bytes of the wire are shown.
  private(set) var isRaw = false
  /// Whether long rows are broken rather than cut.
  private(set) var isWrapped = true
  /// Columns that cut rows skip.
  var offset = 0
  var cursor = Caret()
  var top = Caret()
  /// Whether nothing has been drawn yet, so that the size is not known.
  var isFresh = true
  /// The row of the screen that the cursor begins on; `nil` for one that suits it.
  private(set) var row: Int?
  /// The way to a node that the event does not have, while the cursor stays where it led.
  private var anchor: (steps: [Document.Step], cursor: Caret)?
  var columns = 80
  var height = 1
  var glyphs = Glyphs.unicode
  /// What is known of long lines.
  var measures = DetailMeasures()
  /// What the search finds, and the match that the cursor has gone to.
  var found: DetailMatches?
  var current: (place: Caret, index: Int)?
  /// What is on the screen since it was fitted to it.
  var rows: [DetailRow] = []

  /// - Parameters:
  ///   - position: of a record that the log holds.
  ///   - groups: where events are told apart by the value of a path.
  ///   - look: how the event that was open before was looked at, its path in JSON too; `nil` if none was.
  ///   - limit: bytes of data, and of the wire, that are laid out.
  init?(
    at position: Int, in state: StreamState, _ groups: EventGroups?, clock: WallClock, like look: DetailLook? = nil,
    limit: Int = Self.dataLimit
  ) {
    guard state.log.positions.contains(position) else { return nil }
    let record = state.log[position]
    (self.position, self.limit) = (position, limit)
    (title, type) =
      switch record.kind {
      case .event: ("EVENT", state.types.rows[Int(record.type)].name)
      case .comment: ("COMMENT", "")
      case .overlong: ("DROPPED", "")
      case .notice: ("NOTICE", "")
      }
    switch record.kind {
    case .event, .comment:
      let data = state.log.data(record, limit: limit)
      let document = Document(data, isCut: data.count < Int(record.dataLength))
      let raw = RawBlock(state.log.raw(record, limit: limit))
      omitted = (
        Int(record.dataLength) - data.count + document.omitted,
        max(Int(record.length) - raw.bytes.count, 0) + raw.omitted
      )
      (self.document, self.raw) = (document, raw)
    case .overlong:
      let raw = RawBlock(state.log.raw(record, limit: 4096))
      (document, self.raw, omitted) = (Document(raw.bytes), raw, (0, 0))
    case .notice:
      guard state.notice(record) != nil else { return nil }
      (document, raw, omitted) = (nil, nil, (0, 0))
    }
    facts =
      DetailFacts(
        at: position, in: state, raw: raw, isBeyondLimits: document?.isBeyondLimits ?? false, clock: clock
      ).lines
    changes = record.kind == .event ? ChangeMarks(at: position, in: state, groups, limit: limit) : nil
    cursor.line = min(facts.count, lineCount - 1)
    if let look { receive(look) }
  }

  private mutating func receive(_ look: DetailLook) {
    (isWrapped, offset, row) = (look.isWrapped, look.offset, look.row)
    if let folding = look.folding(of: type) { document?.fold(like: folding) }
    if let (node, isWhole) = document?.way(look.steps) {
      reveal(node)
      cursor.line = facts.count + (document?.line(at: document?.nodes[node].first ?? 0) ?? 0)
      if !isWhole { anchor = (look.steps, cursor) }
    }
    if look.isRaw { toggleRaw() }
  }

  /// How it is looked at, for the event that is opened next.
  ///
  /// - Parameter former: how others were looked at before.
  func look(after former: DetailLook?) -> DetailLook {
    var look = former ?? DetailLook()
    (look.isWrapped, look.isRaw, look.offset) = (isWrapped, isRaw, offset)
    look.row = top == Caret() ? nil : rows.firstIndex { $0.isCursor }
    if let anchor, anchor.cursor == cursor {
      look.steps = anchor.steps
    } else {
      look.steps = node.flatMap { document?.steps(to: $0.index) } ?? []
    }
    if let document { look.keep(Folding(of: document), of: type) }
    return look
  }

  // MARK: - Lines

  /// Lines that are not hidden in a folded container.
  var lineCount: Int { facts.count + bodyCount + (omission == nil ? 0 : 1) }

  private var bodyCount: Int { isRaw ? raw?.count ?? 0 : document?.lines.count ?? 0 }

  private var omission: DetailLine? {
    let count = isRaw ? omitted.raw : omitted.data
    guard count > 0 else { return nil }
    let way = limit < Self.dataLimit ? "; \(Keymap.name(of: .pane(.open))) shows more of them" : ""
    return DetailLine(spans: [ByteSpan("(\(Quantity.grouped(count)) more bytes\(way))", .warning)])
  }

  func line(_ index: Int) -> DetailLine {
    if index < facts.count { return facts[max(index, 0)] }
    let body = index - facts.count
    guard body < bodyCount else { return omission ?? DetailLine(spans: []) }
    if isRaw { return raw?.text(ofLine: body, glyphs: glyphs) ?? DetailLine(spans: []) }
    guard let document else { return DetailLine(spans: []) }
    return document.text(of: document.lines[body], indentLimit: columns / 2, glyphs: glyphs)
  }

  /// How a line's value is marked, if it is not as it was in the event before.
  func changeMark(ofLine index: Int) -> ChangeMarks.Mark? {
    guard let changes, !isRaw, let document, document.lines.indices.contains(index - facts.count) else { return nil }
    let line = document.lines[index - facts.count]
    guard !line.isClose else { return nil }
    let node = document.nodes[line.node]
    return changes.mark(of: Int(node.start)..<Int(node.end), isFolded: document.isFolded(line.node))
  }

  /// The node under the cursor, and whether the cursor is on the line that closes it.
  var node: (index: Int, isClose: Bool)? {
    guard !isRaw, let document, document.lines.indices.contains(cursor.line - facts.count) else { return nil }
    let line = document.lines[cursor.line - facts.count]
    return (line.node, line.isClose)
  }

  /// The path of the node under the cursor in the syntax of jq: `.items[3].sku`, `.["odd key"]`; `nil` if there is none.
  var path: String? { node.flatMap { document?.path(of: $0.index) } }

  /// The bytes of the node under the cursor as they came; `nil` if there is none.
  var value: [UInt8]? { node.flatMap { document?.value(of: $0.index) }.map(Array.init) }

  /// A filter that events with the same value at the same place match; `nil` if the cursor is on no such value.
  var expressionOfNode: String? {
    guard let path, path != ".", let value, value.count <= 256, let first = value.first,
      first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
    else { return nil }
    return "\(path)=\(String(decoding: value, as: UTF8.self))"
  }

  // MARK: - What is shown of it

  /// Changes what is folded; the cursor goes to what hides the node it was on.
  mutating func refold(_ change: (inout Document) -> Void) {
    guard !isRaw, var changed = document else { return }
    let place = source(of: cursor)
    let first = source(of: top)
    let isInBody = cursor.line >= facts.count
    document = nil
    change(&changed)
    document = changed
    measures.forget(isRaw: false)
    if isInBody, let place { cursor = self.place(ofSource: place) }
    // Where a container is folded from its end, it is its beginning that is unfolded again.
    if let node, changed.isContainer(node.index), !node.isClose { cursor.byte = 0 }
    if top.line >= facts.count, let first { top = self.place(ofSource: first) }
  }

  mutating func toggleRaw() {
    guard raw != nil, document != nil else { return }
    let isInBody = cursor.line >= facts.count
    let place = source(of: Caret(line: cursor.line, byte: byteInView))
    isRaw.toggle()
    if isInBody { cursor = self.place(ofSource: place ?? 0) }
    cursor.line = min(cursor.line, lineCount - 1)
    offset = isWrapped ? 0 : column(of: cursor)
  }

  mutating func toggleWrap() {
    cursor.byte = byteInView
    isWrapped.toggle()
    offset = isWrapped ? 0 : column(of: cursor)
  }

  /// Whether a line is broken into rows; facts always are, so that they are there wherever the data has been scrolled.
  func isWrapped(_ line: Int) -> Bool { isWrapped || line < facts.count }

  /// The cursor's byte if it is on the screen, else the leftmost of its line that is.
  private var byteInView: Int {
    mutating get {
      guard !isWrapped(cursor.line) else { return cursor.byte }
      let column = cutColumn(ofByte: cursor.byte, in: cursor.line)
      if offset..<offset + columns ~= column { return cursor.byte }
      let (piece, left, before) = cut(cursor.line, from: offset)
      let spans = line(cursor.line).spans.clipped(to: piece)
      return piece.lowerBound + LineBreaks.byte(atColumn: left - before, in: spans, glyphs: glyphs)
    }
  }

  /// How far a cut row has to be scrolled to show a place: not at all if it can be seen without.
  mutating func column(of place: Caret) -> Int {
    guard !isWrapped(place.line), place.byte > 0 else { return 0 }
    let column = cutColumn(ofByte: place.byte, in: place.line)
    return column < columns ? 0 : column
  }

  /// Goes to a node, unfolding what hides it.
  mutating func go(toNode index: Int, byte: Int = 0) {
    guard let first = document?.nodes[index].first else { return }
    reveal(index)
    cursor = Caret(line: facts.count + (document?.line(at: first) ?? 0), byte: byte)
  }

  mutating func reveal(_ node: Int) {
    if document?.reveal(node) == true { measures.forget(isRaw: false) }
  }

  /// The offset of the event's data that stands at a place, if any does.
  private func source(of place: Caret) -> Int? {
    guard let index = index(of: place) else { return nil }
    return isRaw ? raw?.data(atIndex: index, ofLine: place.line - facts.count) : index
  }

  /// The index in what is shown, the data or the raw bytes, that stands at a place, if any does.
  func index(of place: Caret) -> Int? {
    place.line >= facts.count ? line(place.line).spans.source(ofByte: place.byte) : nil
  }

  private func place(ofSource offset: Int) -> Caret {
    if isRaw {
      guard let place = raw?.place(ofData: offset) else { return Caret() }
      let line = facts.count + place.line
      return Caret(line: line, byte: self.line(line).spans.byte(ofSource: place.index))
    }
    let line = facts.count + (document?.line(at: offset) ?? 0)
    return Caret(line: line, byte: self.line(line).spans.byte(ofSource: offset))
  }
}
