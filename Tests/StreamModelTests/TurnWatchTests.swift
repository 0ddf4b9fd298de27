import TestSupport
import Testing

@testable import StreamModel

@Suite struct TurnWatchTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a machine is busy while the program waits longer than it runs`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var watch = TurnWatch()
    var times = TurnWatch.Times(waited: .zero, ran: .zero)
    for _ in 0..<100 {
      let ran = Duration.microseconds(Int.random(in: 100...900_000, using: &dice))
      let isBusy = Bool.random(using: &dice)
      let little = Duration.milliseconds(Int.random(in: 0..<250, using: &dice))
      let waited = isBusy ? ran + .milliseconds(Int.random(in: 250...400, using: &dice)) : max(ran / 2, little)
      times.ran += ran
      times.waited += waited
      #expect(watch.look(at: times) == isBusy)
    }
  }

  @Test func `neither a short wait nor a thread that has gone is one`() {
    var watch = TurnWatch()
    // What the threads have had in sum falls when one of them ends.
    let looks: [(waited: Duration, ran: Duration)] = [
      (.milliseconds(240), .milliseconds(1)), (.zero, .zero), (.milliseconds(270), .milliseconds(1)),
      (.milliseconds(270), .milliseconds(1)),
    ]
    #expect(looks.map { watch.look(at: .init(waited: $0.waited, ran: $0.ran)) } == [false, false, true, false])
  }
}
