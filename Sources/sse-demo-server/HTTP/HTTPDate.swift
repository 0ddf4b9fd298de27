import Text

/// Dates as HTTP and JavaScript's `toUTCString` write them: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The IMF-fixdate of RFC 9110, 5.6.7, for years from 0 to 9999; a moment outside them is written as the nearest.
  static func text(secondsSince1970 seconds: Int) -> String {
    let (day, time) = split(seconds)
    let date = GregorianDate(daysSince1970: Int64(day))
    // The first of January 1970 was a Thursday.
    let weekday = days[((day % 7) + 7) % 7]
    let month = months[Int(date.month) - 1]
    return "\(weekday), \(padded(date.day, to: 2)) \(month) \(padded(date.year, to: 4)) \(time) GMT"
  }

  /// The same moment as RFC 3339 and JavaScript's `toISOString` write it, without fractions: `1994-11-06T08:49:37Z`.
  static func iso(secondsSince1970 seconds: Int) -> String {
    let (day, time) = split(seconds)
    let date = GregorianDate(daysSince1970: Int64(day))
    return "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))T\(time)Z"
  }

  private static func split(_ seconds: Int) -> (day: Int, time: String) {
    let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let second = seconds - day * 86_400
    return (day, [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }.joined(separator: ":"))
  }

  private static func padded(_ number: some BinaryInteger, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
