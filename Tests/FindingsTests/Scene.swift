import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// A source that is told by a script what comes when, and judged once a second of the script's time and at each change
/// of its state, as a run does.
struct Scene {
  var state: StreamState
  var board = FindingBoard(sources: 1)
  /// Each finding as it was told, with the second.
  var told: [(at: Double, finding: Finding)] = []
  private var session: SourceSession
  private(set) var now = 0.0
  private let link: Link
  /// When the link has room for more.
  private var freeAt = 0.0
  /// What has come and is not read yet.
  private var unread: [UInt8] = []
  private var dice = SeededGenerator(seed: 11)

  /// By which way a stream comes.
  enum Link: CaseIterable, Sendable {
    /// As it is sent.
    case plain
    /// In packets of 1,448 bytes, one each 0.12 s: 96 kbit/s.
    case packets
    /// One to three packets at a time, as behind lost ones, on a link of 32 kbit/s that is full.
    case full
    /// Ten packets at a time, as a sender may whose window is full, each round trip of 0.3 s: 386 kbit/s.
    case distant
    /// To a program that is stopped for four of ten seconds.
    case stopped
    /// To a program that reads only now and then.
    case slowReader
    /// From a file that is read at once.
    case file
  }

  init(
    lastEventID: String = "", method: String = "GET", retry: Duration = .seconds(3), link: Link = .plain
  ) {
    self.link = link
    state = StreamState(
      urls: ["http://h/"], reconnectionTime: retry, lastEventID: Array(lastEventID.utf8), byteLimit: 1 << 20,
      requests: [["\(method) / HTTP/1.1"]])
    session = SourceSession(
      machine: ConnectionMachine(backoff: Backoff(reconnectionTime: retry)),
      parser: EventParser(lastEventID: Array(lastEventID.utf8)))
  }

  static func moment(_ seconds: Double) -> Moment { Moment(.nanoseconds(Int64(seconds * 1e9))) }

  /// Lets time pass, with its judgements.
  mutating func pass(to seconds: Double) {
    var next = now.rounded(.down) + 1
    while next <= seconds {
      // A program that is stopped judges nothing, and learns first that it goes on.
      let phase = link == .stopped ? next.truncatingRemainder(dividingBy: 10) : 1
      if phase == 0 { state.programContinued(at: Self.moment(next)) }
      guard phase < 6 else {
        next += 1
        continue
      }
      note(board.judge(state, at: Self.moment(next)), at: next)
      next += 1
    }
    now = max(now, seconds)
  }

  /// The machine sleeps.
  mutating func sleep(to seconds: Double) {
    let slept = seconds - now
    now = seconds
    state.programContinued(at: Self.moment(seconds), slept: .seconds(slept))
  }

  private mutating func note(_ found: [(source: Int, finding: Finding)], at seconds: Double) {
    told += found.map { (seconds, $0.finding) }
  }

  private mutating func change(_ change: ConnectionMachine.State) {
    state.apply(.state(change, at: Self.moment(now)), source: 0)
    note(board.judge(state.sources[0], index: 0, at: Self.moment(now)), at: now)
  }

  /// Asks at a time, without an answer yet.
  mutating func ask(at seconds: Double) {
    pass(to: seconds)
    session.reconnect()
    change(.connecting(attempt: 1))
    guard link != .file else { return }
    let method = state.sources[0].request[0]
    state.apply(.progress(RequestProgress(lines: [method]), at: Self.moment(now)), source: 0)
  }

  /// The answer opens the stream.
  mutating func open(
    at seconds: Double, _ headers: [(String, String)] = [], status: Int = 200, version: String = "HTTP/1.1",
    framing: Bool = true
  ) {
    pass(to: seconds)
    var all = [("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache")]
    if framing { all.append(("Transfer-Encoding", "chunked")) }
    for header in headers {
      all.removeAll { $0.0 == header.0 }
      if !header.1.isEmpty { all.append(header) }
    }
    let (status, version) = link == .file ? (0, "file") : (status, version)
    let head = ResponseHead(
      status: status, version: version, headers: all.map { ResponseHead.Header(name: $0.0, value: $0.1) },
      timings: ResponseHead.Timings(
        nameLookup: .milliseconds(1), connect: link == .distant ? .milliseconds(301) : .milliseconds(2)))
    state.apply(.head(head), source: 0)
    session.begin(head)
    change(.open(since: Self.moment(now)))
  }

  /// Asks and opens.
  mutating func connect(at seconds: Double = 0, after wait: Double = 0.01, _ headers: [(String, String)] = []) {
    ask(at: seconds)
    open(at: seconds + wait, headers)
  }

  mutating func send(_ bytes: [UInt8], at seconds: Double) {
    switch link {
    case .plain: receive(bytes, at: seconds)
    case .file: receive(bytes, at: now)
    case .packets:
      for start in stride(from: 0, to: bytes.count, by: 1448) {
        let packet = bytes[start..<min(start + 1448, bytes.count)]
        receive(Array(packet), at: max(seconds, freeAt))
        freeAt = max(seconds, freeAt) + Double(packet.count) / 12_000
      }
    case .full:
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = min(1448 * Int.random(in: 1...3, using: &dice), rest.count)
        freeAt = max(seconds, freeAt) + Double(count) / 4000
        receive(Array(rest.prefix(count)), at: freeAt)
        rest = rest.dropFirst(count)
      }
    case .distant:
      for start in stride(from: 0, to: bytes.count, by: 14_480) {
        let window = bytes[start..<min(start + 14_480, bytes.count)]
        receive(Array(window), at: max(seconds, freeAt))
        freeAt = max(seconds, freeAt) + (window.count == 14_480 ? 0.3 : 0)
      }
    case .stopped:
      if seconds >= freeAt { settle() }
      if seconds.truncatingRemainder(dividingBy: 10) >= 6 {
        freeAt = (seconds / 10).rounded(.down) * 10 + 10
        unread += bytes
      } else {
        receive(bytes, at: seconds)
      }
    case .slowReader:
      if seconds >= freeAt { settle() }
      // It looks each other second.
      if unread.isEmpty { freeAt = (seconds / 2).rounded(.down) * 2 + 2 }
      unread += bytes
    }
  }

  /// Reads what has come by now.
  mutating func settle() {
    guard !unread.isEmpty else { return }
    receive(unread, at: max(freeAt, now), hasWaited: link == .slowReader)
    if link == .stopped { state.programContinued(at: Self.moment(now)) }
    unread = []
  }

  private mutating func receive(
    _ bytes: [UInt8], at seconds: Double, hasWaited: Bool = false, after position: PacketPosition? = nil
  ) {
    pass(to: seconds)
    guard !bytes.isEmpty else { return }
    var start = 0
    while start < bytes.count {
      var batch = session.receive(bytes, from: &start, at: Self.moment(now))
      batch.mayHaveWaited = hasWaited
      batch.position = position
      state.apply(.batch(batch), source: 0)
    }
  }

  /// Comes as it is, after a pause that ended where the connection stood so in its packets.
  mutating func send(_ bytes: [UInt8], at seconds: Double, after position: PacketPosition?) {
    receive(bytes, at: seconds, after: position)
  }

  mutating func send(_ text: String, at seconds: Double) { send(Array(text.utf8), at: seconds) }

  /// The connection ends; the next try is due after a while.
  mutating func end(_ reason: Disconnection = .ended, at seconds: Double, retry: Double = 3) {
    settle()
    pass(to: [.packets, .full, .distant].contains(link) ? max(seconds, freeAt) : seconds)
    if link == .file { return change(.closed(.endOfFile(""))) }
    change(
      reason.isFinal ? .closed(reason) : .waiting(until: Self.moment(now + retry), after: reason))
  }

  // MARK: What came of it

  var findings: [Finding] { board.findings[0] }
  var codes: Set<String> { Set(findings.map(\.code.rawValue)) }
  /// Those that would alarm somebody.
  var alarms: [String] {
    findings.filter { $0.severity > .note }.map { "\($0.severity) \($0.code.rawValue): \($0.evidence)" }
  }

  func finding(_ code: FindingCode) -> Finding? { findings.first { $0.code == code } }
}

/// An event of about so many bytes.
func event(_ number: Int, bytes: Int = 180, id: Bool = true) -> String {
  let head = id ? "id: \(number)\n" : ""
  return head + "data: " + String(repeating: "x", count: max(bytes - head.utf8.count - 8, 1)) + "\n\n"
}
