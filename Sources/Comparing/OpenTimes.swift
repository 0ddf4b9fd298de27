import StreamModel

/// When a side was open: what it lacks of other times says nothing.
struct OpenTimes: Sendable {
  /// Connections that are remembered; what came before the oldest of them is not counted.
  private static let limit = 64

  private struct Span: Sendable {
    var since: Moment
    var until: Moment?

    func holds(_ moment: Moment) -> Bool { since <= moment && until.map { moment <= $0 } ?? true }
  }

  private var spans: [Span] = []

  /// Takes note of the connection's state.
  mutating func receive(_ state: ConnectionMachine.State, at now: Moment) {
    if case .open(let since) = state {
      guard spans.last.map({ $0.until != nil }) ?? true else { return }
      if spans.count == Self.limit { spans.removeFirst() }
      spans.append(Span(since: since, until: nil))
    } else if let last = spans.indices.last, spans[last].until == nil {
      spans[last].until = now
    }
  }

  var isOpen: Bool { spans.last.map { $0.until == nil } ?? false }

  /// Since when it is open without a break at a moment; `nil` if it was not open then.
  func openSince(at moment: Moment) -> Moment? { spans.last { $0.holds(moment) }?.since }

  /// Whether it was open so long before a moment, and so long after it.
  func isSteady(at moment: Moment, window: Duration) -> Bool {
    spans.contains { span in span.holds(moment) && moment - span.since >= window && span.holds(moment + window) }
  }
}
