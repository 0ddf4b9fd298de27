package import StreamModel
package import Text

/// The values of a path in the order in which they were first seen, and what came of each: event types for streams
/// that have but one.
///
/// Bounded: beyond `limit` values, and for values of more than `keyLimit` bytes, events are counted
/// in one row, `GroupKey.others`; those without a value in two more, `GroupKey.absent` and `GroupKey.notJSON`.
package struct GroupTable: Sendable {
  package static let limit = 8192
  package static let keyLimit = 256
  /// All of them, and those of what is no value of its own.
  static let rowLimit = limit + 3

  package struct Row: Sendable {
    package let key: GroupKey
    package fileprivate(set) var events = 0
    /// Bytes of data.
    package fileprivate(set) var bytes = 0
    /// How many of its events the log still holds, where somebody tells the table of those that go.
    package fileprivate(set) var kept = 0
    package fileprivate(set) var firstSeen: Moment
    package fileprivate(set) var lastSeen: Moment
    package fileprivate(set) var rate = RateMeter()

    @inline(__always)
    fileprivate mutating func count(_ size: Int, at now: Moment, isMetered: Bool) {
      events += 1
      kept += 1
      bytes += size
      firstSeen = min(firstSeen, now)
      lastSeen = max(lastSeen, now)
      if isMetered { rate.add(at: now) }
    }
  }

  package let path: JSONPath
  private var search: JSONShapeSearch
  package private(set) var rows: [Row] = []
  /// Events of all rows.
  package private(set) var events = 0
  /// Strings, and other values: a string is another key than the number that is written like it.
  private var texts = ByteIndex()
  private var literals = ByteIndex()
  /// The rows of their keys.
  private var textRows: [Int32] = []
  private var literalRows: [Int32] = []
  private var absent: Int?
  private var notJSON: Int?
  private var others: Int?

  package init(_ path: JSONPath) { (self.path, search) = (path, JSONShapeSearch(path)) }

  /// Counts an event, and returns the index of its row.
  @discardableResult
  package mutating func count(_ record: Record, in log: EventLog) -> Int {
    var row = 0
    _ = log.isData(of: record) { data in
      row = count(data, at: record.at)
      return true
    }
    return row
  }

  /// Counts an event with this data, and returns the index of its row.
  ///
  /// - Parameter isMetered: whether it counts for the rate too, which takes events in the order of their times.
  @discardableResult
  package mutating func count(_ data: UnsafeRawBufferPointer, at now: Moment, isMetered: Bool = true) -> Int {
    let found = search.find(in: data)
    let row = row(of: found) ?? append(found, at: now)
    events += 1
    rows[row].count(data.count, at: now, isMetered: isMetered)
    return row
  }

  /// An event that was counted counts for its row's rate.
  mutating func meter(_ row: Int, at now: Moment) { rows[row].rate.add(at: now) }

  /// Events of a row have left the log.
  mutating func drop(_ events: Int = 1, of row: Int) { rows[row].kept -= events }

  /// An event that was counted is in the log.
  mutating func keep(_ row: Int) { rows[row].kept += 1 }

  /// Gives back what only makes counting quick.
  mutating func forgetShapes() { search.forgetShapes() }

  /// What was kept is no longer known to be.
  mutating func dropAll() { for row in rows.indices { rows[row].kept = 0 } }

  /// The row that an event with this data is counted in; `nil` if it would be the first of a new row.
  func row(of data: UnsafeRawBufferPointer) -> Int? { row(of: search.search.find(in: data)) }

  private typealias Found = (value: JSONSearch.Value?, isJSON: Bool)

  private func row(of found: Found) -> Int? {
    guard let value = found.value else { return found.isJSON ? absent : notJSON }
    guard Self.mayBeKey(value) else { return others }
    return value.withText { text in
      guard text.count <= Self.keyLimit else { return others }
      if value.kind == .string {
        if let known = texts.number(of: text) { return Int(textRows[known]) }
      } else if let known = literals.number(of: text) {
        return Int(literalRows[known])
      }
      return isFull ? others : nil
    }
  }

  private var isFull: Bool { texts.count + literals.count >= Self.limit }

  /// An escape of six bytes is one at least.
  private static func mayBeKey(_ value: JSONSearch.Value) -> Bool { value.text.count <= 6 * keyLimit + 2 }

  /// A new row for what `row(of:)` has found none for.
  private mutating func append(_ found: Found, at now: Moment) -> Int {
    let row = rows.count
    var key = found.isJSON ? GroupKey.absent : .notJSON
    if let value = found.value {
      key = .others
      if !isFull, Self.mayBeKey(value) {
        value.withText { text in
          guard text.count <= Self.keyLimit else { return }
          if value.kind == .string {
            key = .text(Array(text))
            _ = texts.append(text)
            textRows.append(Int32(row))
          } else {
            key = .json(Array(text))
            _ = literals.append(text)
            literalRows.append(Int32(row))
          }
        }
      }
    }
    switch key {
    case .absent: absent = row
    case .notJSON: notJSON = row
    case .others: others = row
    case .text, .json: break
    }
    rows.append(Row(key: key, firstSeen: now, lastSeen: now))
    return row
  }
}
