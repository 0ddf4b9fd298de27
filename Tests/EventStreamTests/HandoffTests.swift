import StreamModel
import Testing

@testable import EventStream

@Suite struct HandoffTests {
  @Test func `who brings a third report waits for the first to be taken`() async {
    let handoff = Handoff()
    await handoff.put(.refusal([1]))
    let putter = Task {
      await handoff.put(.refusal([2]))
      await handoff.put(.refusal([3]))
      handoff.end()
    }
    for number in 1...3 { #expect(await handoff.next(isolation: nil) == .refusal([UInt8(number)])) }
    #expect(await handoff.next(isolation: nil) == nil)
    await putter.value
  }

  @Test func `closing lets go whoever waits`() async {
    let handoff = Handoff()
    let putter = Task { for number in UInt8(0)..<9 { await handoff.put(.refusal([number])) } }
    handoff.close()
    await putter.value
    #expect(await handoff.next(isolation: nil) == nil)
  }
}
