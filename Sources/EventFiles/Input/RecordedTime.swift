import Glibc
import StreamModel
import Text

/// A place in a recording: since its beginning (`90`, `12.5`, `1m30s`, `1h`), a local time of day (`05:01`,
/// `05:01:30.5`; of the recording's first day, or of the next for a time before the beginning where the recording goes
/// beyond midnight), or a time of the calendar (`2026-11-21T05:01:30`, local, or
/// with a `Z` in UTC).
package enum RecordedTime: Equatable, Sendable {
  package static let forms =
    "a time since the beginning, as 90 or 1m30s, a time of day, as 05:01:30, or 2026-11-21T05:01:30Z"

  case sinceStart(Duration)
  case timeOfDay(Duration)
  /// Since 1970, as if the calendar's time were UTC.
  case local(Duration)
  case utc(Duration)

  package init?(argument: String) {
    if let time = Self.calendar(argument) {
      self = time
    } else if argument.contains(":") {
      guard let time = TimeForms.timeOfDay(argument) else { return nil }
      self = .timeOfDay(time)
    } else {
      guard let time = TimeForms.duration(argument) else { return nil }
      self = .sinceStart(time)
    }
  }

  /// The moment that is meant.
  ///
  /// - Parameters:
  ///   - start: the time of the calendar at `Moment.start`, since 1970.
  ///   - end: when the recording ends; `nil` if that is not known.
  func moment(start: Duration, end: Duration?) -> Moment {
    switch self {
    case .sinceStart(let time): return Moment(time)
    case .utc(let time): return Moment(time - start)
    case .local(let time): return Moment(Self.fromLocal(time, from: start) - start)
    case .timeOfDay(let time):
      let beginning = Self.toLocal(start)
      let midnight = Duration.seconds(beginning.components.seconds / 86_400 * 86_400)
      let today = midnight + time
      let tomorrow = midnight + .seconds(86_400)
      // What is before the beginning by less than the minute that can be given is meant as the beginning. Of what comes
      // through a pipe the end is not known.
      let isBefore = beginning - today >= .seconds(60)
      let goesBeyondMidnight = end.map { Self.toLocal($0) >= tomorrow } ?? true
      return Moment(Self.fromLocal(isBefore && goesBeyondMidnight ? tomorrow + time : today, from: start) - start)
    }
  }

  /// As `05:01:30` and its like are given, with the date, to the second.
  static func text(_ time: Duration) -> String {
    String(UTCTime.text(toLocal(time)).prefix { $0 != "." })
  }

  private static func calendar(_ text: String) -> RecordedTime? {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let isUTC = text.hasSuffix("Z")
    var time = String(isUTC ? parts[1].dropLast() : parts[1])
    if time.split(separator: ":", omittingEmptySubsequences: false).count == 2 { time += ":00" }
    return UTCTime.time("\(parts[0])T\(time)Z").map { isUTC ? .utc($0) : .local($0) }
  }

  private static func toLocal(_ time: Duration) -> Duration {
    var whole = time_t(time.components.seconds)
    var local = tm()
    localtime_r(&whole, &local)
    return time + .seconds(local.tm_gmtoff)
  }

  /// Of the two times that a clock shows when it is set back, the first one from the beginning on.
  private static func fromLocal(_ time: Duration, from beginning: Duration) -> Duration {
    let candidates: [Duration] = [1, 0, -1].map { (daylightSaving: Int32) in
      var whole = time_t(time.components.seconds)
      var fields = tm()
      gmtime_r(&whole, &fields)
      fields.tm_isdst = daylightSaving
      return .seconds(mktime(&fields)) + (time - .seconds(time.components.seconds))
    }
    let shown = candidates.filter { toLocal($0) == time }.sorted()
    // A time that the clock skips is shown at none.
    return shown.first { beginning - $0 < .seconds(60) } ?? shown.last ?? candidates[2]
  }
}
