import TestSupport
import Testing

@testable import StreamModel

@Suite struct NextIDTests {
  private func accepts(_ next: inout NextID, _ id: String) -> Bool {
    Array("data: 1\nid: \(id)\n".utf8).withUnsafeBytes { next.accepts($0, at: 12, count: id.utf8.count) }
  }

  private func after(_ id: String) -> NextID {
    var next = NextID()
    Array(id.utf8).withUnsafeBytes { next.follow($0) }
    return next
  }

  @Test(arguments: ["", "evt-", "1700000000:", "s1-00", "7f3a9c-4d2e-4b1f-9c3d-"])
  func `one higher is what is foreseen, and then the one after it`(head: String) {
    var next = after(head + "1098")
    for number in 1099...1205 { #expect(accepts(&next, head + String(number))) }
    #expect(!accepts(&next, head + "1207"))
    #expect(!accepts(&next, "x" + head + "1206"))
    #expect(!accepts(&next, ""))
    #expect(accepts(&next, head + "1206"))
  }

  @Test func `a carry goes beyond the bytes that are compared at once`() {
    for start in ["0999999997", "a1999999998", "evt-0099999999", "x99999998"] {
      var next = after(start)
      let digits = start.drop { !$0.isNumber }
      let head = start.dropLast(digits.count)
      for number in 1...3 {
        let id = String((Int(digits) ?? 0) + number)
        guard id.count <= digits.count else { break }
        let padded = head + String(repeating: "0", count: digits.count - id.count) + id
        #expect(accepts(&next, String(padded)), "\(padded)")
      }
    }
  }

  @Test(arguments: ["9", "999", "evt-99", "a" + String(repeating: "1", count: 32), "no number", ""])
  func `another digit, a long id and one without a number are not foreseen`(id: String) {
    var next = after(id)
    for id in ["10", "1000", "evt-100", "a" + String(repeating: "1", count: 31) + "2", "no numbes", ""] {
      #expect(!accepts(&next, id))
    }
  }

  @Test func `an id among the first bytes is not compared, and none is where nothing is foreseen`() {
    var next = after("7")
    #expect(!Array("8".utf8).withUnsafeBytes { next.accepts($0, at: 0, count: 1) })
    #expect(accepts(&next, "8"))
    next.forget()
    #expect(!accepts(&next, "9"))
    #expect(!accepts(&next, ""))
  }

  /// What a tracker tells is the same, whether an id was foreseen or read, and however the bytes are cut.
  @Test(arguments: UInt64(0)..<120)
  func `foreseeing changes no finding`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var (foreseeing, reading) = (SequenceTracker(), SequenceTracker())
    let heads = ["", "evt-", "b:", "7f3a9c-4d2e-4b1f-9c3d-", "00"].shuffled(using: &dice)
      .prefix(Int.random(in: 1...3, using: &dice))
    var numbers = heads.map { _ in Int.random(in: 0...1200, using: &dice) }
    let longest = [12, 80, 2000].randomElement(using: &dice) ?? 80
    var (wire, parser, start): ([UInt8], EventParser, UInt64) = ([], EventParser(), 0)
    func push(_ chunk: ArraySlice<UInt8>) {
      var records: [Record] = []
      let bytes = Array(chunk)
      parser.push(bytes, into: &records)
      let batch = batch(bytes, records, parser)
      let early = SequenceTracker.early(in: batch, from: start).map {
        Array(wire[Int($0.idOffset)..<Int($0.idOffset) + Int($0.idLength)])
      }
      foreseeing.receive(batch, from: start, earlyID: early ?? [])
      start += UInt64(bytes.count)
    }
    var pushed = 0
    func pushAll() {
      while pushed < wire.count {
        let end = min(pushed + Int.random(in: 1...longest, using: &dice), wire.count)
        push(wire[pushed..<end])
        pushed = end
      }
    }
    for _ in 0..<400 {
      let lane = Int.random(in: 0..<heads.count, using: &dice)
      switch Int.random(in: 0..<30, using: &dice) {
      case 0: numbers[lane] += Int.random(in: 0...3, using: &dice)
      case 1: numbers[lane] = max(numbers[lane] - Int.random(in: 1...3, using: &dice), 0)
      case 2:
        pushAll()
        foreseeing.resumed()
        reading.resumed()
      default: numbers[lane] += 1
      }
      let id = heads[lane] + String(numbers[lane])
      wire += Array("id: \(id)\ndata: 1\n\n".utf8)
      Array(id.utf8).withUnsafeBytes { reading.read($0) }
    }
    pushAll()
    #expect(foreseeing == reading)
    #expect(foreseeing.gap == reading.gap)
    #expect(foreseeing.reliance == reading.reliance)
  }
}
