import Testing

@testable import Text

/// Times as people type them.
struct TimeFormsTests {
  @Test func `lengths and times of day are read, and nothing else`() {
    #expect(TimeForms.duration("90") == .seconds(90) && TimeForms.duration("1h2m3.5s") == .seconds(3723.5))
    #expect(
      TimeForms.duration("2m") == .seconds(120) && TimeForms.duration("1s1m") == nil && TimeForms.duration("") == nil)
    #expect(TimeForms.timeOfDay("05:01") == .seconds(18_060) && TimeForms.timeOfDay("23:59:59.5") == .seconds(86_399.5))
    for wrong in ["", ":", "5", "24:00", "1:60", "1:2:60", "1:2:3:4", "a:b", "-1:00"] {
      #expect(TimeForms.timeOfDay(wrong) == nil, "\(wrong)")
    }
  }
}
