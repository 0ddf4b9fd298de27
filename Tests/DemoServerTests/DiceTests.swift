import Testing

@testable import sse_demo_server

struct DiceTests {
  @Test(arguments: [
    (0.0, "0"), (0.5, "0.5"), (0.8371, "0.8371"), (0.0001, "0.0001"), (0.00001, "0.00001"), (1.5e-7, "0.00000015"),
    (0x1p-53, "0.00000000000000011102230246251565"), (1e-10, "0.0000000001"),
    (0x1.fffffffffffffp-1, "0.9999999999999999"),
  ])
  func `A number is written in decimal digits`(number: Double, text: String) {
    #expect(Dice.json(number) == text)
    #expect(Double(text) == number)
  }

  @Test func `Numbers lie from 0 up to 1 and survive being written`() {
    let dice = Dice(SplitMix64(state: 3))
    for _ in 0..<5000 {
      // Small ones too: those are where the exponent would be.
      let number = dice.number() * [1, 1e-4, 1e-9, 1e-15][dice.integer(0..<4)]
      #expect((0..<1).contains(number))
      let text = Dice.json(number)
      #expect(Double(text) == number)
      #expect(text.allSatisfy { $0.isNumber || $0 == "." })
    }
  }

  @Test func `The extremes of the generator stay in the range`() {
    struct Always: RandomNumberGenerator {
      let value: UInt64
      func next() -> UInt64 { value }
    }
    #expect(Dice(Always(value: 0)).number() == 0)
    #expect(Dice(Always(value: .max)).number() < 1)
    #expect(Dice(Always(value: .max)).integer(3..<7) == 6)
    #expect(Dice(Always(value: 0)).integer(3..<7) == 3)
  }
}
