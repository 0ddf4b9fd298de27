import StreamModel
import Testing

@testable import CommandLine

@MainActor @Suite struct SourceOptionsTests {
  @Test func `heartbeats may tell when a connection is lost`() throws {
    #expect(try Invocation.of(["--idle-timeout", "auto", "h"]).source.learnsIdleTimeout)
    #expect(try !Invocation.of(["--idle-timeout", "auto", "--idle-timeout", "5", "h"]).source.learnsIdleTimeout)
  }

  @Test func `without a word everything is left to its default`() throws {
    #expect(try Invocation.of(["http://h/"]).source == SourceOptions())
  }

  @Test func `every option of ours arrives`() throws {
    let source = try Invocation.of([
      "http://h/", "--last-event-id", "…7", "--no-reconnect", "--max-retries", "0", "--retry-delay", "1500",
      "--retry-on", "5xx,429", "--max-event", "8M", "--force", "-m", "2.5",
    ]).source
    #expect(source.lastEventID == "…7")
    #expect(source.reconnection == .never)
    #expect(source.retryLimit == 0)
    #expect(source.reconnectionTime == .milliseconds(1500))
    #expect([429, 500, 599].allSatisfy(source.retriedStatuses.contains))
    #expect(![428, 430, 499, 600].contains(where: source.retriedStatuses.contains))
    #expect(source.eventLimit == 8 << 20)
    #expect(source.acceptsAnyType)
    #expect(source.maxTime == .milliseconds(2500))
  }

  @Test func `the last of --reconnect and --no-reconnect counts`() throws {
    #expect(try Invocation.of(["--no-reconnect", "--reconnect", "h"]).source.reconnection == .always)
    #expect(try Invocation.of(["--reconnect", "--no-reconnect", "h"]).source.reconnection == .never)
  }

  @Test func `a request with a body is not sent again by itself unless asked`() throws {
    func limit(_ words: String..., hasBody: Bool) throws -> Int? {
      try Invocation.of(words + ["h"]).source.policy(hasBody: hasBody).retryLimit
    }
    #expect(try limit(hasBody: false) == nil)
    #expect(try limit(hasBody: true) == 0)
    #expect(try limit("--max-retries", "3", hasBody: true) == 0)
    #expect(try limit("--max-retries", "3", hasBody: false) == 3)
    #expect(try limit("--reconnect", hasBody: true) == nil)
    #expect(try limit("--reconnect", "--max-retries", "3", hasBody: true) == 3)
    #expect(try limit("--no-reconnect", "--max-retries", "3", hasBody: false) == 0)
  }

  @Test func `a retry delay has a floor of 100 ms`() throws {
    #expect(try Invocation.of(["--retry-delay", "0", "h"]).source.reconnectionTime == .milliseconds(100))
  }

  @Test func `curl's --retry is our --max-retries`() throws {
    #expect(try Invocation.of(["--retry", "3", "h"]).source.retryLimit == 3)
  }

  @Test(arguments: [("1", 1), ("64K", 65536), ("8m", 8 << 20), ("1G", 1 << 30), ("9223372036854775807", Int.max)])
  func `a number of bytes may have a unit`(text: String, bytes: Int) {
    #expect(ByteCount(argument: text)?.bytes == bytes)
  }

  @Test(arguments: ["", "K", "-1", "0", "1.5M", "1KB", "9223372036854775808", "9223372036854775807K", "٣", "1 K"])
  func `what is no number of bytes is refused`(text: String) { #expect(ByteCount(argument: text) == nil) }

  @Test(arguments: [("2", 2000), ("2.5", 2500), (".5", 500), ("3.", 3000), ("0", 0), ("0.001", 1)])
  func `a time may be a fraction`(text: String, milliseconds: Int) {
    #expect(Seconds(argument: text)?.duration == .milliseconds(milliseconds))
  }

  @Test(arguments: ["", ".", "-1", "1e3", "inf", "nan", "0x1", "1.2.3", "1s", "99999999999999999999", "٣"])
  func `what is no time is refused`(text: String) {
    #expect(Seconds(argument: text) == nil)
    #expect(Milliseconds(argument: text) == nil)
  }

  @Test(arguments: ["", "5x", "xxx", "5xx,", "50", "5000", "0xx", "abc", "٣xx", "5_0", "+50"])
  func `what is no status is refused`(text: String) { #expect(StatusList(argument: text) == nil) }
}
