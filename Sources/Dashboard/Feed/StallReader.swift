import StreamModel

/// Finds where a stream stalled: events that came so much later than the one before, on the same connection, that it
/// is no matter of the stream's own rhythm (`SourceState.stall`).
struct StallReader {
  struct Stall: Equatable {
    /// The event that ended it.
    var position: Int
    var length: Duration
  }

  let state: StreamState

  /// The first stall that ended after a position, among the records that are wanted.
  func first(after position: Int, where isWanted: (Int) -> Bool) -> Stall? {
    var found: Stall?
    forEach { stall in
      guard stall.position > position, isWanted(stall.position) else { return true }
      found = stall
      return false
    }
    return found
  }

  /// The last one that ended before it.
  func last(before position: Int, where isWanted: (Int) -> Bool) -> Stall? {
    var found: Stall?
    forEach { stall in
      guard stall.position < position else { return false }
      if isWanted(stall.position) { found = stall }
      return true
    }
    return found
  }

  /// - Parameter body: gets the stalls in order; whether it wants more.
  private func forEach(_ body: (Stall) -> Bool) {
    let limits = state.sources.map(\.stall)
    var last = [Moment?](repeating: nil, count: limits.count)
    state.log.forEachPiece(of: state.log.positions) { start, records in
      for (index, record) in records.enumerated() {
        let source = Int(record.source)
        switch record.kind {
        case .event:
          if let before = last[source], record.at - before >= limits[source],
            !body(Stall(position: start + index, length: record.at - before))
          {
            return false
          }
          last[source] = record.at
        case .notice: if state.notice(record)?.change.isOfConnection == true { last[source] = nil }
        case .comment, .overlong: break
        }
      }
      return true
    }
  }
}

extension Notice.Change {
  /// Whether a connection began or ended with it.
  fileprivate var isOfConnection: Bool {
    switch self {
    case .opened, .reopened, .lost, .closed: true
    case .resumed, .unsentID, .found, .slept: false
    }
  }
}
