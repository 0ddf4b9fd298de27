import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// Ends by the clock, which is that of the stage.
struct CutTests {
  /// A connection as a client sees it: what came when, in milliseconds, and when it ended.
  private struct Visit {
    var writes: [(at: Int, text: String)] = []
    var end: Int?
    var ids: [Int] { writes.flatMap { $0.text.matches(of: /(?m)^id: ([0-9]+)$/).compactMap { Int($0.1) } } }
    /// From the last byte to the end.
    var silence: Int? {
      guard let end, let last = writes.last(where: { !$0.text.isEmpty }) else { return nil }
      return end - last.at
    }
  }

  /// Connects, and watches until the connection ends, but no longer than a time.
  private func visit(
    _ stage: Stage, _ target: String, after last: Int? = nil, step: Int = 50, limit: Int
  ) throws -> Visit {
    let client = try stage.get(target, last.map { ["Last-Event-ID": String($0)] } ?? [:])
    var visit = Visit()
    var pieces = try ByteBuffer(string: client.head().rest).outOfChunks()
    var now = 0
    while true {
      visit.writes += pieces.map { (now, String(buffer: $0)) }
      guard client.channel.isActive else {
        visit.end = now
        return visit
      }
      guard now < limit else { return visit }
      stage.advance(by: .milliseconds(Int64(step)))
      now += step
      pieces = try client.chunksOfBytes()
    }
  }

  /// As many connections one after the other, each with the last event ID of the one before.
  private func visits(_ count: Int, _ target: String, step: Int = 50, limit: Int) throws -> [Visit] {
    let stage = Stage()
    var all: [Visit] = []
    for _ in 0..<count {
      all.append(try visit(stage, target, after: all.last?.ids.last, step: step, limit: limit))
    }
    return all
  }

  @Test(arguments: [("/cut", 4000), ("/cut?idle=4", 4000), ("/cut?idle=3", 3000), ("/cut?idle=60", 60_000)])
  func `The end comes as long after the last byte each time, at ages that differ`(target: String, idle: Int) throws {
    let all = try visits(6, target, limit: 300_000)
    #expect(all.map(\.silence) == Array(repeating: idle, count: 6))
    #expect(all.allSatisfy { $0.writes.last?.text == "" && $0.writes.first?.text == "retry: 1000\n\n" })
    let ages = all.compactMap(\.end)
    for (one, next) in zip(ages, ages.dropFirst()) { #expect(abs(one - next) * 10 > max(one, next)) }
    // The events count on, one a second.
    let ids = all.flatMap(\.ids)
    #expect(ids == Array(1...ids.count))
  }

  @Test func `With nothing before it, the silence begins with the head`() throws {
    let visit = try visit(Stage(), "/cut?idle=5&after=0", limit: 60_000)
    #expect(visit.ids.isEmpty && visit.end == 5000)
    let two = try visits(3, "/cut?idle=5&after=2&interval=0.5", limit: 60_000)
    #expect(two.map(\.ids) == [[1, 2], [3, 4], [5, 6]] && two.map(\.end) == [5500, 5500, 5500])
  }

  @Test(arguments: [("/cut?life=30", 30_000), ("/cut?life=7", 7000), ("/cut?life=10&interval=0.4", 10_000)])
  func `The end comes at the same age each time, after silences that differ`(target: String, life: Int) throws {
    let all = try visits(3, target, step: 10, limit: 100_000)
    #expect(all.map(\.end) == [life, life, life])
    let ids = all.flatMap(\.ids)
    #expect(ids == Array(1...ids.count))
    let silences = all.compactMap(\.silence)
    #expect(Set(silences).count == 3 && silences.allSatisfy { $0 <= 1000 })
  }

  @Test func `Ids are lost between two connections, if wanted, and else none`() throws {
    let all = try visits(4, "/cut?life=5&lost=3", limit: 60_000)
    #expect(all.map { $0.ids.count } == [5, 5, 5, 5])
    for (one, next) in zip(all, all.dropFirst()) { #expect(next.ids.first == (one.ids.last ?? 0) + 4) }
  }

  @Test func `Of both times the first counts`() throws {
    #expect(try visit(Stage(), "/cut?idle=4&life=2", limit: 60_000).end == 2000)
    #expect(try visit(Stage(), "/cut?idle=4&life=200", limit: 300_000).end == 5000)
    // Without idle, a silence is not what ends it.
    let quiet = try visit(Stage(), "/cut?life=20&after=1", limit: 60_000)
    #expect(quiet.ids == [1] && quiet.end == 20_000)
  }

  @Test(arguments: [1, 2, 5, 9, 12, 100, 4_611_686_018_427_387_903])
  func `There is a silence after any id`(last: Int) throws {
    let count = Cut.eventsBeforeSilence(after: last, of: .seconds(4), interval: .seconds(1))
    #expect((1...5).contains(count))
    #expect(Cut.firstWait(after: last, life: .seconds(30), interval: .seconds(1)) < .seconds(1))
  }

  @Test(arguments: [
    ("/cut?idle=0", "idle"), ("/cut?idle=", "idle"), ("/cut?life=x", "life"), ("/cut?life=86401", "life"),
    ("/cut?after=-1", "after"), ("/cut?lost=-1", "lost"), ("/cut?retry=a", "retry"), ("/cut?id=x", "id"),
  ])
  func `A wrong option is named`(target: String, option: String) throws {
    let head = try Stage().get(target).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option \(option) must be ") && head.rest.hasSuffix(".\n"))
  }
}
