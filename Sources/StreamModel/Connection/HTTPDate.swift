import Text

/// Reads the date of a header in each of the three forms that a recipient must accept (RFC 9110, 5.6.7).
enum HTTPDate {
  /// Seconds since 1970; `nil` for what is no such date.
  ///
  /// - Parameter now: decides the century of a year in two digits; 1970 if nobody knows.
  static func seconds(_ text: String, now: Int?) -> Int? {
    let words = text.lowercased().split { " ,\t".contains($0) }.map(String.init)
    switch words.count {
    // Sun, 06 Nov 1994 08:49:37 GMT
    case 6 where words[5] == "gmt" && words[3].count == 4 && isDay(words[0], days.map { String($0.prefix(3)) }):
      return seconds(words[1], words[2], number(words[3]), words[4])
    // Sunday, 06-Nov-94 08:49:37 GMT
    case 4 where words[3] == "gmt" && isDay(words[0], days):
      let parts = words[1].split(separator: "-").map(String.init)
      guard parts.count == 3, parts[2].count == 2, let year = number(parts[2]) else { return nil }
      return inNearestCentury(year, now: now ?? 0) { seconds(parts[0], parts[1], $0, words[2]) }
    // Sun Nov  6 08:49:37 1994
    case 5 where words[4].count == 4 && isDay(words[0], days.map { String($0.prefix(3)) }):
      return seconds(words[2], words[1], number(words[4]), words[3])
    default: return nil
    }
  }

  private static let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func isDay(_ word: String, _ names: [String]) -> Bool { names.contains(word) }

  /// The date in the latest year that ends so and is not more than 50 years ahead.
  private static func inNearestCentury(_ year: Int, now: Int, _ seconds: (Int) -> Int?) -> Int? {
    let yearLength = 31_556_952
    let century = (1970 + now / yearLength) / 100 * 100
    for start in [century + 100, century, century - 100] {
      if let date = seconds(start + year), date <= now + 50 * yearLength { return date }
    }
    return nil
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func seconds(_ day: String, _ month: String, _ year: Int?, _ time: String) -> Int? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { number($0) }
    guard let day = number(day), let month = months.firstIndex(of: month), let year, (1900...9999).contains(year),
      clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
      (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Int(GregorianDate(year: Int64(year), month: Int64(month + 1), day: Int64(day)).daysSince1970)
    return ((days * 24 + hour) * 60 + minute) * 60 + second
  }
}
