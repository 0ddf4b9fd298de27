import EventFilter
import StreamModel
import TestSupport
import Testing

/// What the user is called for: what is counted, and how often somebody is called.
@Suite struct AlertTests {
  /// A stream that an alert is told of report by report.
  private struct Watched {
    var stage: Stage
    var alerts = Alerts()

    init(sources: Int = 1, byteLimit: Int = 64 << 20, _ expressions: String...) throws {
      stage = Stage(sources: sources, byteLimit: byteLimit)
      try set(expressions)
    }

    mutating func set(_ expressions: [String]) throws {
      alerts.set(try expressions.map { try EventFilter($0) }, after: stage.state)
    }

    mutating func receive(_ text: String, source: Int = 0) {
      let first = stage.state.log.positions.upperBound
      stage.feed(Array(text.utf8), source: source)
      alerts.receive(first..<stage.state.log.positions.upperBound, of: source, in: stage.state)
    }

    var counts: [Int] { alerts.counts.map(\.events) }
  }

  @Test func `each event that matches counts once, and for each expression that it matches`() throws {
    var watched = try Watched("paid", ".n>2")
    watched.receive("data: {\"n\":1}\n\n: paid\n\ndata: {\"n\":3,\"is\":\"paid\"}\n\ndata: {\"n\":4}\n\n")
    #expect(watched.counts == [1, 2] && watched.alerts.events == 2)
    #expect(watched.alerts.newest == 3)
    watched.receive("data: paid\n\n")
    #expect(watched.counts == [2, 2] && watched.alerts.events == 3)
  }

  @Test func `what had come before does not count, and the same expressions go on counting`() throws {
    var watched = try Watched()
    watched.receive("data: paid\n\n")
    #expect(watched.alerts.isEmpty && watched.alerts.events == 0)
    try watched.set(["paid"])
    watched.receive("data: paid\n\ndata: sent\n\n")
    try watched.set(["paid"])
    #expect(watched.counts == [1])
    try watched.set(["sent"])
    #expect(watched.counts == [0] && watched.alerts.newest == nil)
    try watched.set([])
    watched.receive("data: sent\n\n")
    #expect(watched.alerts.isEmpty && watched.counts == [])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `however the stream is cut and replayed, each event counts once`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let expressions = ["3", "/[17]$/", ".n=5 | \"x2\"", "!9", "t1", "nowhere"]
    let expression = expressions[Int(seed) % expressions.count]
    var watched = try Watched(sources: 2, byteLimit: 1 << 20, expression)
    let filter = try EventFilter(expression)
    let before = watched.stage
    var wanted = 0
    var blocks: [(text: String, source: Int)] = []
    for number in 0..<200 {
      let text =
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: ": beat \(number)\n\n"
        case 1: "event: t\(number % 3)\ndata: {\"n\":\(number % 10)}\n\n"
        default: "data: x\(number)\n\n"
        }
      blocks.append((text, Int.random(in: 0..<2, using: &dice)))
    }
    var plain = Stage(sources: 2)
    for block in blocks { plain.feed(Array(block.text.utf8), source: block.source) }
    wanted = plain.records.filter { $0.kind == .event && filter.matches($0, in: plain.state) }.count
    // As a replay that goes back: the state from before, and again from there.
    let turn = Int.random(in: 0...blocks.count, using: &dice)
    var waiting = ["", ""]
    func play(_ watched: inout Watched, _ blocks: ArraySlice<(text: String, source: Int)>) {
      for block in blocks {
        waiting[block.source] += block.text
        if Bool.random(using: &dice) { continue }
        watched.receive(waiting[block.source], source: block.source)
        waiting[block.source] = ""
      }
      for source in 0..<2 { watched.receive(waiting[source], source: source) }
      waiting = ["", ""]
    }
    play(&watched, blocks[..<turn])
    watched.stage = before
    play(&watched, blocks[...])
    #expect(watched.alerts.events == wanted && watched.counts == [wanted])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `nobody is called more often than once in two seconds, and no match is left untold`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var pace = AlertPace()
    let start = ContinuousClock().now
    var (now, matches, told, calls) = (start, 0, 0, [ContinuousClock.Instant]())
    for _ in 0..<500 {
      now += .milliseconds(Int.random(in: 0...([10, 400, 3000].randomElement(using: &dice) ?? 1), using: &dice))
      if Int.random(in: 0..<3, using: &dice) > 0 { matches += Int.random(in: 0...1000, using: &dice) }
      if let new = pace.call(for: matches, at: now) {
        #expect(new > 0)
        told += new
        calls.append(now)
        #expect(told == matches)
      } else if matches > told {
        // Only the pause keeps it from calling.
        #expect(calls.last.map { now - $0 < .seconds(2) } == true)
      }
    }
    #expect(Double(calls.count) <= (now - start) / .seconds(2) + 1)
    for (first, second) in zip(calls, calls.dropFirst()) { #expect(second - first >= .seconds(2)) }
    _ = pace.call(for: matches, at: now + .seconds(2))
    #expect(pace.told == matches)
  }

  @Test func `another alert does not shorten the pause`() throws {
    var watched = try Watched("a")
    let start = ContinuousClock().now
    watched.receive("data: a\n\n")
    #expect(watched.alerts.call(at: start) == 1)
    try watched.set(["b"])
    watched.receive("data: b\n\ndata: b\n\n")
    #expect(watched.alerts.untold == 2)
    #expect(watched.alerts.call(at: start + .milliseconds(1999)) == nil)
    #expect(watched.alerts.call(at: start + .seconds(2)) == 2)
    #expect(watched.alerts.untold == 0)
  }

  @Test func `expressions that are joined by a bar match what one of them matches`() throws {
    let expressions = ["a b", "a | b c", "/x|y/", "foo(", "\"a | b\"", ".n>2 !z", "!(a | b)", "event=t ", "c)"]
    let stage = Stage("data: a b\n\ndata: foo(x\n\ndata: {\"n\":3}\n\nevent: t\ndata: c)\n\ndata: b c\n\ndata: y\n\n")
    for left in expressions {
      for right in expressions {
        guard let one = try? EventFilter(left), let other = try? EventFilter(right) else { continue }
        let both = try EventFilter(left + " | " + right)
        for record in stage.records {
          let isMatch = one.matches(record, in: stage.state) || other.matches(record, in: stage.state)
          #expect(both.matches(record, in: stage.state) == isMatch, "\(left) | \(right)")
        }
      }
    }
  }
}
