import StreamModel
import Testing
import Text

@testable import Dashboard

/// What is typed behind `:at`.
struct SoughtPlaceTests {
  private static func moment(_ hours: Double) -> Moment { Moment(.seconds(hours * 3600)) }

  @Test func `times, lengths and numbers are read`() {
    #expect(SoughtPlace(argument: "#12") == .event(12))
    #expect(SoughtPlace(argument: "start") == .start && SoughtPlace(argument: "end") == .end)
    #expect(
      SoughtPlace(argument: "+30") == .shift(.seconds(30)) && SoughtPlace(argument: "-2m") == .shift(.seconds(-120)))
    #expect(SoughtPlace(argument: "05:01") == .timeOfDay(.seconds(18_060)))
    #expect(SoughtPlace(argument: "05:01:02.5") == .timeOfDay(.seconds(18_062.5)))
    for wrong in ["", "#", "#0", "#-1", "#x", "+", "-x", "25:00", "5", "05:61", "#99999999999999999999", "+1e9"] {
      #expect(SoughtPlace(argument: wrong) == nil, "\(wrong)")
    }
  }

  @Test(arguments: [0.0, 5.5, 23.9]) func `of several days the nearest is meant`(start: Double) {
    let clock = WallClock(start: .seconds(start * 3600))
    let (first, last) = (Moment.start, Self.moment(72))
    for now in stride(from: 0.0, through: 72, by: 0.7) {
      for hour in stride(from: 0.0, to: 24, by: 1.3) {
        let place = SoughtPlace.timeOfDay(.seconds(hour * 3600))
        guard let found = place.moment(from: Self.moment(now), between: first, and: last, clock) else {
          #expect(Bool(false), "three days have every time")
          continue
        }
        #expect(found >= first && found <= last)
        let shown = (found.sinceStart + clock.start - .seconds(hour * 3600)) / .seconds(86_400)
        #expect(abs(shown - shown.rounded()) < 1e-6)
        // No other day is nearer, unless it is beyond the ends.
        let distance = max(found - Self.moment(now), Self.moment(now) - found)
        #expect(distance <= .seconds(43_201) || now < 12 || now > 60)
      }
    }
  }

  @Test func `what lies outside is not meant, but the beginning to the minute`() {
    let clock = WallClock(start: .seconds(5 * 3600 + 30))
    func moment(_ text: String) -> Moment? {
      SoughtPlace(argument: text)?.moment(from: .start, between: .start, and: Self.moment(3), clock)
    }
    #expect(moment("05:00") == .start)
    #expect(moment("04:59") == nil && moment("09:00") == nil)
    #expect(moment("06:00:30") == Self.moment(1))
  }
}
