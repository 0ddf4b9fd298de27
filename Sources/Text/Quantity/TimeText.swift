/// Times as people read them; any value gives a text, negative durations count as none.
public enum TimeText {
  /// How long something has lasted: `00:01:23`, `2d 03:04:05`.
  public static func duration(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    let days = seconds / 86_400
    return (days > 0 ? "\(days)d " : "") + dayTime(seconds % 86_400)
  }

  /// How long something is ago, where seconds matter and hours are rare: `00:42`, `59:59`, `01:23:45`, `2d 03:04:05`.
  public static func age(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    return seconds < 3600
      ? "\(padded(seconds / 60, digits: 2)):\(padded(seconds % 60, digits: 2))" : Self.duration(duration)
  }

  /// How long there is to wait: `2.4 s`, `42 s`, `00:01:30`.
  ///
  /// Rounded up, so that it does not say nothing is left while something is.
  public static func countdown(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration > .zero ? duration.components : (0, 0)
    guard seconds < 60 else { return Self.duration(duration) }
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    let tenths = (milliseconds + 99) / 100
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10) s" }
    let whole = (milliseconds + 999) / 1000
    return whole < 60 ? "\(whole) s" : "00:01:00"
  }

  /// A time of day to the millisecond: `12:34:56.789`; what is not within one day is taken to be in it.
  public static func clock(sinceMidnight time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let milliseconds = (seconds % 86_400) * 1000 + attoseconds / 1_000_000_000_000_000
    let ofDay = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
    return dayTime(ofDay / 1000, milliseconds: ofDay % 1000)
  }

  /// A time between two things, to the millisecond: `0.037`, `1:02.345`, `1:02:03.345`, `2d 03:04:05`.
  public static func elapsed(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration > .zero ? duration.components : (0, 0)
    guard seconds < 86_400 else { return Self.duration(duration) }
    let rest =
      padded(seconds % 60, digits: seconds < 60 ? 1 : 2) + "."
      + padded(attoseconds / 1_000_000_000_000_000, digits: 3)
    if seconds < 60 { return rest }
    let minutes = seconds / 60 % 60
    return seconds < 3600 ? "\(minutes):\(rest)" : "\(seconds / 3600):\(padded(minutes, digits: 2)):\(rest)"
  }

  /// `12:34:56`, of less than 100 hours.
  private static func dayTime(_ seconds: Int64) -> String { dayTime(seconds, milliseconds: nil) }

  /// `12:34:56`, or `12:34:56.789`, of less than 100 hours.
  ///
  /// Digit by digit into a text that takes no memory of its own: each row of a feed has one.
  private static func dayTime(_ seconds: Int64, milliseconds: Int64?) -> String {
    String(unsafeUninitializedCapacity: 12) { text in
      var end = text.startIndex
      func append(_ number: Int64, digits: Int, after sign: Unicode.Scalar? = nil) {
        if let sign {
          text[end] = UInt8(ascii: sign)
          end += 1
        }
        var rest = number
        for index in (end..<end + digits).reversed() {
          text[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        end += digits
      }
      append(seconds / 3600, digits: 2)
      append(seconds / 60 % 60, digits: 2, after: ":")
      append(seconds % 60, digits: 2, after: ":")
      if let milliseconds { append(milliseconds, digits: 3, after: ".") }
      return end
    }
  }

  private static func padded(_ number: Int64, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
