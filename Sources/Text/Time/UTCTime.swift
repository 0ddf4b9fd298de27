/// A time of the calendar, in UTC to the millisecond, as text and back (RFC 3339).
public enum UTCTime {
  /// The years that four digits can say, 0 to 9999, since 1970.
  private static let years: ClosedRange<Duration> =
    .seconds(-62_167_219_200)...(.seconds(253_402_300_799) + .milliseconds(999))

  /// `2026-11-21T05:00:00.123Z`. A time outside of the years 0 to 9999, as a clock that was set wrongly gives it, counts
  /// as the first or the last second of them.
  ///
  /// - Parameter time: since 1970, without leap seconds.
  public static func text(_ time: Duration) -> String {
    let (wholeSeconds, attoseconds) = bounded(time).components
    let milliseconds = wholeSeconds * 1000 + attoseconds / 1_000_000_000_000_000
    let seconds = milliseconds.dividedFloor(by: 1000)
    let days = seconds.dividedFloor(by: 86_400)
    let date = GregorianDate(daysSince1970: days)
    let second = seconds - days * 86_400
    return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2) + "T"
      + digits(second / 3600, 2) + ":" + digits(second / 60 % 60, 2) + ":" + digits(second % 60, 2) + "."
      + digits(milliseconds - seconds * 1000, 3) + "Z"
  }

  /// The nearest time that `text` can write. A clock's time is to be bounded where it is read: sums and differences of
  /// what comes out stay far from what a `Duration` can be asked for.
  public static func bounded(_ time: Duration) -> Duration { min(max(time, years.lowerBound), years.upperBound) }

  /// Since 1970, of what `text` writes: also without a fraction, or with a longer one.
  public static func time(_ text: some StringProtocol) -> Duration? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int64(String(decoding: bytes[range], as: UTF8.self))
    }
    for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] where bytes[place] != mark.utf8.first {
      return nil
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), year >= 1970, (1...12).contains(month),
      (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var nanoseconds: Int64 = 0
    if bytes.count > 20 {
      let fraction = 20..<bytes.count - 1
      guard bytes[19] == UInt8(ascii: "."), !fraction.isEmpty, fraction.count <= 9, let value = number(fraction) else {
        return nil
      }
      nanoseconds = (0..<(9 - fraction.count)).reduce(value) { value, _ in value * 10 }
    }
    let days = GregorianDate(year: year, month: month, day: day).daysSince1970
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    return .seconds(seconds) + .nanoseconds(nanoseconds)
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(count - text.count, 0)) + text
  }
}
