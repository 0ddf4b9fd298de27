package import StreamModel
package import Text

/// The values of a path in the order in which they were first seen, and what came of each: event types for streams
/// that have but one.
///
/// Bounded as `TypeTable` is: beyond `limit` values, and for values of more than `keyLimit` bytes, events are counted
/// in one row, `GroupKey.others`; those without a value in another, `GroupKey.absent`.
package struct GroupTable: Sendable {
  package static let limit = 4096
  package static let keyLimit = 256

  package struct Row: Sendable {
    package let key: GroupKey
    package fileprivate(set) var events = 0
    /// Bytes of data.
    package fileprivate(set) var bytes = 0
    package let firstSeen: Moment
    package fileprivate(set) var lastSeen: Moment
    package fileprivate(set) var rate = RateMeter()
  }

  package let path: JSONPath
  package private(set) var rows: [Row] = []
  /// Strings, and other values: a string is another key than the number that is written like it.
  private var texts = ByteIndex()
  private var literals = ByteIndex()
  /// The rows of their keys.
  private var textRows: [Int32] = []
  private var literalRows: [Int32] = []
  private var absent: Int?
  private var others: Int?

  package init(_ path: JSONPath) { self.path = path }

  /// Counts an event, and returns the index of its row.
  @discardableResult
  package mutating func count(_ record: Record, in log: EventLog) -> Int {
    log.withData(record) { count($0, at: record.at) }
  }

  /// Counts an event with this data, and returns the index of its row.
  @discardableResult
  package mutating func count(_ data: UnsafeRawBufferPointer, at now: Moment) -> Int {
    let row = row(of: data, at: now)
    rows[row].events += 1
    rows[row].bytes += data.count
    rows[row].lastSeen = max(rows[row].lastSeen, now)
    rows[row].rate.add(at: now)
    return row
  }

  private mutating func row(of data: UnsafeRawBufferPointer, at now: Moment) -> Int {
    guard let value = path.value(in: data) else { return Self.single(&absent, .absent, &rows, at: now) }
    // An escape of six bytes is one at least.
    guard value.text.count <= 6 * Self.keyLimit + 2 else { return Self.single(&others, .others, &rows, at: now) }
    return value.withText { text in
      guard text.count <= Self.keyLimit else { return Self.single(&others, .others, &rows, at: now) }
      let isText = value.kind == .string
      if let known = isText ? texts.number(of: text) : literals.number(of: text) {
        return Int(isText ? textRows[known] : literalRows[known])
      }
      guard texts.count + literals.count < Self.limit else { return Self.single(&others, .others, &rows, at: now) }
      let row = Self.append(isText ? .text(Array(text)) : .json(Array(text)), &rows, at: now)
      if isText {
        _ = texts.append(text)
        textRows.append(Int32(row))
      } else {
        _ = literals.append(text)
        literalRows.append(Int32(row))
      }
      return row
    }
  }

  /// The row of a key that no value has.
  private static func single(_ place: inout Int?, _ key: GroupKey, _ rows: inout [Row], at now: Moment) -> Int {
    if let place { return place }
    let row = append(key, &rows, at: now)
    place = row
    return row
  }

  private static func append(_ key: GroupKey, _ rows: inout [Row], at now: Moment) -> Int {
    rows.append(Row(key: key, firstSeen: now, lastSeen: now))
    return rows.count - 1
  }
}
