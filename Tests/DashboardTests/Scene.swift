import Findings
import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// A stream's life in a few calls, at times that the scene chooses.
struct Scene {
  private(set) var state: StreamState
  private var parsers: [EventParser]
  var now = Moment.start
  var view = ViewState()
  /// What the pictures before have left.
  private var drawn = DrawnFeed()

  init(_ urls: String...) {
    self.init(urls: urls.isEmpty ? ["http://localhost:3000/events/"] : urls)
  }

  init(urls: [String], requests: [[String]] = [], labels: [String] = [], byteLimit: Int = 64 << 20) {
    state = StreamState(urls: urls, byteLimit: byteLimit, requests: requests, labels: labels)
    parsers = urls.map { _ in EventParser() }
  }

  mutating func pass(_ milliseconds: Int) { now = now + .milliseconds(milliseconds) }

  mutating func connect(_ source: Int = 0, attempt: Int = 1) {
    parsers[source].reconnect()
    state.apply(.state(.connecting(attempt: attempt), at: now), source: source)
  }

  /// The request has come so far.
  mutating func reach(_ progress: RequestProgress, _ source: Int = 0) {
    state.apply(.progress(progress, at: now), source: source)
  }

  mutating func open(
    _ source: Int = 0,
    with head: ResponseHead = ResponseHead(
      status: 200, headers: [.init(name: "Content-Type", value: "text/event-stream")])
  ) {
    connect(source)
    pass(12)
    state.apply(.head(head), source: source)
    state.apply(.state(.open(since: now), at: now), source: source)
  }

  /// A head that opens nothing.
  mutating func answer(_ head: ResponseHead, _ source: Int = 0) { state.apply(.head(head), source: source) }

  mutating func receive(_ text: String, _ source: Int = 0) { receive(Array(text.utf8), source) }

  mutating func receive(_ bytes: [UInt8], _ source: Int = 0) {
    var records: [Record] = []
    parsers[source].push(bytes, into: &records)
    var batch = Batch(
      bytes: bytes, records: records, at: now, pendingOffset: parsers[source].pendingOffset,
      lastEventID: parsers[source].lastEventID,
      reconnectionTime: .milliseconds(parsers[source].reconnectionTime ?? 3000))
    batch.ignored = parsers[source].ignored
    state.apply(.batch(batch), source: source)
  }

  mutating func wait(_ reason: Disconnection, milliseconds: Int, _ source: Int = 0) {
    state.apply(.state(.waiting(until: now + .milliseconds(milliseconds), after: reason), at: now), source: source)
  }

  mutating func refuse(_ body: String, _ source: Int = 0) { state.apply(.refusal(Array(body.utf8)), source: source) }

  mutating func close(_ reason: Disconnection, _ source: Int = 0) {
    state.apply(.state(.closed(reason), at: now), source: source)
  }

  /// Puts a finding into the feed.
  mutating func tell(_ finding: Finding, _ source: Int = 0) {
    state.tell(
      .found(
        code: finding.code.rawValue, title: finding.title, remedy: finding.remedies.first,
        isError: finding.severity == .error), source: source,
      at: now)
  }

  /// Presses keys on a screen of this size, each on the picture that the one before left.
  @discardableResult
  mutating func press(_ keys: Key..., columns: Int = 80, rows: Int = 24) -> Effect? {
    var effect: Effect?
    for key in keys {
      view.fit(state, frame(columns, rows))
      _ = draw(state, view, frame(columns, rows), reusing: &drawn)
      effect = view.press(key, in: state, at: now, clock: Self.clock)
      _ = view.advance(state, budget: .max)
    }
    return effect
  }

  /// Types a text, a key a character; a line end is Enter.
  @discardableResult
  mutating func type(_ text: String, columns: Int = 80, rows: Int = 24) -> Effect? {
    var effect: Effect?
    for character in text {
      effect = press(character == "\n" ? .enter : .character(character), columns: columns, rows: rows)
    }
    return effect
  }

  mutating func screen(columns: Int = 80, rows: Int = 24, glyphs: Glyphs = .unicode) -> Canvas {
    var frame = frame(columns, rows)
    frame.glyphs = glyphs
    _ = view.advance(state, budget: .max)
    view.fit(state, frame)
    let canvas = draw(state, view, frame, reusing: &drawn)
    // Compared in every test that looks at a screen.
    let isSame = canvas == draw(state, view, frame)
    #expect(isSame, "what was drawn before changes the picture")
    return canvas
  }

  private static let clock = WallClock(
    start: .seconds(12 * 3600 + 34 * 60 + 56), epoch: .seconds(1_795_264_496))

  private func frame(_ columns: Int, _ rows: Int) -> Frame {
    Frame(columns: columns, rows: rows, now: now, clock: Self.clock)
  }
}

extension Canvas {
  /// The rows as text, blanks at their ends left out.
  var lines: [String] {
    (0..<rows).map { row in
      var text = text(row: row)
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}
