import StreamModel

/// The events of one side that are remembered, oldest first, and how often what.
package struct ComparedSide: Sendable {
  /// Events that are remembered: 40 bytes each, and 24 to find them.
  package static let limit = 1 << 16

  enum State: UInt8, Sendable {
    /// Not on the other side yet.
    case waiting
    /// On both.
    case paired
    /// On this side only.
    case only
    /// Not counted.
    case uncounted
  }

  struct Entry: Sendable {
    let key: Int
    let at: Moment
    let position: Int
    /// Of the hash of the data.
    let data: UInt32
    /// How many entries before this one is the one before of the same key; 0 for none.
    let link: UInt32
    /// What number the same event has on the other side, as far as its lower bits tell.
    var partner: UInt32 = 0
    let type: UInt16
    var state = State.waiting
  }

  /// Those by number from `start` on; what lies before `head` is gone.
  private var entries: [Entry] = []
  private var head = 0
  private var start = 0
  /// The number of the newest entry of a key, its lower bits.
  private var newest: [Int: UInt32] = [:]

  /// The numbers of the entries.
  var numbers: Range<Int> { start + head..<start + entries.count }

  subscript(number: Int) -> Entry { entries[number - start] }

  /// The number that these lower bits belong to; `nil` if it is not remembered.
  func number(_ bits: UInt32) -> Int? {
    let end = numbers.upperBound
    let number = end - Int(UInt32(truncatingIfNeeded: end) &- bits)
    return numbers.contains(number) ? number : nil
  }

  func contains(_ key: Int) -> Bool { newest[key] != nil }

  /// The numbers of a key's entries, newest first; no more than some.
  func all(_ key: Int) -> [Int] {
    var found: [Int] = []
    var next = newest[key].flatMap(number)
    while let number = next, found.count < 16 {
      found.append(number)
      let link = Int(self[number].link)
      next = link > 0 && numbers.contains(number - link) ? number - link : nil
    }
    return found
  }

  /// - Returns: its number, and the oldest entry if that had to go.
  mutating func append(_ event: ComparedEvent) -> (number: Int, dropped: Entry?) {
    let dropped = numbers.count == Self.limit ? removeFirst() : nil
    let number = numbers.upperBound
    let link = newest[event.key].flatMap(self.number).map { number - $0 } ?? 0
    entries.append(
      Entry(
        key: event.key, at: event.at, position: event.position, data: event.shortData, link: UInt32(clamping: link),
        type: UInt16(clamping: event.type)))
    newest[event.key] = UInt32(truncatingIfNeeded: number)
    return (number, dropped)
  }

  private mutating func removeFirst() -> Entry {
    let entry = entries[head]
    if newest[entry.key] == UInt32(truncatingIfNeeded: start + head) { newest[entry.key] = nil }
    head += 1
    if head >= Self.limit / 4 {
      entries.removeFirst(head)
      start += head
      head = 0
    }
    return entry
  }

  mutating func set(_ state: State, _ number: Int, partner: Int? = nil) {
    entries[number - start].state = state
    if let partner { entries[number - start].partner = UInt32(truncatingIfNeeded: partner) }
  }

  /// The number of the entry at a position in the log.
  func number(at position: Int) -> Int? {
    var (low, high) = (numbers.lowerBound, numbers.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return numbers.contains(low) && self[low].position == position ? low : nil
  }
}
