import EventFilter
import StreamModel
import TestSupport
import Testing

@Suite struct MatchIndexTests {
  /// What an index must say about the part of the log that it has looked at.
  private func check(_ index: MatchIndex, _ state: StreamState, _ dice: inout SeededGenerator) {
    let positions = state.log.positions
    #expect(index.scanned.clamped(to: positions) == index.scanned)
    let matches = index.scanned.filter { index.criterion.matches(state.log[$0], in: state) }
    #expect(index.count == matches.count)
    for _ in 0..<8 {
      let position = Int.random(in: positions.lowerBound - 3...positions.upperBound + 3, using: &dice)
      #expect(index.contains(position) == matches.contains(position))
      #expect(index.next(after: position) == matches.first { $0 > position })
      #expect(index.previous(before: position) == matches.last { $0 < position })
    }
    #expect(index.next(after: .max) == nil)
    #expect(index.previous(before: .min) == nil)
    #expect(index.next(after: .min) == matches.first)
    #expect(index.previous(before: .max) == matches.last)
  }

  private static let expressions = [
    "", "a", "!a", "event=t1", "x1 a", "/[13]$/", ".n>5", "id~[02468]$", "heart", "!event=t2 !heart", "b3c", "ID-1",
    "a1|b2", "(a | x1) !(event=t2 | heart)", "nowhere | x1", "message", "id-1", "/d-1\\d*$/", "/x1a?/ !heart",
    "/b[0-9]c|long/", "/long.+x1/", "/^a\\d+/", "nowhere",
  ]

  private func block(_ number: Int, _ dice: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: ": heartbeat a\(number)\n\n"
    case 1: "event: t\(number % 3)\ndata: {\"n\":\(number % 10)}\n\n"
    case 2: "id: id-\(number)\ndata: x\(number % 7)\r\ndata: a\(number)\r\n\r\n"
    case 3: "data: b\(number % 5)c\n: heart a\nevent: t1\n\n"
    case 4: "data: \(String(repeating: "long ", count: Int.random(in: 0...300, using: &dice)))x1a\n\n"
    case 5: "id\nevent: a\ndata: -\n\n"
    default: "data: \(number)\n\n"
    }
  }

  @Test(arguments: 0..<40) func `it says what looking at each record says, while records come and go`(seed: UInt64)
    throws
  {
    var dice = SeededGenerator(seed: seed)
    let expression = Self.expressions[Int(seed) % Self.expressions.count]
    var criterion = MatchCriterion(try EventFilter(expression), showsComments: seed.isMultiple(of: 2))
    if seed.isMultiple(of: 3) { criterion.pattern = try TextPattern("1") }
    var stage = Stage(sources: 3, byteLimit: [40_000, 150_000, 400_000].randomElement(using: &dice) ?? 0)
    var index = MatchIndex(criterion)
    var number = 0
    var waiting: [[UInt8]] = [[], [], []]
    for step in 0..<60 {
      let burst = Int.random(in: 0...([1, 20, 400].randomElement(using: &dice) ?? 1), using: &dice)
      // One after the other, or in chunks that end anywhere and are kept as they came if they are large.
      let isCut = Bool.random(using: &dice)
      for _ in 0..<burst {
        number += 1
        let source = Int.random(in: 0..<3, using: &dice)
        waiting[source] += Array(block(number, &dice).utf8)
        guard !isCut || waiting[source].count > 20_000 else { continue }
        let kept = isCut ? Int.random(in: 0...500, using: &dice) : 0
        stage.feed(Array(waiting[source].dropLast(kept)), source: source)
        waiting[source] = waiting[source].suffix(kept)
      }
      if step.isMultiple(of: 17) { stage.interrupt() }
      let isFinished = index.advance(in: stage.state, budget: [0, 3, 100, 1000].randomElement(using: &dice) ?? 0)
      #expect(isFinished == (index.scanned == stage.state.log.positions))
      if step.isMultiple(of: 4) { check(index, stage.state, &dice) }
    }
    var isFinished = false
    while !isFinished { isFinished = index.advance(in: stage.state, budget: 500) }
    check(index, stage.state, &dice)
    #expect(index.scanned == stage.state.log.positions)
  }

  @Test func `new records come first, then it goes back from the newest`() throws {
    var stage = Stage(String(repeating: "data: a\n\n", count: 100))
    var index = MatchIndex(MatchCriterion(try EventFilter("a")))
    let isDone1 = index.advance(in: stage.state, budget: 10)
    #expect(!isDone1)
    #expect(index.scanned == 90..<100)
    stage.feed(Array(String(repeating: "data: a\n\n", count: 4).utf8))
    let isDone2 = index.advance(in: stage.state, budget: 10)
    #expect(!isDone2)
    #expect(index.scanned == 84..<104)
    #expect(index.count == 20)
    #expect(index.previous(before: 84) == nil)
  }

  @Test func `a large record costs more than a small one`() throws {
    let stage = Stage(String(repeating: "data: \(String(repeating: "x", count: 51_200))\n\n", count: 10))
    var index = MatchIndex(MatchCriterion(try EventFilter("y")))
    let isDone3 = index.advance(in: stage.state, budget: 250)
    #expect(!isDone3)
    #expect(index.scanned.count == 3)
  }

  @Test func `a state that is another stream's begins anew`() throws {
    var index = MatchIndex(MatchCriterion(try EventFilter("a")))
    let isDone4 = index.advance(in: Stage(String(repeating: "data: a\n\n", count: 9)).state, budget: 100)
    #expect(isDone4)
    let isDone5 = index.advance(in: Stage("data: b\n\ndata: a\n\n").state, budget: 100)
    #expect(isDone5)
    #expect(index.scanned == 0..<2)
    #expect(index.count == 1)
    let isDone6 = index.advance(in: Stage().state, budget: 0)
    #expect(isDone6)
    #expect(index.count == 0)
  }

  @Test func `an expression that runs away takes the budget with it`() throws {
    let data = "data: \(String(repeating: "a", count: 40))\n\n"
    let stage = Stage(String(repeating: data, count: 50))
    var index = MatchIndex(MatchCriterion(try EventFilter("/^(a+)+$(?<!a)|^(a|aa)+!/")))
    let isDone7 = index.advance(in: stage.state, budget: 1000)
    #expect(!isDone7)
    #expect(index.scanned.count == 1)
    #expect(index.criterion.filter.givenUp == 1)
  }

  @Test(arguments: ["filter", "search"])
  func `events about which an expression was stopped are counted while they are kept`(role: String) throws {
    let hard = "data: \(String(repeating: "a", count: 4000))\n\n"
    let text = String(repeating: hard + "data: a!\n\ndata: b\n\n", count: 3)
    var stage = Stage(text, byteLimit: 100_000)
    let regex = "/(a|aa)+[!?]/"
    let criterion =
      role == "filter"
      ? MatchCriterion(try EventFilter(regex)) : MatchCriterion(EventFilter(), pattern: try TextPattern(regex))
    var index = MatchIndex(criterion)
    while !index.advance(in: stage.state, budget: 1 << 20) {}
    #expect(index.count == 3 && index.givenUp == 3)
    for _ in 0..<100 { stage.feed(Array("data: \(String(repeating: "b", count: 4000))\n\n".utf8)) }
    while !index.advance(in: stage.state, budget: 1 << 20) {}
    #expect(index.count == 0 && index.givenUp == 0)
  }
}
