/// Finds out that this program was kept from running, by two clocks at which it looks once a second at least.
///
/// What lies in such a time was no silence of a server's.
package struct AbsenceWatch: Sendable {
  package enum Absence: Equatable, Sendable {
    /// The machine slept for so long: one of its clocks went on, the other one did not.
    case slept(Duration)
    /// The program was not run: it was stopped, its virtual machine or its group was frozen, or it waited for somebody.
    case stopped
  }

  /// What two clocks of the machine show.
  package struct Clocks: Equatable, Sendable {
    /// One that goes on while the machine sleeps.
    package var continuous: Duration
    /// One that stands still then.
    package var suspending: Duration

    package init(continuous: Duration, suspending: Duration) {
      (self.continuous, self.suspending) = (continuous, suspending)
    }
  }

  /// The clocks are asked one after the other, and in between the program may wait for its turn.
  private static let shortestSleep = Duration.seconds(1)
  private static let longestTurn = Duration.seconds(3)

  private var last: Clocks?

  package init() {}

  /// - Returns: what has happened since the last look, if that was no usual second.
  package mutating func look(at clocks: Clocks) -> Absence? {
    defer { last = clocks }
    guard let last else { return nil }
    let passed = clocks.continuous - last.continuous
    let slept = passed - (clocks.suspending - last.suspending)
    if slept >= Self.shortestSleep { return .slept(slept) }
    return passed >= Self.longestTurn ? .stopped : nil
  }
}
