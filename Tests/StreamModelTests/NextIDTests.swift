import TestSupport
import Testing

@testable import StreamModel

@Suite struct NextIDTests {
  private func accepts(_ next: inout NextID, _ id: String) -> Bool {
    Array(id.utf8).withUnsafeBytes { next.accepts($0) }
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

  @Test(arguments: ["9", "999", "evt-99", "a" + String(repeating: "1", count: 32), "no number", ""])
  func `another digit, a long id and one without a number are not foreseen`(id: String) {
    var next = after(id)
    for id in ["10", "1000", "evt-100", "a" + String(repeating: "1", count: 31) + "2", "no numbes", ""] {
      #expect(!accepts(&next, id))
    }
  }

  /// What a tracker tells is the same, whether an id was foreseen or read.
  @Test(arguments: UInt64(0)..<60)
  func `foreseeing changes no finding`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var (foreseeing, reading) = (SequenceTracker(), SequenceTracker())
    let heads = ["", "evt-", "b:"].prefix(Int.random(in: 1...3, using: &dice))
    var numbers = heads.map { _ in Int.random(in: 0...12, using: &dice) }
    for _ in 0..<400 {
      let lane = Int.random(in: 0..<heads.count, using: &dice)
      switch Int.random(in: 0..<30, using: &dice) {
      case 0: numbers[lane] += Int.random(in: 0...3, using: &dice)
      case 1: numbers[lane] = max(numbers[lane] - Int.random(in: 1...3, using: &dice), 0)
      case 2:
        foreseeing.resumed()
        reading.resumed()
      default: numbers[lane] += 1
      }
      let id = Array((heads[lane] + String(numbers[lane])).utf8)
      id.withUnsafeBytes {
        foreseeing.receive($0)
        reading.read($0)
      }
      #expect(foreseeing == reading)
      #expect(foreseeing.gap == reading.gap)
    }
    #expect(foreseeing.reliance == reading.reliance)
  }
}
