import StreamModel
import Testing

@testable import CommandLine
@testable import Dashboard

@MainActor @Suite struct DisplayOptionsTests {
  private func screen(_ words: String..., environment: [String: String] = [:]) throws -> ScreenOptions {
    try Invocation.of(words + ["h"], in: .made(environment: environment)).screen
  }

  @Test func `Without a word everything is left to its default`() throws { #expect(try screen() == ScreenOptions()) }

  @Test func `Every option arrives`() throws {
    #expect(try screen("--theme", "light").theme == .light)
    #expect(try screen("--theme=high-contrast").theme == .highContrast)
    #expect(try screen("--ascii").isASCII)
    #expect(try screen("--mouse").hasMouse)
    #expect(try screen("--fps", "30").framesPerSecond == 30)
    #expect(try screen().layout == .auto)
    #expect(try screen("--layout", "split").layout == .split)
    #expect(try screen("--layout=single").layout == .single)
    #expect(try !screen("--color", "never").hasColours)
  }

  @Test func `NO_COLOR turns colours off, and --color on again`() throws {
    #expect(try !screen(environment: ["NO_COLOR": "1"]).hasColours)
    #expect(try screen("--color=always", environment: ["NO_COLOR": "1"]).hasColours)
  }

  @Test(arguments: [
    ["--theme", "pink"], ["--color", "often"], ["--layout", "wide"], ["--fps", "0"], ["--fps", "241"],
    ["--buffer", "lots"],
  ])
  func `What makes no sense is refused`(words: [String]) {
    #expect(throws: UsageError.self) { _ = try Invocation.of(words + ["h"]) }
  }

  @Test func `A name is that of its URL, however the URL is written, and of no other`() throws {
    let run = try Invocation.of(
      [
        "--name", "localhost:3000/a?x=1=orders", "--name=b=first", "--name", "b=second", "localhost:3000/a?x=1", "b",
        "c",
      ])
    #expect(run.inputs.map(run.name(of:)) == ["orders", "second", nil])
    #expect(run.source.state(of: ["x"], names: ["orders"]).sources.map(\.name) == ["orders"])
    for wrong in ["orders", "=orders", "http://h/="] {
      #expect(throws: UsageError.self) { _ = try Invocation.of(["--name", wrong, "h"]) }
    }
  }

  @Test(
    arguments: [([], 48 << 20), (["--buffer", "8M"], 8 << 20), (["--buffer", "1"], 1 << 20)] as [([String], Int)])
  func `The buffer is what the log may hold`(words: [String], bytes: Int) throws {
    #expect(try Invocation.of(words + ["h"]).source.state(of: ["h"]).log.byteLimit == bytes)
  }
}
