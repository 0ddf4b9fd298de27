import StreamModel
import Text

/// A place in a stream as it is typed behind `:at`.
enum SoughtPlace: Equatable, Sendable {
  static let forms = "12:03:07, forward or back as +30s or -2m, event #1234, start or end"

  case start, end
  /// The event with this number, from 1.
  case event(Int)
  /// So long after where one is, or before.
  case shift(Duration)
  /// Since midnight.
  case timeOfDay(Duration)

  init?(argument: String) {
    let rest = String(argument.dropFirst())
    switch argument.first {
    case _ where argument == "start": self = .start
    case _ where argument == "end": self = .end
    case "#":
      guard Decimal.isDigits(rest), let number = Int(rest), number > 0 else { return nil }
      self = .event(number)
    case "+", "-":
      guard let length = TimeForms.duration(rest) else { return nil }
      self = .shift(argument.first == "-" ? .zero - length : length)
    default:
      guard let time = TimeForms.timeOfDay(argument) else { return nil }
      self = .timeOfDay(time)
    }
  }

  /// The moment that is meant: of several days the one nearest to where one is.
  ///
  /// - Parameters:
  ///   - now: where one is.
  ///   - first: when what can be looked at begins, and ends.
  /// - Returns: `nil` for a time of day that lies outside of that, and for what is no time.
  func moment(from now: Moment, between first: Moment, and last: Moment, _ clock: WallClock) -> Moment? {
    switch self {
    case .start, .end, .event: return nil
    case .shift(let length): return now + length
    case .timeOfDay(let time):
      let day = Duration.seconds(86_400)
      let base = time - clock.start
      let days = Int(((now.sinceStart - base) / day).rounded())
      // What is given to the minute may be meant as the beginning.
      let wanted = [days - 1, days, days + 1].map { Moment(base + day * $0) }.filter {
        $0 > first + .seconds(-60) && $0 <= last
      }
      func distance(_ moment: Moment) -> Duration { max(moment - now, now - moment) }
      return wanted.min { distance($0) < distance($1) }.map { max($0, first) }
    }
  }
}
