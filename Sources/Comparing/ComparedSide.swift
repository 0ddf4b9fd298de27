import StreamModel

/// The events of one side that are remembered, and how they stand: a ring, with an index of their keys.
///
/// The oldest goes when a new one comes that there is no room for.
package struct ComparedSide: Sendable {
  /// Events that are remembered: 32 bytes each, and an index of 128 KiB, so 1 MiB in all.
  package static let limit = 28_000

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
    /// Of the hash of the data.
    let data: UInt32
    /// The lower bits of its position in the log.
    fileprivate let position: UInt32
    /// How many entries before this one is the one before of the same key; 0 for none.
    fileprivate let link: UInt16
    /// In which place of its ring the same event lies on the other side.
    fileprivate(set) var partner: UInt16 = 0
    let type: UInt16
    fileprivate(set) var state = State.waiting
  }

  /// That with a number lies in the place of its remainder.
  private var ring: [Entry] = []
  private var index = KeyIndex()
  /// The number that the next entry gets.
  private var end = 0
  /// Of the newest entry.
  private var newestPosition = 0

  /// The numbers of the entries.
  var numbers: Range<Int> { end - ring.count..<end }

  /// What is held of it, in bytes.
  package var bytes: Int { ring.capacity * MemoryLayout<Entry>.stride + index.bytes }

  subscript(number: Int) -> Entry { ring[Self.place(of: number)] }

  private static func place(of number: Int) -> Int { number % limit }

  /// The number of the entry that lies in a place now; `nil` if there is none.
  private func number(inPlace place: Int) -> Int? {
    guard ring.indices.contains(place) else { return nil }
    let last = Self.place(of: end - 1)
    return end - 1 - (last >= place ? last - place : last + Self.limit - place)
  }

  /// The entry that an entry of the other side belongs to; `nil` if it is not remembered any more.
  func partner(of other: Entry) -> Int? {
    number(inPlace: Int(other.partner)).flatMap { self[$0].key == other.key && self[$0].state == .paired ? $0 : nil }
  }

  /// Where an entry lies in the log.
  func position(of number: Int) -> Int {
    newestPosition - Int(UInt32(truncatingIfNeeded: newestPosition) &- self[number].position)
  }

  private func newest(_ key: Int) -> Int? {
    index.place(of: key) { ring[$0].key }.flatMap(number(inPlace:))
  }

  func contains(_ key: Int) -> Bool { newest(key) != nil }

  /// The numbers of a key's entries, newest first; no more than some.
  func all(_ key: Int) -> [Int] {
    var found: [Int] = []
    var next = newest(key)
    while let number = next, found.count < 16 {
      found.append(number)
      let link = Int(self[number].link)
      next = link > 0 && numbers.contains(number - link) ? number - link : nil
    }
    return found
  }

  /// - Returns: its number, and the oldest entry if that had to go.
  mutating func append(_ event: ComparedEvent) -> (number: Int, dropped: Entry?) {
    let dropped = ring.count == Self.limit ? forgetOldest() : nil
    let number = end
    let link = newest(event.key).map { number - $0 } ?? 0
    newestPosition = event.position
    let entry = Entry(
      key: event.key, at: event.at, data: event.shortData, position: UInt32(truncatingIfNeeded: event.position),
      link: UInt16(clamping: link), type: UInt16(clamping: event.type))
    if dropped == nil {
      // Not as much again as there is, when it is nearly full.
      if ring.count == ring.capacity { ring.reserveCapacity(min(max(ring.count * 2, 64), Self.limit)) }
      ring.append(entry)
    } else {
      ring[Self.place(of: number)] = entry
    }
    end += 1
    index.set(Self.place(of: number), of: event.key) { [ring] in ring[$0].key }
    return (number, dropped)
  }

  /// Takes the oldest out of the index; its place is written over.
  private mutating func forgetOldest() -> Entry {
    let place = Self.place(of: end)
    let entry = ring[place]
    if index.place(of: entry.key, key: { ring[$0].key }) == place {
      index.remove(entry.key) { [ring] in ring[$0].key }
    }
    return entry
  }

  mutating func set(_ state: State, _ number: Int, partner: Int? = nil) {
    let place = Self.place(of: number)
    ring[place].state = state
    if let partner { ring[place].partner = UInt16(Self.place(of: partner)) }
  }

  /// The number of the entry at a position in the log.
  func number(at position: Int) -> Int? {
    var (low, high) = (numbers.lowerBound, numbers.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if self.position(of: middle) < position { low = middle + 1 } else { high = middle }
    }
    return numbers.contains(low) && self.position(of: low) == position ? low : nil
  }
}
