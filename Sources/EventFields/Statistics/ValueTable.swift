package import StreamModel
package import Text

/// The values at one path, each with how often it came.
///
/// Fed in any order, an event at a time. Exact for every value that has a row: beyond `limit` of them, and for values
/// of more than `keyLimit` bytes, there is one row for all, `GroupKey.others`.
package struct ValueTable: Sendable {
  package static let limit = 8192
  package static let keyLimit = GroupTable.keyLimit
  /// Bytes of the rows' keys, all together.
  package static let byteLimit = 1 << 20

  package struct Row: Sendable {
    package let key: GroupKey
    package fileprivate(set) var count = 0
    package fileprivate(set) var last: Moment
    /// There are thousands of rows, and no room on the screen for more bars.
    package fileprivate(set) var course = MinuteCourse<16>()
  }

  package let path: JSONPath
  package private(set) var rows: [Row] = []
  package private(set) var events = 0
  /// Events that have nothing there, or no JSON, or too much of it.
  package private(set) var without = 0
  /// Values: more than one of an event where they are elements of arrays.
  package private(set) var values = 0
  private var walk = FieldWalk()
  private let node: Int32
  private var texts = ByteIndex()
  private var literals = ByteIndex()
  private var textRows: [Int32] = []
  private var literalRows: [Int32] = []
  private var others: Int?
  private var number = NumberStatistics()
  private var keyBytes = 0

  /// - Parameter path: as `FieldStatistics` tells it, of names and elements.
  package init(_ path: JSONPath) {
    self.path = path
    node = walk.tree.insert(path)
    walk.tree.isFixed = true
  }

  /// Takes in an event.
  package mutating func add(_ data: UnsafeRawBufferPointer, at now: Moment) {
    events += 1
    guard data.count <= FieldStatistics.dataLimit, walk.read(data) == .json else {
      without += 1
      return
    }
    let before = values
    for index in walk.values.indices where walk.values[index].node == node {
      let value = walk.values[index]
      let text = UnsafeRawBufferPointer(rebasing: data[Int(value.start)..<Int(value.end)])
      let row =
        value.kind == .text
        ? JSONString.withDecoded(text, hasEscape: value.hasEscape) { self.row($0, isText: true, at: now) }
        : self.row(text, isText: false, at: now)
      values += 1
      if value.kind == .number { number.add(text) }
      rows[row].count += 1
      rows[row].last = max(rows[row].last, now)
      _ = rows[row].course.count(at: now)
    }
    if values == before { without += 1 }
  }

  /// Of the numbers among the values: the least and the greatest as they came, the mean exact and then rounded to 28
  /// digits; `nil` without numbers, and where they are too long to tell.
  package var numbers: (least: [UInt8], mean: DecimalDigits?, greatest: [UInt8])? {
    number.isMeasured ? (number.least.text, number.mean, number.greatest.text) : nil
  }

  private mutating func row(_ text: UnsafeRawBufferPointer, isText: Bool, at now: Moment) -> Int {
    guard text.count <= Self.keyLimit else { return rowOfOthers(at: now) }
    if let known = isText ? texts.number(of: text) : literals.number(of: text) {
      return Int(isText ? textRows[known] : literalRows[known])
    }
    guard texts.count + literals.count < Self.limit, keyBytes + text.count <= Self.byteLimit else {
      return rowOfOthers(at: now)
    }
    keyBytes += text.count
    rows.append(Row(key: isText ? .text(Array(text)) : .json(Array(text)), last: now))
    if isText {
      _ = texts.append(text)
      textRows.append(Int32(rows.count - 1))
    } else {
      _ = literals.append(text)
      literalRows.append(Int32(rows.count - 1))
    }
    return rows.count - 1
  }

  private mutating func rowOfOthers(at now: Moment) -> Int {
    if let others { return others }
    rows.append(Row(key: .others, last: now))
    others = rows.count - 1
    return rows.count - 1
  }
}
