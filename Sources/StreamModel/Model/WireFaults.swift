import Text

/// What is wrong with a source's bytes, each kind with its first place.
///
/// Constant size; looked at only where the parser has ignored a line, and in the first events.
package struct WireFaults: Sendable {
  package enum Kind: Equatable, Sendable {
    case misspelt, laterMark, nullInID, noTime, oddTime, unknown
    /// A line without a known field after a line of data, the data so far an unfinished JSON value.
    case inJSON
    /// The same after other data, the line without a colon.
    case bare
    /// A line that only a lone CR has separated from the data before it.
    case strayCR
  }

  /// Where something was: all counted from the beginning of a connection's body.
  package struct Location: Equatable, Sendable {
    /// From 1.
    package var connection: Int
    /// From 1; the one that the line belongs to, had it become one.
    package var event: Int
    /// Bytes before it.
    package var offset: UInt64
    /// Which line of its event, from 1.
    package var line = 1

    package init(connection: Int, event: Int, offset: UInt64, line: Int = 1) {
      (self.connection, self.event, self.offset, self.line) = (connection, event, offset, line)
    }
  }

  package struct Row: Equatable, Sendable {
    package var kind: Kind
    package var count: Int
    package var place: Location
    /// The start of the first such line.
    package var text: [UInt8]
  }

  /// Where a connection's body lies.
  struct Body {
    var connection: Int
    /// Where it begins in the wire.
    var start: UInt64
    /// Events that came of it before the batch.
    var events: Int
  }

  /// In the order of their first times.
  package private(set) var rows: [Row] = []
  /// Events whose data holds line ends as two characters, of the first `sample`.
  package private(set) var escapedEvents = 0
  private(set) var looked = 0
  private(set) var known = 0
  private var counts: [UInt8: Int] = [:]

  /// Events that are looked at for escaped line ends.
  static let sample = 32
  private static let eventLimit = 1 << 16

  package init() {}

  /// Takes note of what the parser ignored in a batch.
  mutating func receive(_ batch: Batch, _ body: Body, wire: Wire) {
    let faults = batch.ignored.faults
    defer { known = faults.count }
    for row in faults.rows {
      let added = row.count - counts[row.kind.rawValue, default: 0]
      guard added > 0 else { continue }
      counts[row.kind.rawValue] = row.count
      if row.kind == .behindData {
        judge(faults.behindData.suffix(added), of: added, batch, body, wire)
      } else if let kind = Self.kind(row.kind) {
        // The first of a kind; later ones only count.
        let place = rows.contains { $0.kind == kind } ? nil : self.place(row.place, batch, body, wire)
        add(kind, added, at: place, text: row.line)
      }
    }
  }

  /// Leaves out what the parser ignored in a batch.
  mutating func pass(_ batch: Batch) {
    known = batch.ignored.faults.count
    for row in batch.ignored.faults.rows { counts[row.kind.rawValue] = row.count }
  }

  private static func kind(_ kind: LineFaults.Kind) -> Kind? {
    switch kind {
    case .misspelt: .misspelt
    case .laterMark: .laterMark
    case .nullInID: .nullInID
    case .noTime: .noTime
    case .oddTime: .oddTime
    case .unknown: .unknown
    case .behindData: nil
    }
  }

  /// Decides what lines after data are by what is before them; of many the newest speak for all.
  private mutating func judge(
    _ places: ArraySlice<LineFaults.Location>, of count: Int, _ batch: Batch, _ body: Body, _ wire: Wire
  ) {
    var rest = count - places.count
    for place in places {
      let text = Self.line(at: place.offset, wire)
      let kind = Self.kind(of: text, at: place, wire)
      let first = rows.contains { $0.kind == kind } ? nil : self.place(place, batch, body, wire)
      add(kind, 1 + rest, at: first, text: text)
      rest = 0
    }
  }

  private mutating func add(_ kind: Kind, _ count: Int, at place: Location?, text: [UInt8]) {
    if let row = rows.firstIndex(where: { $0.kind == kind }) {
      rows[row].count += count
    } else if let place {
      rows.append(Row(kind: kind, count: count, place: place, text: Array(text.prefix(LineFaults.lineLimit))))
    }
  }

  private func place(_ place: LineFaults.Location, _ batch: Batch, _ body: Body, _ wire: Wire) -> Location {
    let before = batch.records.count { $0.kind == .event && $0.offset < place.event }
    return Location(
      connection: body.connection, event: body.events + before + 1,
      offset: place.offset - min(body.start, place.offset),
      line: 1 + Self.bytes(place.event..<max(place.offset, place.event), wire).withUnsafeBytes(Lines.ends))
  }

  // MARK: Looking into the wire

  private static func bytes(_ range: Range<UInt64>, _ wire: Wire) -> [UInt8] {
    let range = range.clamped(to: wire.start..<wire.end)
    return wire.withBytes(range.lowerBound, min(range.count, eventLimit), Array.init)
  }

  private static func line(at offset: UInt64, _ wire: Wire) -> [UInt8] {
    Array(bytes(offset..<wire.end, wire).prefix { !$0.isLineEnd })
  }

  private static func kind(of text: [UInt8], at place: LineFaults.Location, _ wire: Wire) -> Kind {
    let before = bytes(place.event..<place.offset, wire)
    // Not all of a very long event is looked at.
    guard UInt64(before.count) == place.offset - place.event else { return .unknown }
    let end = bytes(place.offset + UInt64(text.count)..<wire.end, wire).first
    var last: Field.Name?
    var data: [UInt8] = []
    before.withUnsafeBytes { bytes in
      for line in Lines(in: bytes) where !line.content.isEmpty {
        let content = UnsafeRawBufferPointer(rebasing: bytes[line.content])
        let field = Field(line: content)
        last = field.name
        if field.name == .data { data += content[field.valueStart...] + [0x0A] }
      }
    }
    guard last == .data else { return .unknown }
    if before.last == 0x0D, end == 0x0A { return .strayCR }
    if isUnfinishedJSON(data) { return .inJSON }
    return text.contains(UInt8(ascii: ":")) ? .unknown : .bare
  }

  private static func isUnfinishedJSON(_ data: [UInt8]) -> Bool {
    data.withUnsafeBytes { data in
      var tokens = JSONTokens(data)
      var depth = 0
      guard case .open = tokens.next() else { return false }
      depth = 1
      while depth > 0, let token = tokens.next() {
        switch token {
        case .open: depth += 1
        case .close: depth -= 1
        case .end: return true
        default: break
        }
      }
      return false
    }
  }
}

// MARK: - Escaped line ends

extension WireFaults {
  private static let fieldStarts = ["data:", "event:", "id:", "\\ndata:", "\\nevent:", "\\nid:"].map { Array($0.utf8) }

  /// Looks at the data of one of the first events.
  mutating func look(at data: UnsafeRawBufferPointer) {
    looked += 1
    if Self.hasEscapedEnds(Array(data.prefix(2048))) { escapedEvents += 1 }
  }

  /// Whether text holds a backslash and an n where a line of a field, or the end, follows. JSON may hold them.
  package static func hasEscapedEnds(_ text: [UInt8]) -> Bool {
    let start = text.first { $0 != 0x20 }
    guard start != UInt8(ascii: "{"), start != UInt8(ascii: "["), start != UInt8(ascii: "\"") else { return false }
    for index in text.indices where text[index] == UInt8(ascii: "\\") {
      let rest = text[index...].dropFirst(2)
      guard text[index...].dropFirst().first == UInt8(ascii: "n") else { continue }
      if fieldStarts.contains(where: rest.starts) { return true }
      if rest.isEmpty || rest.elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: "n")]) { return true }
    }
    return false
  }
}
