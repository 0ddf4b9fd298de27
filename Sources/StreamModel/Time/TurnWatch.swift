/// Finds out that the machine has more to run than it has processors for, by how long this program waited for one.
///
/// A server on this machine waits as long, and what it is asked has no answer meanwhile.
package struct TurnWatch: Sendable {
  /// What the threads of the program have had since they began, in sum.
  package struct Times: Equatable, Sendable {
    /// In which they could have run, and no processor was free.
    package var waited: Duration
    package var ran: Duration

    package init(waited: Duration, ran: Duration) { (self.waited, self.ran) = (waited, ran) }
  }

  /// Of a second, all threads together: less is what a thread waits for where each processor has one or two programs to
  /// run.
  package static let shortestWait = Duration.milliseconds(5)
  /// What a program that is nearly idle waits for where each processor has some others to run is less than this.
  package static let longWait = Duration.milliseconds(250)

  private let shortestWait: Duration

  private var last = Times(waited: .zero, ran: .zero)

  /// - Parameter shortestWait: of a second, from which on the machine is busy.
  package init(shortestWait: Duration = Self.shortestWait) { self.shortestWait = shortestWait }

  /// - Returns: whether the program has waited longer than it ran since the last look, the first time since it began.
  package mutating func look(at times: Times) -> Bool {
    defer { last = times }
    let waited = times.waited - last.waited
    return waited >= shortestWait && waited > times.ran - last.ran
  }
}
