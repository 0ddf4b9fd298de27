package import StreamModel

/// How much later events come on one side than on the other: two meters, one for each sign.
package struct LagMeter: Sendable {
  /// Of those that came later on B, or at once.
  package private(set) var later = GapMeter()
  /// Of those that came earlier on B, as positive lengths.
  package private(set) var earlier = GapMeter()

  package init() {}

  package var count: Int { later.count + earlier.count }

  /// - Parameter lag: the time on B less the time on A.
  mutating func add(_ lag: Duration) {
    if lag < .zero { earlier.add(gap: .zero - lag) } else { later.add(gap: lag) }
  }

  /// The lag that this share of the events does not exceed, with its sign; `nil` before the first.
  package func quantile(_ share: Double) -> Duration? {
    guard count > 0 else { return nil }
    let exact = min(max(share, 0), 1) * Double(count)
    var rank = Int(exact)
    if Double(rank) < exact { rank += 1 }
    rank = max(rank, 1)
    if rank > earlier.count {
      return later.quantile(Double(rank - earlier.count) / Double(max(later.count, 1)))
    }
    // The longest of those that came earlier are the smallest.
    return earlier.quantile(Double(earlier.count - rank + 1) / Double(earlier.count)).map { .zero - $0 }
  }

  /// The largest lag, with its sign; `nil` before the first.
  package var most: Duration? { later.longest ?? quantile(1) }

  /// Whether most events come earlier on B: then A is the slow one.
  package var isReversed: Bool { earlier.count > later.count && quantile(0.5) ?? .zero < .zero }
}
