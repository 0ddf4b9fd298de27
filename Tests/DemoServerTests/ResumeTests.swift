import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct ResumeTests {
  private func ids(_ text: String) -> [Int] {
    text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
  }

  @Test func `Everybody gets what comes from now on; who comes back gets what it missed`() throws {
    let stage = Stage()
    stage.advance(by: .seconds(5))
    let new = try stage.get("/resume")
    let back = try stage.get("/resume", ["Last-Event-ID": "2"])
    let all = try stage.get("/resume?from=1&type=tick")
    #expect(try new.body() == "")
    #expect(try ids(back.body()) == [3, 4, 5])
    #expect(try all.body().hasPrefix("id: 1\nevent: tick\ndata: {\"n\":1,\"at\":1795237201}\n\n"))
    stage.advance(by: .seconds(2))
    for client in [new, back, all] { #expect(try ids(client.chunks().joined()) == [6, 7]) }
  }

  @Test func `An id from the future is of another history`() throws {
    let stage = Stage()
    stage.advance(by: .seconds(3))
    #expect(try ids(stage.get("/resume?count=3", ["Last-Event-ID": "900"]).wholeBody().joined()) == [1, 2, 3])
    #expect(try stage.get("/resume?retry=50").body() == "retry: 50\n\n")
  }

  @Test func `A client that does not read loses nothing, unless it is beyond the history`() throws {
    let stage = Stage()
    let client = try stage.get("/resume")
    _ = try client.head()
    client.setWritable(false)
    stage.advance(by: .seconds(500))
    client.setWritable(true)
    #expect(try ids(client.chunks().joined()) == Array(1...500))
    client.setWritable(false)
    stage.advance(by: .seconds(Int64(History.limit) + 100))
    client.setWritable(true)
    // So much goes in several turns.
    stage.advance(by: .milliseconds(1))
    let text = try client.chunks().joined()
    #expect(text.hasPrefix(": the history begins at 601: 100 events are lost\n\n"))
    let isWhole = ids(text) == Array(601...(History.limit + 600))
    #expect(isWhole)
  }

  @Test func `With a file nothing is lost, at whatever byte the server was killed`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { for end in ["", ".new"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let clock = WallClock { 0 }
    let first = try History(path: path, clock: clock, log: Lines())
    for _ in 0..<3 { #expect(first.add()) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for count in 0...whole.count {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      let next = try History(path: path, clock: clock, log: Lines())
      #expect(next.last == whole.prefix(count).occurrences(of: Data("\n\n".utf8)))
      #expect(next.add())
      let after = try History(path: path, clock: clock, log: Lines())
      #expect(after.last == next.last && after.first == 1)
    }
  }

  @Test func `The file does not grow without bounds`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let clock = WallClock { 0 }
    let history = try History(path: path, clock: clock, log: Lines())
    for _ in 0..<(2 * History.limit + 5) { #expect(history.add()) }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.components(separatedBy: "\n\n").count - 1 < 2 * History.limit)
    let next = try History(path: path, clock: clock, log: Lines())
    #expect(next.last == 2 * History.limit + 5 && next.first == next.last - History.limit + 1)
  }

  @Test func `A file of anything else is told, or taken for empty`() throws {
    #expect(History.events(of: "id: x\ndata: a\n\nnonsense\n\n\n\n").isEmpty)
    #expect(History.events(of: "id: 1\ndata: a\n\nid: 7\ndata: b\n\nid: 8\ndata: c\n\n").map(\.0) == [7, 8])
    #expect(throws: ServerFailure.self) {
      try History(path: "/nonexistent/history", clock: WallClock { 0 }, log: Lines())
    }
  }

  @Test func `An event that the file does not take is not sent`() throws {
    // Every write to it fails with ENOSPC: full(4).
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(try AppendedFile(path: "/dev/full").append(ByteBuffer(string: "x")) == 28)
  }
}

extension Data {
  /// How often something is in it.
  fileprivate func occurrences(of part: Data) -> Int {
    var count = 0
    var start = startIndex
    while let found = range(of: part, in: start..<endIndex) {
      count += 1
      start = found.upperBound
    }
    return count
  }
}
