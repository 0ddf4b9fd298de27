import EventFilter
import EventOutput
import StreamModel
import Testing

@testable import CommandLine
@testable import EventOutput

/// `--alert`, `--stop-on` and `--notify`.
@MainActor @Suite struct AlertOptionsTests {
  @Test func `expressions add up, in their order`() throws {
    let run = try Invocation.of(["--alert", "a", "--alert", ".n>3", "--stop-on", "x | y", "--notify", ":1"])
    #expect(run.alerts.filters.map(\.expression) == ["a", ".n>3"])
    #expect(run.alerts.stop?.expression == "x | y" && run.alerts.notifies)
    let plain = try Invocation.of([":1"])
    #expect(plain.alerts.filters.isEmpty && plain.alerts.stop == nil && !plain.alerts.notifies)
    // An alert is for lines too.
    #expect(try Invocation.of(["--alert", "a", "--format", "none", ":1"]).alerts.filters.count == 1)
  }

  @Test(arguments: [
    ["--alert", ".n>", ":1"], ["--alert", "", ":1"], ["--stop-on", "(", ":1"], ["--stop-on", " ", ":1"],
    ["--stop-on", "a", "--format", "ndjson", ":1"], ["--stop-on", "a", "-o", "x", ":1"],
    ["--stop-on", "a", "--repeat", "2", ":1"], ["--alert", "a", "--diagnose", ":1"],
    ["--stop-on", "a", "--diagnose", ":1"], (0..<17).flatMap { ["--alert", "a\($0)"] } + [":1"],
  ]) func `usage errors`(words: [String]) {
    #expect(throws: UsageError.self) { try Invocation.of(words) }
  }

  @Test func `the error of an expression names the option and the place`() throws {
    do {
      _ = try Invocation.of(["--alert", "a .n>", ":1"])
      Issue.record("it is taken")
    } catch let error as UsageError {
      #expect(error.message.hasPrefix("--alert: ") && error.mistake?.lines.contains("^") == true)
    }
  }

  // MARK: - What is told at the end

  private static func summary(_ alerts: [Alerts.Count]) -> Summary {
    Summary(StreamState(urls: ["http://x"]), started: .zero, at: Moment(.seconds(9)), alerts: alerts)
  }

  @Test func `the receipt counts each`() {
    let counts = [("a", 1), (".n>3\u{1B}", 2345), ("c", 0)].map { Alerts.Count(expression: $0, events: $1) }
    let long = Self.summary(counts).lines(.long)
    #expect(long.contains("  alert on a: 1 event") && long.contains("  alert on .n>3^[: 2,345 events"))
    #expect(long.contains("  alert on c: 0 events"))
    let short = Self.summary(counts).lines(.short)
    #expect(short.contains("  and 1 more alert") && short.count <= 12)
    #expect(!Self.summary([]).lines(.long).contains { $0.contains("alert") })
  }

  @Test func `the summary has each, and nothing where none was asked for`() {
    let json = Self.summary([Alerts.Count(expression: "\"a\"", events: 3)]).json()
    #expect(json.contains(#""answers":[],"alerts":[{"expression":"\"a\"","events":3}],"files":[]"#))
    #expect(!Self.summary([]).json().contains("alerts"))
  }
}
