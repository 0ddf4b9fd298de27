import StreamModel
import Testing

@testable import EventFiles
@testable import EventOutput
@testable import Text

/// A clock of the system that was set to anything.
@MainActor @Suite struct AbsurdClockTests {
  /// The years 1, 1969, 2262 and its end, 10000, 292277026596, and the ends of what can be said.
  nonisolated private static let seconds: [Int64] = [
    -62_135_596_800, -1, 0, 9_223_372_036, 9_223_372_037, 253_402_300_799, 253_402_300_800, 9_223_372_036_854_775_807,
    .min, .min + 1, .min / 1000, .max / 1000,
  ]
  private static let moments = [Moment.start, Moment(nanoseconds: .max), Moment(nanoseconds: .min)]

  @Test(arguments: seconds)
  func `gives times of day, time stamps and names of files, and stops nothing`(seconds: Int64) {
    let raw = Duration.seconds(seconds) + .nanoseconds(999_999_999)
    #expect(UTCTime.text(raw).utf8.count == 24 && UTCTime.text(.seconds(seconds)).utf8.count == 24)
    // As every clock is read.
    let time = UTCTime.bounded(raw)
    let text = UTCTime.text(time)
    _ = UTCTime.time(text)
    for moment in Self.moments {
      let clock = LocalTime.clock(at: moment, time: time)
      for shown in Self.moments { #expect(clock.text(shown).utf8.count == 12) }
      var lines = OutputLines(OutputPlan(), format: .text, urls: ["h"], isTerminal: true, hasColours: false)
      lines.begin(at: moment, time: time)
      var stamp = Timestamp(start: Moment(time - moment.sinceStart).nanoseconds)
      for shown in Self.moments {
        stamp.set(shown)
        #expect(stamp.text.count == 24)
      }
      stamp.adjust(start: .min)
      stamp.set(moment)
    }
    #expect(!RecordingName(pattern: "%Y-%m-%d.sse", sources: 1).path(source: 0, number: 1, at: time).isEmpty)
    _ = Timeline(.live, start: .now, origin: time).time(of: .start)
    _ = Timeline(.asRead, start: .now, origin: time, files: 1).time(of: Moment(nanoseconds: .max))
  }

  @Test func `A moment beyond what can be said is the last or the first one`() {
    #expect(Moment(.seconds(Int64.max)) == Moment(nanoseconds: .max))
    #expect(Moment(.seconds(Int64.min)) == Moment(nanoseconds: .min))
    #expect(Moment(.seconds(-9_223_372_037)) == Moment(nanoseconds: .min))
    #expect(Moment(.nanoseconds(Int64.min)) == Moment(nanoseconds: .min))
    #expect(Moment(.milliseconds(-1)).nanoseconds == -1_000_000)
  }
}
