/// A date of the Gregorian calendar, also before there was one.
package struct GregorianDate: Equatable, Sendable {
  package let year: Int64
  /// From 1.
  package let month: Int64
  /// From 1. One beyond the month's end counts into the next month.
  package let day: Int64

  package init(year: Int64, month: Int64, day: Int64) { (self.year, self.month, self.day) = (year, month, day) }

  /// - Parameter days: since 1970-01-01.
  package init(daysSince1970 days: Int64) {
    // The year is taken to begin in March, so that the leap day is its last.
    let shifted = days + 719_468
    // Eras of 400 years are all alike.
    let era = shifted.dividedFloor(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    year = era * 400 + yearOfEra + (marchMonth >= 10 ? 1 : 0)
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
  }

  /// Days since 1970-01-01.
  package var daysSince1970: Int64 {
    let shifted = month < 3 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return shifted * 365 + shifted.dividedFloor(by: 4) - shifted.dividedFloor(by: 100) + shifted.dividedFloor(by: 400)
      + dayOfYear - 719_468
  }
}

extension Int64 {
  func dividedFloor(by divisor: Int64) -> Int64 { (self - (self < 0 ? divisor - 1 : 0)) / divisor }
}
