package import StreamModel
import Text

/// What the scalars at one path are.
package struct PathStatistics: Sendable {
  /// What the values are, null left out.
  package enum Kind: String, Sendable {
    case text, number, boolean, null, time, mixed
  }

  /// A value as it is shown.
  package struct Value: Sendable, Equatable {
    /// A string without its quotes and escapes, anything else as it was written; the beginning of what is long.
    package let text: String
    package let isText: Bool
    package let isCut: Bool
  }

  var node: Int32
  /// Events that have a value there, null counted.
  package private(set) var events = 0
  /// Values: more than events where they are elements of arrays.
  package private(set) var values = 0
  package private(set) var nulls = 0
  private var texts = 0
  private var numbers = 0
  private var booleans = 0
  /// Whether earlier events may have had it too, when there was no room for it.
  package let isAtLeast: Bool
  private var lastEvent = 0
  private var counts = ValueCounts()
  private var number: NumberStatistics?
  private var ages: AgeStatistics?
  private var course = Course()
  private var last = Last()

  init(node: Int32, isAtLeast: Bool) {
    self.node = node
    self.isAtLeast = isAtLeast
  }

  var heldBytes: Int { counts.byteCount + (number?.heldBytes ?? 0) }
  /// Bytes that a new value would take.
  var growth: Int { counts.growth }
  /// Bytes that could be given up without much being lost.
  var barrenBytes: Int { counts.isBarren ? counts.slotBytes : 0 }

  /// Gives them up.
  mutating func release() { counts.release() }

  typealias Course = MinuteCourse<64>

  private struct Last: Sendable {
    static let limit = 64
    var order = Int.min
    var kind = FieldValueKind.null
    var length = 0
    var age: Double?
    var bytes = InlineArray<64, UInt8>(repeating: 0)
  }

  /// - Parameters:
  ///   - event: the number of the event, from 1.
  ///   - arrival: when it came, in nanoseconds since 1970.
  ///   - room: bytes that may be taken beyond what is held.
  mutating func add(
    _ text: UnsafeRawBufferPointer, _ kind: FieldValueKind, at now: Moment, event: Int, order: Int, arrival: Double?,
    room: Int
  ) {
    values += 1
    if event != lastEvent {
      events += 1
      lastEvent = event
    }
    var room = room
    if kind == .number, number == nil {
      number = NumberStatistics(slots: Course.slotCount, room: room)
      room -= heldBytes
    }
    let hash = ValueHash.hash(text, kind: kind.rawValue)
    counts.add(hash, text, kind: kind.rawValue, room: room)
    var age: Double?
    switch kind {
    case .text:
      texts += 1
      if let arrival, let time = TimeValue.nanoseconds(text) { age = arrival - time }
    case .number:
      numbers += 1
      number?.add(text)
      // Once a value was none, the others do not matter.
      if let arrival, (ages?.count ?? 0) == numbers - 1 {
        age = TimeValue.age(ofNumber: Self.approximation(text), at: arrival)
      }
    case .boolean: booleans += 1
    case .null: nulls += 1
    }
    if let age {
      if ages == nil { ages = AgeStatistics() }
      ages?.add(age)
    }
    count(text, kind, at: now)
    if order >= last.order { receive(text, kind, order: order, age: age) }
  }

  private mutating func count(_ text: UnsafeRawBufferPointer, _ kind: FieldValueKind, at now: Moment) {
    guard kind != .null else { return }
    guard number?.sums.isEmpty == false else {
      _ = course.count(at: now)
      return
    }
    // A mean needs its own sum for each slot.
    var emptied: UInt64 = 0
    let place = course.count(at: now) { emptied |= 1 << UInt64($0) }
    while emptied != 0 {
      number?.sums[emptied.trailingZeroBitCount] = 0
      emptied &= emptied - 1
    }
    if let place, kind == .number { number?.sums[place] += Self.approximation(text) }
  }

  private mutating func receive(_ text: UnsafeRawBufferPointer, _ kind: FieldValueKind, order: Int, age: Double?) {
    (last.order, last.kind, last.length, last.age) = (order, kind, text.count, age)
    for index in 0..<min(text.count, Last.limit) { last.bytes[index] = text[index] }
  }

  /// Near enough for a bar; the digits are kept elsewhere.
  private static func approximation(_ text: UnsafeRawBufferPointer) -> Double {
    if let integer = NumberStatistics.integer(text) { return Double(integer) }
    guard text.count <= NumberStatistics.lengthLimit else { return 0 }
    let value = Double(String(decoding: text, as: UTF8.self)) ?? 0
    return value.isFinite ? value : 0
  }
}

// MARK: - Reading

extension PathStatistics {
  package var kind: Kind {
    let kinds = [texts, numbers, booleans].count(where: { $0 > 0 })
    if kinds == 0 { return .null }
    guard kinds == 1 else { return .mixed }
    if booleans > 0 { return .boolean }
    if let ages, ages.count == texts + numbers { return .time }
    return texts > 0 ? .text : .number
  }

  /// How many different values there are, and whether there are more than are told apart.
  package var differentValues: (count: Int, hasMore: Bool) { counts.different }

  /// The value that came most often, how often, and whether that is a lower bound; `nil` where none stands out.
  package var mostOften: (value: Value, count: Int, isAtLeast: Bool)? {
    let best = counts.best
    guard best.count > 1 || best.count == values, counts.isExact || best.count * 100 >= values else { return nil }
    return (Self.value(best.text, best.kind, isCut: best.isCut), best.count, !counts.isExact)
  }

  /// The value of the latest event.
  package var latest: Value {
    Self.value(
      (0..<min(last.length, Last.limit)).map { last.bytes[$0] }, last.kind.rawValue, isCut: last.length > Last.limit)
  }

  private static func value(_ bytes: [UInt8], _ kind: UInt8, isCut: Bool) -> Value {
    var bytes = bytes[...]
    // A character is not shown by half.
    if isCut {
      while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
      if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    }
    return Value(
      text: String(decoding: bytes, as: UTF8.self), isText: kind == FieldValueKind.text.rawValue, isCut: isCut)
  }

  /// Of the numbers, as they came; `nil` without numbers, and where some are too long to compare.
  package var least: [UInt8]? { number.flatMap { $0.isMeasured ? $0.least.text : nil } }
  package var greatest: [UInt8]? { number.flatMap { $0.isMeasured ? $0.greatest.text : nil } }
  /// Of the numbers, exact and then rounded to 28 digits; `nil` without numbers, and where it is not known.
  package var mean: DecimalDigits? { number?.mean }

  /// How old the times were when they came, and the latest, in nanoseconds; `nil` where the values are no times.
  package var age: (least: Double, mean: Double, greatest: Double, latest: Double)? {
    guard kind == .time, let ages else { return nil }
    return (ages.least, ages.mean, ages.greatest, last.age ?? ages.mean)
  }

  /// A minute's course, oldest first: of numbers their mean, of all else how many came; 0 where nothing did, and
  /// otherwise above it.
  ///
  /// - Parameter limit: how many bars there is room for; sixty at most.
  package func bars(_ limit: Int, at now: Moment) -> [Double] {
    guard kind == .number, let number, !number.sums.isEmpty else { return course.bars(limit, at: now) }
    let slots = course.slots(at: now)
    let means = course.grouped(limit, at: now) { group in
      var known = group.compactMap { slots[$0] }
      // The slot that has only begun would begin each time at nothing.
      if known.isEmpty, group.count == 1, group.upperBound == slots.count {
        known = slots.dropLast().suffix(1).compactMap(\.self)
      }
      let count = known.reduce(0) { $0 + Double($1.count) }
      return count > 0 ? known.reduce(0) { $0 + number.sums[$1.place] } / count : .nan
    }
    let known = means.filter { !$0.isNaN }
    guard let least = known.min(), let greatest = known.max() else { return means.map { _ in 0 } }
    let span = greatest - least
    return means.map { $0.isNaN ? 0 : span > 0 ? 1 + 7 * ($0 - least) / span : 4 }
  }
}
