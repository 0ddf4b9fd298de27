import StreamModel
import TestSupport

@testable import Comparing
@testable import Findings
@testable import StreamModel

/// Two sources that are told by a script what comes when, compared as a run compares them.
struct Pair {
  enum Step {
    case open
    case lose
    case end
    case bytes([UInt8])
  }

  var state: StreamState
  var comparison: StreamComparison
  var board = FindingBoard(sources: 2)
  private var sessions = [SourceSession(), SourceSession()]
  private var script: [(at: Double, side: Int, step: Step)] = []
  private var isSettled = true

  init(
    key: ComparisonKey? = nil, window: Duration = StreamComparison.usualWindow, isTimed: Bool = true,
    byteLimit: Int = 8 << 20
  ) {
    state = StreamState(urls: ["http://a/", "http://b/"], byteLimit: byteLimit)
    comparison = StreamComparison(key: key, window: window, isTimed: isTimed)
  }

  static func moment(_ seconds: Double) -> Moment { Moment(.nanoseconds(Int64((seconds * 1e9).rounded()))) }

  mutating func add(_ step: Step, _ side: Int, at seconds: Double) { script.append((seconds, side, step)) }
  mutating func open(_ side: Int, at seconds: Double = 0) { add(.open, side, at: seconds) }
  mutating func send(_ text: String, _ side: Int, at seconds: Double) {
    add(.bytes(Array(text.utf8)), side, at: seconds)
  }

  /// Plays the script, with a judgement each second.
  mutating func run(to end: Double) {
    let steps = script.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    script = []
    var second = 1.0
    for step in steps where step.at <= end {
      while second <= step.at {
        settle(at: second)
        second += 1
      }
      play(step.step, step.side, at: Self.moment(step.at))
    }
    while second <= end {
      settle(at: second)
      second += 1
    }
  }

  private mutating func settle(at seconds: Double) {
    let now = Self.moment(seconds)
    comparison.settle(at: now) { [log = state.log] _ in log }
    for (side, verdicts) in comparison.verdicts.enumerated() { board.set(compared: verdicts, of: side) }
    _ = board.judge(state, at: now)
  }

  private mutating func play(_ step: Step, _ side: Int, at now: Moment) {
    switch step {
    case .open:
      sessions[side].reconnect()
      change(.connecting(attempt: 1), side, at: now)
      state.apply(.progress(RequestProgress(lines: ["GET / HTTP/1.1"]), at: now), source: side)
      let head = ResponseHead(
        status: 200, version: "HTTP/1.1", headers: [.init(name: "Content-Type", value: "text/event-stream")])
      state.apply(.head(head), source: side)
      sessions[side].begin(head)
      change(.open(since: now), side, at: now)
    case .lose: change(.waiting(until: now + .seconds(3), after: .ended), side, at: now)
    case .end: change(.closed(.endOfFile("")), side, at: now)
    case .bytes(let bytes):
      var start = 0
      while start < bytes.count {
        let batch = sessions[side].receive(bytes, from: &start, at: now)
        let first = state.log.positions.upperBound
        var comparison = comparison
        state.apply(.batch(batch), source: side) { state in
          comparison.receive(first..<state.log.positions.upperBound, in: state.log) { _ in state.log }
        }
        self.comparison = comparison
      }
    }
  }

  private mutating func change(_ change: ConnectionMachine.State, _ side: Int, at now: Moment) {
    state.apply(.state(change, at: now), source: side)
    comparison.receive(change, of: side, at: now)
  }

  // MARK: What came of it

  var pairing: EventPairing? { comparison.pairing }
  var only: [[String]] { pairing?.only.map { $0.first.map { String(decoding: $0, as: UTF8.self) } } ?? [] }
  var onlyCounts: [Int] { pairing?.only.map(\.count) ?? [] }
  func codes(_ side: Int) -> [String] {
    board.findings[side].map(\.code.rawValue).filter { $0.hasPrefix("compare.") }.sorted()
  }

  func lag(_ share: Double) -> Double { (pairing?.lags.quantile(share) ?? .zero) / .seconds(1) }
}

/// An event with an id, and data of its own of about so many bytes.
func event(_ number: Int, bytes: Int = 60, id: Bool = true, data: String = "") -> String {
  let head = id ? "id: \(number)\n" : ""
  let rest = String(repeating: "x", count: max(bytes - head.utf8.count - 20, 1))
  return head + "data: {\"n\":\(number),\"x\":\"\(data)\(rest)\"}\n\n"
}

/// What a buffer of so many bytes makes of what is sent through it: the bytes of each time that it is full.
func held(_ events: [(at: Double, text: String)], by size: Int) -> [(at: Double, bytes: [UInt8])] {
  var pending: [UInt8] = []
  var out: [(at: Double, bytes: [UInt8])] = []
  for event in events {
    pending += Array(event.text.utf8)
    while pending.count >= size {
      out.append((event.at, Array(pending.prefix(size))))
      pending.removeFirst(size)
    }
  }
  return out
}
