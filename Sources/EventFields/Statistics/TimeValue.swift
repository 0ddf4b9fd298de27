import Text

/// Times as streams write them: ISO 8601 with a zone, or a number of s, ms, µs or ns since 1970.
enum TimeValue {
  private static let day = 86_400e9

  /// How old a time is, in nanoseconds; `nil` for a number that lies further than a day from now, which may be anything.
  ///
  /// - Parameter now: nanoseconds since 1970.
  static func age(ofNumber number: Double, at now: Double) -> Double? {
    for unit in [1e9, 1e6, 1e3, 1] {
      let age = now - number * unit
      if abs(age) < day { return age }
    }
    return nil
  }

  /// Nanoseconds since 1970 of `2026-11-21T05:00:00Z`, with a fraction of up to nine digits, or an offset in place of Z.
  static func nanoseconds(_ text: UnsafeRawBufferPointer) -> Double? {
    guard (20...35).contains(text.count), text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":"),
      let year = number(text, 0..<4), let month = number(text, 5..<7), let day = number(text, 8..<10),
      let hour = number(text, 11..<13), let minute = number(text, 14..<16), let second = number(text, 17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    var fraction = 0.0
    if text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",") {
      index += 1
      var unit = 1e8
      let first = index
      while index < text.count, text[index] &- UInt8(ascii: "0") < 10 {
        fraction += Double(text[index] - UInt8(ascii: "0")) * unit
        unit /= 10
        index += 1
      }
      guard index > first, index - first <= 9 else { return nil }
    }
    guard let offset = offset(text, index) else { return nil }
    let days = Int(GregorianDate(year: Int64(year), month: Int64(month), day: Int64(day)).daysSince1970)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Double(seconds) * 1e9 + fraction
  }

  /// Seconds east of Greenwich.
  private static func offset(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    guard start < text.count else { return nil }
    if text[start] | 0x20 == UInt8(ascii: "z") { return start + 1 == text.count ? 0 : nil }
    let sign = text[start] == UInt8(ascii: "+") ? 1 : text[start] == UInt8(ascii: "-") ? -1 : 0
    let hasColon = text.count == start + 6 && text[start + 3] == UInt8(ascii: ":")
    guard sign != 0, hasColon || text.count == start + 5, let hours = number(text, start + 1..<start + 3),
      let minutes = number(text, text.count - 2..<text.count), hours < 24, minutes < 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var number = 0
    for byte in text[range] {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }
}

/// How old the times at a path were when they came.
struct AgeStatistics: Sendable {
  private(set) var count = 0
  /// In nanoseconds; negative for times to come.
  private(set) var least = Double.infinity
  private(set) var greatest = -Double.infinity
  private var sum = 0.0

  init() {}

  mutating func add(_ age: Double) {
    count += 1
    least = min(least, age)
    greatest = max(greatest, age)
    sum += age
  }

  var mean: Double { sum / Double(max(count, 1)) }
}
