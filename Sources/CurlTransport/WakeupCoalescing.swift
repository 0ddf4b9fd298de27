/// Decides when the engine's thread lets small pieces gather instead of waking somebody for each.
///
/// Many slow sources, or one of very many small events, make thousands of wake-ups a second, each of which brings next
/// to nothing and costs more than what it brings. A stream of a thousand events a second is not slowed down.
struct WakeupCoalescing {
  /// Beyond this, what a round brings is worth its wake-up; of many sources, so much of each, or the more they are the
  /// less would gather.
  private static let smallBytes = 1 << 16
  private static let smallBytesOfEach = 1 << 11
  private static let shortWait = Duration.microseconds(250)
  /// Of many sources that speak at the same moments, each moment is a round.
  private static let shortWaitOfMany = Duration.milliseconds(25)
  private static let rounds = 8

  /// From here on a source is one of many, which nobody watches one by one.
  private static let manySources = 32

  private var shortRounds = 0
  private var sources = 0

  /// - Parameters:
  ///   - waited: how long nothing had come before the round.
  ///   - sources: from how many it brought something.
  ///   - bytes: what it brought.
  mutating func note(waited: Duration, sources: Int, bytes: Int) {
    self.sources = sources
    // Rounds without a byte are connections being made, and those are never to wait.
    let limit = sources < Self.manySources ? Self.shortWait : Self.shortWaitOfMany
    let small = max(Self.smallBytes, sources * Self.smallBytesOfEach)
    if waited < limit, (1..<small).contains(bytes) { shortRounds += 1 } else { shortRounds = 0 }
  }

  /// Whether the rounds are many and small.
  var isDue: Bool { shortRounds >= Self.rounds }

  /// How long they gather: less than a frame, or half of one where many sources are shown as numbers. With the work of a
  /// round that is less than any silence that is called a pause.
  var microseconds: UInt32 { sources < Self.manySources ? 12_000 : 45_000 }
}
