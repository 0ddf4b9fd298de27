/// How long a response asks to wait before the next try (RFC 9110, 10.2.3).
enum RetryAfter {
  /// Seconds, or the time between the response's `Date` and the date given; `nil` if there is no such header that
  /// can be read. At most one hour.
  static func wait(_ head: ResponseHead) -> Duration? {
    guard let value = head.values(of: "Retry-After").last else { return nil }
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(.seconds(Int(value) ?? Int(Int32.max)), Backoff.reconnectionTimes.upperBound)
    }
    guard let date = seconds(value), let now = head.values(of: "Date").last.flatMap(seconds) else { return nil }
    return min(max(.seconds(date - now), .zero), Backoff.reconnectionTimes.upperBound)
  }

  /// Seconds since 1970 of an IMF-fixdate, the one form that is still sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func seconds(_ date: String) -> Int? {
    let words = date.split { $0 == " " || $0 == ":" || $0 == "," }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 8, words[7] == "GMT", let day = Int(words[1]),
      let month = months.firstIndex(of: String(words[2])),
      let year = Int(words[3]), (1970...9999).contains(year), let hour = Int(words[4]), let minute = Int(words[5]),
      let second = Int(words[6]), (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    // Days since 1970 of a date in the Gregorian calendar, the year taken to begin in March.
    let shifted = month < 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return ((days * 24 + hour) * 60 + minute) * 60 + second
  }
}
