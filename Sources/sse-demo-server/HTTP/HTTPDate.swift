/// Dates as HTTP and JavaScript's `toUTCString` write them: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The IMF-fixdate of RFC 9110, 5.6.7, for years from 0 to 9999; a moment outside them is written as the nearest.
  static func text(secondsSince1970 seconds: Int) -> String {
    let (day, time) = split(seconds)
    let (year, month, dayOfMonth) = civil(daysSince1970: day)
    // The first of January 1970 was a Thursday.
    let weekday = days[((day % 7) + 7) % 7]
    return "\(weekday), \(padded(dayOfMonth, to: 2)) \(months[month - 1]) \(padded(year, to: 4)) \(time) GMT"
  }

  /// The same moment as RFC 3339 and JavaScript's `toISOString` write it, without fractions: `1994-11-06T08:49:37Z`.
  static func iso(secondsSince1970 seconds: Int) -> String {
    let (day, time) = split(seconds)
    let (year, month, dayOfMonth) = civil(daysSince1970: day)
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(dayOfMonth, to: 2))T\(time)Z"
  }

  private static func split(_ seconds: Int) -> (day: Int, time: String) {
    let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let second = seconds - day * 86_400
    return (day, [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }.joined(separator: ":"))
  }

  /// The Gregorian date of a day.
  ///
  /// Years are counted from March, so that a leap day is the last of its year, in eras of 400 years from the year 0.
  private static func civil(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
