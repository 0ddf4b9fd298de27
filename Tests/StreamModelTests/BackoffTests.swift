import Testing

@testable import StreamModel

@Suite struct BackoffTests {
  private func waits(_ backoff: inout Backoff, _ count: Int) -> [Duration] {
    (0..<count).map { _ in backoff.wait(at: .start) }
  }

  @Test func `V-09 failed tries double the wait up to the limit`() {
    var backoff = Backoff(jitter: \.upperBound)
    #expect(waits(&backoff, 6) == [3, 6, 12, 24, 30, 30].map { .seconds($0) })
  }

  @Test func `jitter picks between half of the wait and all of it, never below the reconnection time`() {
    var backoff = Backoff(jitter: \.lowerBound)
    #expect(waits(&backoff, 5) == [3, 3, 6, 12, 15].map { .seconds($0) })
  }

  @Test func `V-09 an ended connection waits the plain reconnection time`() {
    var backoff = Backoff(jitter: \.upperBound)
    for _ in 0..<5 {
      backoff.opened(at: .start)
      #expect(backoff.wait(at: .start) == .seconds(3))
    }
  }

  @Test func `failures are forgotten only after a good minute`() {
    var backoff = Backoff(jitter: \.upperBound)
    _ = waits(&backoff, 2)
    backoff.opened(at: .start)
    _ = backoff.wait(at: Moment(.seconds(59)))
    #expect(backoff.wait(at: Moment(.seconds(59))) == .seconds(12))
    backoff.opened(at: Moment(.seconds(100)))
    _ = backoff.wait(at: Moment(.seconds(160)))
    #expect(backoff.wait(at: Moment(.seconds(160))) == .seconds(3))
  }

  @Test func `V-07 the reconnection time has a floor and a ceiling`() {
    var backoff = Backoff(jitter: \.upperBound)
    backoff.reconnectionTime = .zero
    #expect(backoff.reconnectionTime == .milliseconds(100))
    backoff.reconnectionTime = .seconds(1 << 40)
    #expect(backoff.reconnectionTime == .seconds(3600))
    #expect(waits(&backoff, 3) == Array(repeating: .seconds(3600), count: 3))
  }

  @Test func `uniform stays in its range`() {
    for width in [0, 1, 5000] {
      let range = Duration.milliseconds(10)...Duration.milliseconds(10 + width)
      for _ in 0..<100 { #expect(range.contains(Backoff.uniform(range))) }
    }
  }
}
