package import StreamModel
import Text

/// Moments as times of day in UTC, `2026-11-21T05:00:00.123Z` (RFC 3339), to the millisecond, cut off.
///
/// The text of the last one is kept: all events of a chunk have the same.
package struct Timestamp: Sendable {
  /// Nanoseconds from the epoch to `Moment.start`.
  private var start: Int64
  private var last = Moment(nanoseconds: .min)
  private var second = Int64.min
  package private(set) var text = Array("0000-00-00T00:00:00.000Z".utf8)

  /// - Parameter start: nanoseconds from the epoch to `Moment.start`.
  package init(start: Int64) { self.start = start }

  /// The system's clock may have been set since; small differences are those of two clocks that are read in turn.
  mutating func adjust(start: Int64) {
    guard (start &- self.start).magnitude > 10_000_000 else { return }
    self.start = start
    last = Moment(nanoseconds: .min)
  }

  package mutating func set(_ moment: Moment) {
    guard moment != last else { return }
    last = moment
    let nanoseconds = max(start.addingReportingOverflow(moment.nanoseconds).partialValue, 0)
    if nanoseconds / 1_000_000_000 != second { setSecond(nanoseconds / 1_000_000_000) }
    put(Int32(nanoseconds / 1_000_000 % 1000), digits: 3, at: 20)
  }

  private mutating func setSecond(_ seconds: Int64) {
    second = seconds
    text = Array(UTCTime.text(.seconds(seconds)).utf8)
  }

  private mutating func put(_ number: Int32, digits: Int, at index: Int) {
    var rest = number
    for place in (index..<index + digits).reversed() {
      text[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
