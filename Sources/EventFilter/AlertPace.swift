/// How often a user is called: at the first match at once, and then once in two seconds, however much matches.
///
/// What comes sooner after a call is told by the next one, so that nobody who has looked away misses it.
package struct AlertPace: Equatable, Sendable {
  package typealias Instant = ContinuousClock.Instant

  /// The shortest time between two calls.
  package static let pause = Duration.seconds(2)

  /// How many matches the calls have told.
  package private(set) var told = 0
  private var last: Instant?

  package init() {}

  /// Whether to call now, and for how many matches.
  ///
  /// - Parameter matches: all that there were.
  package mutating func call(for matches: Int, at now: Instant) -> Int? {
    guard matches > told, last.map({ now - $0 >= Self.pause }) ?? true else { return nil }
    defer { (told, last) = (matches, now) }
    return matches - told
  }

  /// Counts anew; the pause after the last call stays.
  package mutating func forget() { told = 0 }
}
