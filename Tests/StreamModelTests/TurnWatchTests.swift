import TestSupport
import Testing

@testable import StreamModel

@Suite struct TurnWatchTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a machine is busy while the program waits longer than it runs`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shortest = [TurnWatch.shortestWait, TurnWatch.longWait][Int(seed % 2)]
    var watch = TurnWatch(shortestWait: shortest)
    var times = TurnWatch.Times(waited: .zero, ran: .zero)
    for _ in 0..<100 {
      let ran = Duration.microseconds(Int.random(in: 100...900_000, using: &dice))
      let isBusy = Bool.random(using: &dice)
      let little = shortest * Double.random(in: 0..<0.99, using: &dice)
      let waited = isBusy ? ran + shortest * Double.random(in: 1.01...3, using: &dice) : max(ran / 2, little)
      times.ran += ran
      times.waited += waited
      #expect(watch.look(at: times) == isBusy)
    }
  }

  @Test func `neither a short wait nor a thread that has gone is one`() {
    var watch = TurnWatch()
    // What the threads have had in sum falls when one of them ends.
    let looks: [(waited: Duration, ran: Duration)] = [
      (.milliseconds(4), .milliseconds(1)), (.zero, .zero), (.milliseconds(17), .milliseconds(1)),
      (.milliseconds(17), .milliseconds(1)),
    ]
    #expect(looks.map { watch.look(at: .init(waited: $0.waited, ran: $0.ran)) } == [false, false, true, false])
  }
}
