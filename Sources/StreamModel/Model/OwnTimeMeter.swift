import Text

/// Compares the times that events carry in their data with when they came: events that were made one after the other
/// and come together were held back.
///
/// Constant size. Looked at only where several events come in one read after a pause.
package struct OwnTimeMeter: Sendable {
  /// What came together: how long the silence before it was, and how far apart its events are by their own times.
  package struct Lump: Equatable, Sendable {
    package var pause: Duration
    package var span: Duration
    package var events: Int
  }

  /// Events of a read from which on it is looked at, and the pause before it.
  static let fewestEvents = 5
  static let shortestPause = Duration.milliseconds(200)
  private static let limit = 16

  /// The newest ones, oldest first.
  package private(set) var recent: [Lump] = []
  /// Where the times stand in the data: `.meta.dt`.
  package private(set) var path = ""
  private var lastAt: Moment?
  private var continuedAt: Moment?

  package init() {}

  /// The program was stopped until now: what has come meanwhile has waited for it.
  mutating func continued(at now: Moment) {
    continuedAt = now
    if let lastAt, now - lastAt <= LumpMeter.wakeTime, !recent.isEmpty { recent.removeLast() }
    lastAt = nil
  }

  mutating func receive(
    first: UnsafeRawBufferPointer, last: UnsafeRawBufferPointer, events: Int, after pause: Duration, at now: Moment
  ) {
    if let continuedAt, now - continuedAt <= LumpMeter.wakeTime { return }
    guard let (from, to) = OwnTime(in: first).flatMap({ first in OwnTime(in: last).map { (first, $0) } }),
      from.path == to.path
    else { return }
    // Where times have whole seconds, short pauses say nothing.
    guard !(from.isWhole && to.isWhole) || pause >= .seconds(2) else { return }
    (path, lastAt) = (from.path, now)
    if recent.count == Self.limit { recent.removeFirst() }
    recent.append(Lump(pause: pause, span: max(to.time - from.time, .zero), events: events))
  }

  /// Those whose events were made over the pause before them.
  package var held: [Lump] { recent.filter { $0.span * 2 >= $0.pause && $0.span <= $0.pause * 2 + .seconds(1) } }
}

/// The first time that stands in an event's JSON: ISO 8601, or seconds, milliseconds, microseconds or nanoseconds since
/// 1970 that lie in our time.
struct OwnTime {
  var path: String
  /// Since 1970.
  var time: Duration
  /// Whether it has no fraction of a second.
  var isWhole: Bool

  private static let dataLimit = 4096
  private static let depthLimit = 4
  private static let years: ClosedRange<Double> = 1.0e9...2.6e9

  init?(in data: UnsafeRawBufferPointer) {
    var tokens = JSONTokens(UnsafeRawBufferPointer(rebasing: data.prefix(Self.dataLimit)))
    guard case .open(isObject: true) = tokens.next() else { return nil }
    var keys: [Range<Int>] = []
    var (key, isValue) = (0..<0, false)
    while let token = tokens.next(), token != .end {
      switch token {
      case .open(let isObject):
        if isObject {
          guard keys.count < Self.depthLimit else { return nil }
          keys.append(key)
        } else {
          guard Self.passArray(&tokens) else { return nil }
        }
        isValue = false
      case .close: if keys.popLast() == nil { return nil }
      case .colon: isValue = true
      case .comma: isValue = false
      case .string where !isValue: key = tokens.range
      default:
        let text = UnsafeRawBufferPointer(rebasing: data[tokens.range])
        if let (time, isWhole) = token == .string ? Self.iso(text) : token == .number ? Self.number(text) : nil {
          (self.time, self.isWhole) = (time, isWhole)
          path = (keys + [key]).map { "." + Self.name($0, in: data) }.joined()
          return
        }
        isValue = false
      }
    }
    return nil
  }

  /// Goes on to the end of an array.
  private static func passArray(_ tokens: inout JSONTokens) -> Bool {
    var depth = 1
    while depth > 0, let token = tokens.next(), token != .end {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      default: break
      }
    }
    return depth == 0
  }

  private static func name(_ range: Range<Int>, in data: UnsafeRawBufferPointer) -> String {
    String(decoding: data[range].dropFirst().dropLast().prefix(40), as: UTF8.self)
  }

  private static func number(_ text: UnsafeRawBufferPointer) -> (Duration, isWhole: Bool)? {
    guard text.count <= 24, let number = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    for unit in [1.0, 1e3, 1e6, 1e9] where years.contains(number / unit) {
      let seconds = number / unit
      return (.seconds(seconds), unit == 1 && seconds == Double(Int64(seconds)))
    }
    return nil
  }

  /// `"2026-11-26T21:30:01.25Z"`; of a zone only that it is the same in all that is compared is asked for.
  private static func iso(_ quoted: UnsafeRawBufferPointer) -> (Duration, isWhole: Bool)? {
    let text = quoted.dropFirst().dropLast()
    guard (19...40).contains(text.count) else { return nil }
    let bytes = Array(text)
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(Int?(0)) { sum, byte in
        (0x30...0x39).contains(byte) ? sum.map { $0 * 10 + Int(byte - 0x30) } : nil
      }
    }
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), (2001...2052).contains(year), (1...12).contains(month)
    else { return nil }
    // Days before the year, and before the month; leap years of this time are every fourth.
    let years = year - 1970
    let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    let days = years * 365 + (years + 1) / 4 + months + (year % 4 == 0 && month > 2 ? 1 : 0) + day - 1
    let fraction = fraction(bytes[19...])
    return (
      .seconds(((days * 24 + hour) * 60 + minute) * 60 + second) + (fraction ?? .zero), fraction == nil
    )
  }

  private static func fraction(_ bytes: ArraySlice<UInt8>) -> Duration? {
    guard bytes.first == UInt8(ascii: ".") else { return nil }
    var (nanoseconds, unit) = (Int64(0), Int64(100_000_000))
    for byte in bytes.dropFirst().prefix(9) {
      guard (0x30...0x39).contains(byte) else { break }
      nanoseconds += Int64(byte - 0x30) * unit
      unit /= 10
    }
    return .nanoseconds(nanoseconds)
  }
}
