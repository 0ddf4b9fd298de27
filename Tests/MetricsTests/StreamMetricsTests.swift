import Findings
import Testing

@testable import Metrics
@testable import StreamModel

@Suite("Metrics of a run") struct StreamMetricsTests {
  /// Sources that are fed by hand, and their metrics.
  struct Run {
    var state: StreamState
    var board: FindingBoard
    var counts: EventCounts
    private var sessions: [SourceSession]

    init(_ urls: [String] = ["http://h/"]) {
      state = StreamState(urls: urls)
      (board, counts) = (FindingBoard(sources: urls.count), EventCounts(sources: urls.count))
      sessions = urls.map { _ in SourceSession(machine: ConnectionMachine(), parser: EventParser()) }
    }

    mutating func open(_ source: Int = 0, at seconds: Double = 0) {
      let head = ResponseHead(
        status: 200, version: "HTTP/1.1", headers: [.init(name: "Content-Type", value: "text/event-stream")])
      sessions[source].reconnect()
      change(.connecting(attempt: 1), source, at: seconds)
      state.apply(.head(head), source: source)
      sessions[source].begin(head)
      change(.open(since: moment(seconds)), source, at: seconds)
    }

    mutating func change(_ change: ConnectionMachine.State, _ source: Int = 0, at seconds: Double) {
      state.apply(.state(change, at: moment(seconds)), source: source)
    }

    mutating func lose(_ reason: Disconnection, _ source: Int = 0, at seconds: Double) {
      change(.waiting(until: moment(seconds + 3), after: reason), source, at: seconds)
    }

    mutating func send(_ text: String, _ source: Int = 0, at seconds: Double) {
      let bytes = Array(text.utf8)
      var start = 0
      while start < bytes.count {
        let first = state.log.positions.upperBound
        let batch = sessions[source].receive(bytes, from: &start, at: moment(seconds))
        state.apply(.batch(batch), source: source)
        counts.receive(first..<state.log.positions.upperBound, in: state.log)
      }
    }

    func lines(at seconds: Double) -> [String] {
      let metrics = StreamMetrics(
        state, findings: board, events: counts, answers: AnswerCounts(sources: state.sources.count),
        at: moment(seconds))
      return metrics.text(version: "9.8.7").split(separator: "\n").map(String.init)
    }

    func moment(_ seconds: Double) -> Moment { Moment(.nanoseconds(Int64(seconds * 1e9))) }
  }

  @Test func `each number is that of the model, with its source and its type`() {
    var run = Run()
    run.open()
    run.send("event: a\ndata: 1\n\n", at: 1)
    run.send(":x\n\nevent: b\ndata: 2\n\ndata: 3\n\n", at: 1.2)
    run.send("event: a\ndata: 4\n\n", at: 4)
    run.lose(.reset("x"), at: 5)
    run.open(at: 8)
    run.lose(.cut("y"), at: 9)
    run.open(at: 12)
    let lines = run.lines(at: 14)
    for line in [
      #"sse_build_info{version="9.8.7"} 1"#, #"sse_up{source="http://h/"} 1"#,
      #"sse_attempts_total{source="http://h/"} 3"#,
      #"sse_connects_total{source="http://h/"} 3"#, #"sse_losses_total{source="http://h/",cause="reset"} 1"#,
      #"sse_losses_total{source="http://h/",cause="cut"} 1"#, #"sse_events_total{source="http://h/",type="a"} 2"#,
      #"sse_events_total{source="http://h/",type="b"} 1"#, #"sse_events_total{source="http://h/",type="message"} 1"#,
      #"sse_comments_total{source="http://h/"} 1"#, #"sse_bytes_total{source="http://h/"} 67"#,
      #"sse_event_gap_seconds_bucket{source="http://h/",le="0.1"} 1"#,
      #"sse_event_gap_seconds_bucket{source="http://h/",le="0.25"} 2"#,
      #"sse_event_gap_seconds_bucket{source="http://h/",le="1"} 2"#,
      #"sse_event_gap_seconds_bucket{source="http://h/",le="5"} 3"#,
      #"sse_event_gap_seconds_bucket{source="http://h/",le="+Inf"} 3"#,
      #"sse_event_gap_seconds_sum{source="http://h/"} 3"#, #"sse_event_gap_seconds_count{source="http://h/"} 3"#,
      #"sse_last_event_seconds{source="http://h/"} 10"#, #"sse_last_byte_seconds{source="http://h/"} 10"#,
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(!lines.contains { $0.hasPrefix("sse_ids_") })
  }

  @Test func `counters of IDs never fall, although a missing ID may come late`() {
    var run = Run()
    run.open()
    for id in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14] { run.send("id: \(id)\ndata: x\n\n", at: Double(id)) }
    #expect(run.lines(at: 15).contains(#"sse_ids_missing_total{source="http://h/"} 2"#))
    run.send("id: 11\ndata: x\n\n", at: 16)
    let lines = run.lines(at: 17)
    #expect(lines.contains(#"sse_ids_missing_total{source="http://h/"} 2"#))
    #expect(lines.contains(#"sse_ids_late_total{source="http://h/"} 1"#))
  }

  @Test func `beyond a hundred types the rest is counted together, and a type of that name with it`() {
    var run = Run()
    run.open()
    run.send("event: other\ndata: 1\n\n", at: 1)
    for type in 1...150 { run.send("event: t\(type)\ndata: 1\n\n", at: 1) }
    let counted = run.lines(at: 2).filter { $0.hasPrefix("sse_events_total{") }
    #expect(counted.count == 100)
    #expect(counted.contains(#"sse_events_total{source="http://h/",type="other"} 52"#))
    #expect(counted.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +) == 151)
  }

  @Test func `text of a stranger's is cleaned, quoted and cut, and what looks alike is one series`() {
    var run = Run()
    run.open()
    run.send("event: a\"b\\c\ndata: 1\n\n", at: 1)
    run.send("event: \u{1b}[31m\u{202e}\ndata: 1\n\n", at: 1)
    for end in ["x", "y"] { run.send("event: " + String(repeating: "n", count: 300) + end + "\ndata: 1\n\n", at: 1) }
    let counted = run.lines(at: 2).filter { $0.hasPrefix("sse_events_total{") }
    #expect(counted.contains(#"sse_events_total{source="http://h/",type="a\"b\\c"} 1"#))
    #expect(counted.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202e}" } })
    #expect(counted.contains { $0.hasSuffix("…\"} 2") })
    #expect(counted.count == 3)
  }

  @Test func `two sources of one URL are two series`() {
    let lines = Run(["http://h/", "http://i/", "http://h/"]).lines(at: 1)
    #expect(
      lines.filter { $0.hasPrefix("sse_up") } == [
        #"sse_up{source="http://h/"} 0"#, #"sse_up{source="http://i/"} 0"#, #"sse_up{source="http://h/ #2"} 0"#,
      ])
  }

  @Test func `a finding is 1 while it is, with its code and severity`() {
    var run = Run()
    run.open()
    run.send("Data: x\n\n", at: 1)
    _ = run.board.judge(run.state, at: run.moment(2))
    #expect(
      run.lines(at: 2).contains {
        $0.hasPrefix(#"sse_finding{source="http://h/",code="wire.misspelt-field",severity="#)
      })
  }

  @Test func `no series comes twice, and each stands behind the help and type of its family`() {
    var run = Run(["http://h/", "http://h/"])
    for source in 0...1 {
      run.open(source)
      run.send("id: 1\nevent: a\ndata: 1\n\n", source, at: 1)
    }
    var family = ""
    var seen: Set<String> = []
    for line in run.lines(at: 2) {
      if line.hasPrefix("# HELP ") {
        family = line.split(separator: " ")[2].description
        #expect(seen.insert(family).inserted)
      } else if !line.hasPrefix("#") {
        #expect(line.hasPrefix(family))
        #expect(seen.insert(String(line[..<(line.lastIndex(of: " ") ?? line.endIndex)])).inserted, "\(line)")
      }
    }
  }
}
