/// Decides when the engine's thread lets small pieces gather instead of waking somebody for each.
///
/// Many slow sources, or one of very many small events, make thousands of wake-ups a second, each of which brings next
/// to nothing and costs more than what it brings. A stream of a thousand events a second is not slowed down.
struct Lull {
  /// How long they gather: less than a frame.
  static let microseconds: UInt32 = 12_000
  /// Beyond this, what a round brings is worth its wake-up.
  private static let smallBytes = 1 << 16
  private static let shortWait = Duration.microseconds(250)
  private static let rounds = 8

  private var shortRounds = 0

  /// - Parameters:
  ///   - waited: how long nothing had come before the round.
  ///   - bytes: what it brought.
  mutating func note(waited: Duration, bytes: Int) {
    // Rounds without a byte are connections being made, and those are never to wait.
    if waited < Self.shortWait, (1..<Self.smallBytes).contains(bytes) { shortRounds += 1 } else { shortRounds = 0 }
  }

  /// Whether the rounds are many and small.
  var isDue: Bool { shortRounds >= Self.rounds }
}
