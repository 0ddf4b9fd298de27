package import StreamModel

/// Counts the events that match what the user waits for, each once, and says when to call the user.
///
/// Whatever filters show: an alert is about what comes. Without an expression it costs nothing.
package struct Alerts: Sendable {
  /// How many expressions there can be.
  package static let limit = 16

  /// An expression, and how many events have matched it.
  package struct Count: Equatable, Sendable {
    package var expression: String
    package var events: Int

    package init(expression: String, events: Int) { (self.expression, self.events) = (expression, events) }
  }

  private var watches: [EventWatch] = []
  private var matches: [Int] = []
  /// Events that have matched one or more of them.
  package private(set) var events = 0
  /// The position of the newest of these in the log, which may have dropped it.
  package private(set) var newest: Int?
  private var pace = AlertPace()

  package init() {}

  package var isEmpty: Bool { watches.isEmpty }

  /// For each expression how much has matched it.
  package var counts: [Count] {
    zip(watches, matches).map { Count(expression: $0.filter.expression, events: $1) }
  }

  /// Waits for other events from now on; for the same ones as before it goes on counting.
  package mutating func set(_ filters: [EventFilter], after state: StreamState) {
    guard filters != watches.map(\.filter) else { return }
    watches = filters.prefix(Self.limit).map { EventWatch($0, after: state) }
    matches = watches.map { _ in 0 }
    (events, newest) = (0, nil)
    pace.forget()
  }

  /// Looks at what a report has brought.
  package mutating func receive(_ positions: Range<Int>, of source: Int, in state: StreamState) {
    guard !watches.isEmpty, !positions.isEmpty else { return }
    var all: [Int] = []
    for index in watches.indices {
      let found = watches[index].matches(among: positions, of: source, in: state)
      matches[index] += found.count
      all = all.isEmpty ? found : found.isEmpty ? all : Self.union(all, found)
    }
    events += all.count
    if let last = all.last { newest = last }
  }

  /// Whether the user is to be called now, and how many events have matched since the last call.
  package mutating func call(at now: AlertPace.Instant) -> Int? {
    watches.isEmpty ? nil : pace.call(for: events, at: now)
  }

  /// What has matched and no call has told, to be asked for at the end.
  package var untold: Int { events - pace.told }

  private static func union(_ left: [Int], _ right: [Int]) -> [Int] {
    var merged: [Int] = []
    merged.reserveCapacity(left.count + right.count)
    var (left, right) = (left[...], right[...])
    while let first = left.first, let second = right.first {
      merged.append(min(first, second))
      if first <= second { left.removeFirst() }
      if second <= first { right.removeFirst() }
    }
    return merged + left + right
  }
}
