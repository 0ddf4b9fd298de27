import Text

/// Lines that the standard has a client ignore and that look like a server's mistake, counted by kind.
///
/// Only the parser's paths for what is ignored come here. Of each kind the first line is kept: constant size.
package struct LineFaults: Equatable, Sendable {
  package enum Kind: UInt8, CaseIterable, Sendable {
    /// The field's name differs from a known one by case, by blanks around it or by a byte order mark before it.
    case misspelt
    /// A byte order mark begins a line that is not the body's first.
    case laterMark
    /// An `id` that holds NULL.
    case nullInID
    /// A `retry` that is not all digits.
    case noTime
    /// A reconnection time below 100 ms or beyond five minutes. It is in force all the same.
    case oddTime
    /// Any other name, in an event that had no data by then.
    case unknown
    /// Any other name after data: the first such line of an event.
    case behindData
  }

  /// Where a line lies in the source's wire.
  package struct Location: Equatable, Sendable {
    package var offset: UInt64
    /// Where its event begins.
    package var event: UInt64
  }

  package struct Row: Equatable, Sendable {
    package var kind: Kind
    package var count: Int
    /// The first of them.
    package var place: Location
    /// The start of the first of them.
    package var line: [UInt8]
  }

  /// A row a kind, in the order of their first times.
  package private(set) var rows: [Row] = []
  /// The newest places of `behindData`: what is before them decides what they are.
  package private(set) var behindData: [Location] = []
  /// All of them: it tells whether anything was added.
  package private(set) var count = 0

  /// Bytes of a line that are kept.
  package static let lineLimit = 80
  package static let placeLimit = 8

  package init() {}

  mutating func add(_ kind: Kind, _ line: UnsafeRawBufferPointer, at place: Location) {
    if kind == .behindData {
      // One an event: those that follow are the same mistake.
      guard behindData.last?.event != place.event else { return }
      if behindData.count == Self.placeLimit { behindData.removeFirst() }
      behindData.append(place)
    }
    count += 1
    // In place: a closure gets a copy of each row.
    for row in rows.indices where rows[row].kind == kind {
      rows[row].count += 1
      return
    }
    rows.append(Row(kind: kind, count: 1, place: place, line: Array(line.prefix(Self.lineLimit))))
  }

  /// Takes note of a line of no known field.
  mutating func add(unknown line: UnsafeRawBufferPointer, at place: Location, hasData: Bool) {
    var name = line[...]
    if line.beginsWithByteOrderMark {
      add(.laterMark, line, at: place)
      name = line.withoutByteOrderMark
    }
    let start = UnsafeRawBufferPointer(rebasing: name[..<min(name.startIndex + 16, name.endIndex)])
    if Self.isAlmostKnown(start) {
      add(.misspelt, line, at: place)
    } else if name.count == line.count {
      // Nothing is lost of a line of blanks.
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      add(hasData && !isBlank ? .behindData : .unknown, line, at: place)
    }
  }

  /// Whether a line begins with the name of a known field and a colon, if case and blanks around the name are left out.
  private static func isAlmostKnown(_ line: UnsafeRawBufferPointer) -> Bool {
    func isBlank(_ index: Int) -> Bool { line[index] == 0x20 || line[index] == 0x09 }
    var start = 0
    while start < line.count, isBlank(start) { start += 1 }
    guard start < line.count else { return false }
    switch line[start] | 0x20 {
    // "d", "e", "i" and "r": with any other first letter nothing else is looked at.
    case 0x64, 0x65, 0x69, 0x72: break
    default: return false
    }
    guard let colon = line[start...].firstIndex(of: UInt8(ascii: ":")) else { return false }
    var end = colon
    while end > start, isBlank(end - 1) { end -= 1 }
    // From "id" to "event" and "retry".
    guard (2...5).contains(end - start) else { return false }
    var folded: UInt64 = 0
    for byte in line[start..<end] { folded = folded << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    switch folded {
    // "data", "event", "id" and "retry".
    case 0x6461_7461, 0x65_7665_6E74, 0x6964, 0x72_6574_7279: return true
    default: return false
    }
  }
}
