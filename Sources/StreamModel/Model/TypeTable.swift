/// The event types in the order in which they were first seen, and what came of each.
///
/// Bounded: a stream can invent types without end. Beyond `limit` types, and for names of more than `nameLimit`
/// bytes, events are counted in one last row, `overflowName`.
public struct TypeTable: Sendable {
  public static let limit = 4096
  public static let nameLimit = 1024
  public static let overflowName = "(other types)"
  private static let defaultName: StaticString = "message"

  public struct Row: Sendable {
    /// The event type as the standard dispatches it; text of a stranger's.
    public let name: String
    public fileprivate(set) var events = 0
    /// Bytes of data.
    public fileprivate(set) var bytes = 0
    /// How many of its events the log still holds.
    public fileprivate(set) var kept = 0
    public let firstSeen: Moment
    public fileprivate(set) var lastSeen: Moment
    public fileprivate(set) var rate = RateMeter()
  }

  public private(set) var rows: [Row] = []
  private var names: [[UInt8]] = []
  /// Open addressing: one more than the index of a row, or 0.
  private var buckets = [Int32](repeating: 0, count: 256)
  private var latest = 0
  private var defaultIndex: Int?
  /// Events of one type that came one after the other, and are not in its row yet.
  private var run = (index: 0, events: 0, bytes: 0)
  private var overflow: Int?

  public init() {}

  /// The name of a row's type as it came on the wire; empty for the row of all other types.
  package func wireName(of index: Int) -> [UInt8] { names[index] }

  /// The index of the type with this name, which is new to the table or not.
  @inline(__always)
  mutating func index(of name: UnsafeRawBufferPointer, at now: Moment) -> Int {
    guard !name.isEmpty else { return defaultIndex ?? internDefault(at: now) }
    // Most events have the type of the one before.
    if latest < names.count, names[latest].withUnsafeBytes({ Self.areEqual($0, name) }) { return latest }
    return intern(name, at: now)
  }

  private mutating func internDefault(at now: Moment) -> Int {
    let index = Self.defaultName.withUTF8Buffer { intern(UnsafeRawBufferPointer($0), at: now) }
    if index != overflow { defaultIndex = index }
    return index
  }

  /// Counts an event under the type with this name, and returns the type's index. `settle` is to follow.
  @inline(__always)
  mutating func count(_ name: UnsafeRawBufferPointer, bytes: Int, at now: Moment) -> Int {
    let index = index(of: name, at: now)
    if index != run.index {
      settle(at: now)
      run.index = index
    }
    run.events &+= 1
    run.bytes &+= bytes
    return index
  }

  /// Brings the rows up to date with what was counted.
  mutating func settle(at now: Moment) {
    guard run.events > 0 else { return }
    rows[run.index].events += run.events
    rows[run.index].bytes += run.bytes
    rows[run.index].kept += run.events
    rows[run.index].lastSeen = max(rows[run.index].lastSeen, now)
    rows[run.index].rate.add(run.events, at: now)
    (run.events, run.bytes) = (0, 0)
  }

  /// Events of a type have left the log.
  mutating func drop(_ events: Int, of index: Int) {
    if events > 0 { rows[index].kept -= events }
  }

  /// Tells how many events of each type the log holds, which was replaced; of those that are not named it has none.
  mutating func keep(_ kept: [Int: Int]) {
    for index in rows.indices { rows[index].kept = kept[index] ?? 0 }
  }

  private mutating func intern(_ name: UnsafeRawBufferPointer, at now: Moment) -> Int {
    guard name.count <= Self.nameLimit else { return overflowIndex(at: now) }
    var bucket = Self.hash(name) & (buckets.count - 1)
    while buckets[bucket] != 0 {
      let index = Int(buckets[bucket]) - 1
      if names[index].withUnsafeBytes({ Self.areEqual($0, name) }) {
        latest = index
        return index
      }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    guard rows.count < Self.limit else { return overflowIndex(at: now) }
    names.append(Array(name))
    rows.append(Row(name: String(decoding: name, as: UTF8.self), firstSeen: now, lastSeen: now))
    buckets[bucket] = Int32(rows.count)
    latest = rows.count - 1
    if rows.count * 2 > buckets.count { grow() }
    return latest
  }

  private mutating func overflowIndex(at now: Moment) -> Int {
    if let overflow { return overflow }
    names.append([])
    rows.append(Row(name: Self.overflowName, firstSeen: now, lastSeen: now))
    overflow = rows.count - 1
    return rows.count - 1
  }

  private mutating func grow() {
    buckets = [Int32](repeating: 0, count: buckets.count * 2)
    for (index, name) in names.enumerated() where index != overflow {
      var bucket = name.withUnsafeBytes(Self.hash) & (buckets.count - 1)
      while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
      buckets[bucket] = Int32(index + 1)
    }
  }

  /// Eight bytes at a time: names are compared for every event.
  @inline(__always)
  private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    var index = 0
    while index &+ 8 <= count {
      if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index &+= 8
    }
    while index < count {
      if left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }

  /// FNV-1a, which is enough for names that a screen can show; the table's limit bounds what collisions can cost.
  private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 29) & Int.max
  }
}
