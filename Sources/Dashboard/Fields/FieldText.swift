import EventFields
import Text

/// Figures of fields as a table shows them, in the room that there is.
enum FieldText {
  /// Significant digits of a mean, unless there are more before its point: it lies between the least and the greatest.
  /// Its exact value is on the page of the values.
  private static let meanDigits = 7
  /// A mean has 28 digits at most, a sign and a point.
  private static let widestMean = 32

  /// A number in at most so many columns: as it came if it fits, else rounded.
  static func number(_ text: [UInt8], columns: Int) -> String {
    guard text.count > columns else { return String(decoding: text, as: UTF8.self) }
    guard let digits = DecimalDigits(text) else { return "" }
    return number(digits, columns: columns)
  }

  static func mean(_ digits: DecimalDigits, columns: Int) -> String {
    number(digits, columns: columns, most: max(meanDigits, digits.integerDigits))
  }

  /// A mean with all of its digits; with an exponent where it would be mostly zeros.
  static func mean(_ digits: DecimalDigits) -> String {
    let text = digits.text
    return text.utf8.count <= widestMean ? text : digits.scientific
  }

  /// Rounded once, to at most so many significant digits.
  private static func number(_ digits: DecimalDigits, columns: Int, most: Int = .max) -> String {
    let counts = stride(from: max(min(columns, most), 1), through: 1, by: -1)
    for count in counts {
      let rounded = digits.rounded(to: count)
      if digits.integerDigits <= count || rounded == digits, rounded.text.utf8.count <= columns { return rounded.text }
    }
    for count in counts {
      let text = digits.rounded(to: count).scientific
      if text.utf8.count <= columns { return text }
    }
    return ""
  }

  /// Before a figure that is a lower bound.
  static func atLeast(_ glyphs: Glyphs) -> String { glyphs.isASCII ? ">=" : "≥" }

  /// How old a time is: `410 ms`, `3.1 s`, `12 min`, `5.3 h`; negative for one to come.
  static func age(_ nanoseconds: Double) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let milliseconds = Int(min(abs(nanoseconds) / 1e6, 1e15) + 0.5)
    if milliseconds < 1000 { return "\(sign)\(milliseconds) ms" }
    if milliseconds < 100_000 { return "\(sign)\(tenths(milliseconds, of: 1000)) s" }
    if milliseconds < 6_000_000 { return "\(sign)\(milliseconds / 60_000) min" }
    return "\(sign)\(tenths(milliseconds, of: 3_600_000)) h"
  }

  private static func tenths(_ amount: Int, of unit: Int) -> String {
    let tenths = (amount * 10 + unit / 2) / unit
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A part of a whole: `31%`, `<1%`, `100%` only for all of it.
  static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    if part > 0, part * 100 < whole { return "<1%" }
    return "\(part * 100 / whole)%"
  }
}
