import StreamModel
import Synchronization
import Testing

@testable import EventFiles

/// What time it is when recordings are watched, and whose turn.
struct TimelineTests {
  private final class Order: Sendable {
    private let said = Mutex<[Int]>([])
    var times: [Int] { said.withLock(\.self) }
    func append(_ time: Int) { said.withLock { $0.append(time) } }
  }

  private let start = ContinuousClock().now

  @Test func `a recording is seen as of its end, as far as it was read`() async throws {
    let timeline = Timeline(.asRead, start: start, origin: .seconds(1000), files: 1)
    let playhead = timeline.playhead(of: 0)
    #expect(timeline.now == .start)
    let moment = playhead.moment(at: .seconds(5), since: .seconds(1010))
    #expect(moment == Moment(.seconds(15)))
    try await playhead.reach(moment)
    #expect(timeline.now == moment && timeline.time(of: moment) == .seconds(1015))
    // A recording that does not say when it began begins with the program.
    #expect(playhead.moment(at: .seconds(5), since: nil) == Moment(.seconds(5)))
  }

  @Test func `a replay's clock stands still when all files have ended`() async throws {
    let timeline = Timeline(.paced(1000), start: start, origin: .zero, files: 1)
    let playhead = timeline.playhead(of: 0)
    try await playhead.reach(Moment(.seconds(3600)))
    #expect(timeline.now >= Moment(.seconds(3600)))
    try await playhead.reach(Moment(.seconds(3601)))
    playhead.end()
    #expect(timeline.now == Moment(.seconds(3601)))
  }

  @Test func `beside a live source a recording lies in the past`() {
    let timeline = Timeline(.live, start: start, origin: .seconds(1_000_000))
    let playhead = timeline.playhead(of: 0)
    #expect(playhead.moment(at: .seconds(5), since: .zero) == Moment(.seconds(5 - 1_000_000)))
    #expect(playhead.moment(at: .seconds(1_000_000), since: nil) <= timeline.now)
  }

  @Test func `several recordings go on in the order of their times`() async {
    let files = [[1, 4, 9, 10], [2, 3, 4, 11], [], [5]]
    let turns = MergeOrder(files: files.count)
    let order = Order()
    await withTaskGroup { group in
      for (file, times) in files.enumerated() {
        group.addTask {
          for time in times {
            await turns.wait(file, for: Moment(.seconds(time)))
            order.append(time)
          }
          turns.end(file)
        }
      }
    }
    #expect(order.times == files.flatMap(\.self).sorted())
    #expect(turns.isOver)
  }

  @Test func `a cancelled file waits for nobody`() async {
    let turns = MergeOrder(files: 2)
    // Runs here and now as far as it waits.
    let waiting = Task.immediate { await turns.wait(0, for: Moment(.seconds(1))) }
    #expect(turns.isWaiting(0))
    waiting.cancel()
    #expect(!turns.isWaiting(0))
    // Should it wait all the same, it is let go.
    turns.end(1)
    await waiting.value
  }

  @Test func `a file that was cancelled before waits for nobody`() async {
    let turns = MergeOrder(files: 2)
    let waiting = Task.immediate {
      withUnsafeCurrentTask { $0?.cancel() }
      await turns.wait(0, for: Moment(.seconds(1)))
    }
    #expect(!turns.isWaiting(0))
    turns.end(1)
    await waiting.value
  }
}
