import Synchronization
import TestSupport
import Testing

@testable import StreamModel

/// A file whose reader is told where to go on: what it was when it was read first, it is again.
struct ControlledFileTests {
  /// A control that permits what a script says: events to read, and then a jump to a place that was reached before.
  private final class Script: ControlledPlayhead {
    struct Leg {
      /// Events after which it is over.
      var events: Int
      /// Which of the places that were reached is gone back to then, as a share.
      var back: Double
    }

    private struct State {
      var legs: [Leg]
      var events = 0
      var jumps = 0
      var places: [FilePlace] = []
      var targets: [FilePlace] = []
      var stops: [Int] = []
    }

    private let state: Mutex<State>
    init(_ legs: [Leg]) { state = Mutex(State(legs: legs)) }

    /// After how many events it stopped each time.
    var stops: [Int] { state.withLock(\.stops) }
    func target(of jump: Int) -> FilePlace { state.withLock { $0.targets[jump - 1] } }
    func note(_ place: FilePlace) { state.withLock { $0.places.append(place) } }

    var now: Moment { .start }
    var isPaced: Bool { false }
    func moment(at: Duration, since start: Duration?) -> Moment { Moment(at) }
    func reach(_ moment: Moment) async throws {}
    func end() {}

    func ask(for moment: Moment?, after jump: Int) -> FilePermission {
      state.withLock { state in
        guard let leg = state.legs.first else { return .go(events: nil) }
        return state.events < leg.events ? .go(events: leg.events - state.events) : .wait
      }
    }

    func wait(for moment: Moment?, after jump: Int) async throws -> FilePermission {
      guard let jump = next() else { return .go(events: nil) }
      return .jump(jump)
    }

    func took(events: Int) { state.withLock { $0.events += events } }

    func waitAtEnd(after jump: Int) async throws -> FileJump {
      guard let jump = next() else { throw CancellationError() }
      return jump
    }

    private func next() -> FileJump? {
      state.withLock { state in
        guard !state.legs.isEmpty else { return nil }
        let leg = state.legs.removeFirst()
        let place = state.places[Int(leg.back * Double(state.places.count - 1))]
        state.jumps += 1
        state.targets.append(place)
        state.stops.append(state.events)
        state.events = place.events
        return FileJump(number: state.jumps, place: place)
      }
    }
  }

  /// A state, and the states that there were at the places that were reached.
  private struct Watcher {
    var state = StreamState(urls: ["file"])
    var known: [ObjectIdentifier: StreamState] = [:]
    /// What came for the first time.
    var first: [Report] = []
    var repeats = false
  }

  /// What a state tells, without the log.
  private struct Told: Equatable {
    var events: Int
    var bytes: Int
    var types: [String: Int]
    var comments: Int
    var openings: Int
    var drops: Int
    var missing: Int?
    var longest: Duration?
    var lastEventID: [UInt8]
    var newest: [String]

    init(_ state: StreamState) {
      let source = state.sources[0]
      (events, bytes, comments) = (state.events, source.bytes, source.comments)
      types = Dictionary(uniqueKeysWithValues: state.types.rows.map { ($0.name, $0.events) })
      (openings, drops, missing) = (source.openings, source.drops.count, source.ids.findings?.missing)
      (longest, lastEventID) = (source.gaps.longest, source.lastEventID)
      newest = state.log.positions.suffix(20).map { position in
        let record = state.log[position]
        return record.kind == .notice
          ? state.notice(record).map { "\($0.change)" } ?? "?"
          : "\(text(state.log.data(record))) \(text(state.log.id(record))) \(record.at)"
      }
    }
  }

  /// What a file holds, in chunks that are others each time.
  private final class Content: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error

    private struct State {
      var chunks: ArraySlice<[UInt8]>
    }

    private let all: [UInt8]
    private let state: Mutex<State>

    init(_ chunks: [[UInt8]]) {
      all = chunks.flatMap(\.self)
      state = Mutex(State(chunks: chunks[...]))
    }

    func seek(to offset: Int) {
      let size = 1 + offset % 97
      let chunks = stride(from: offset, to: all.count, by: size).map {
        Array(all[$0..<Swift.min($0 + size, all.count)])
      }
      state.withLock { $0.chunks = chunks[...] }
    }

    struct Iterator: AsyncIteratorProtocol {
      let content: Content
      func next() async throws -> [UInt8]? { content.state.withLock { $0.chunks.popFirst() } }
    }

    func makeAsyncIterator() -> Iterator { Iterator(content: self) }
  }

  private static func watch(_ chunks: [[UInt8]], _ script: Script?) async -> Watcher {
    let content = Content(chunks.filter { !$0.isEmpty })
    let source = FileSource(
      content, seek: { content.seek(to: $0) }, title: "file",
      playhead: script ?? FileSourceTests.Wall() as any Playhead)
    let watcher = Mutex(Watcher())
    await source.run { reports in
      watcher.withLock { watcher in
        for report in reports {
          switch report {
          case .reached(let place):
            script?.note(place)
            watcher.known[ObjectIdentifier(place)] = watcher.state.checkpoint
          case .jumped(let number, let repeats):
            watcher.repeats = repeats
            if let place = script?.target(of: number), let known = watcher.known[ObjectIdentifier(place)] {
              watcher.state = known.resumed(after: watcher.state)
            }
          case .caughtUp: watcher.repeats = false
          default:
            if !watcher.repeats { watcher.first.append(report) }
            watcher.state.apply(report, source: 0)
          }
        }
      }
    }
    return watcher.withLock(\.self)
  }

  /// A recording of several connections, or a plain stream.
  private static func file(_ dice: inout SeededGenerator, isRecorded: Bool) -> [UInt8] {
    let connections = (0..<3).map { _ in dice.cut(dice.stream()) }
    return isRecorded ? RecordingTests.record(connections) : connections.flatMap { $0.flatMap(\.self) }
  }

  @Test(arguments: UInt64(0)..<24)
  func `however often it is gone back, all is counted once, and what comes first comes once`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let chunks = dice.cut(Self.file(&dice, isRecorded: !seed.isMultiple(of: 4)))
    let straight = await Self.watch(chunks, Script([]))
    let events = straight.state.events
    let legs = (0..<100).map { _ in
      Script.Leg(
        events: Int.random(in: 0...(events + 2), using: &dice), back: Double.random(in: 0...1, using: &dice))
    }
    let watcher = await Self.watch(chunks, Script(legs))
    #expect(Told(watcher.state) == Told(straight.state))
    #expect(Self.bytes(watcher.first) == Self.bytes(straight.first))
    #expect(Self.changes(watcher.first) == Self.changes(straight.first))
  }

  private static func bytes(_ reports: [Report]) -> [UInt8] {
    reports.flatMap { report -> [UInt8] in if case .batch(let batch) = report { batch.bytes } else { [] } }
  }

  private static func changes(_ reports: [Report]) -> [Report] {
    reports.filter { if case .batch = $0 { false } else { true } }
  }

  @Test(arguments: UInt64(0)..<24) func `it stops behind exactly as many events as are permitted`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let file = Self.file(&dice, isRecorded: seed.isMultiple(of: 2))
    let straight = await Self.watch([file], Script([]))
    // Each leg goes back to where it stopped.
    let counts = Array(1..<straight.state.events + 1)
    let script = Script(counts.map { Script.Leg(events: $0, back: 1) })
    let watcher = await Self.watch([file], script)
    #expect(script.stops == counts)
    #expect(Told(watcher.state) == Told(straight.state))
  }

  @Test func `nothing is told of places without a control`() async {
    let watcher = await Self.watch([Array("data: a\n\n".utf8)], nil)
    #expect(watcher.known.isEmpty && watcher.state.events == 1)
  }
}
