package import StreamModel

/// A change of a connection's state as `--states` tells it.
package struct StateChange: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    case number(Int)
    case text(String)
  }

  var source: Int
  /// `connecting`, `open`, `waiting` or `closed`.
  var name: String
  /// In the order in which they are written.
  var facts: [(key: String, value: Value)]

  package static func == (left: Self, right: Self) -> Bool {
    left.source == right.source && left.name == right.name
      && left.facts.elementsEqual(right.facts) { $0.key == $1.key && $0.value == $1.value }
  }
}

extension StateChange {
  /// `nil` for the state before the beginning, which nobody enters.
  package init?(_ state: ConnectionMachine.State, of source: SourceState, at index: Int, now: Moment) {
    // A file's head is no response, and has none.
    let status = source.head.flatMap { $0.status == 0 ? nil : [("status", Value.number($0.status))] } ?? []
    let facts: [(key: String, value: Value)]
    switch state {
    case .idle: return nil
    case .connecting(let attempt): (name, facts) = ("connecting", [("attempt", .number(attempt))])
    case .open:
      let final = source.head.flatMap { $0.redirects.isEmpty ? nil : $0.url }
      (name, facts) = ("open", status + (final.map { [("final_url", .text(SourceURL($0).displayed))] } ?? []))
    case .waiting(let until, let reason):
      // To the nearest: some of it is over when it is told.
      let (seconds, attoseconds) = max(until - now + .microseconds(500), .zero).components
      let milliseconds = Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
      (name, facts) = ("waiting", Self.cause(reason) + status + [("retry_ms", .number(milliseconds))])
    case .closed(let reason): (name, facts) = ("closed", Self.cause(reason) + status)
    }
    self.source = index
    self.facts = facts
  }

  /// A source that is still at work ends with the run.
  package init(closing source: Int, because reason: String, code: Int32) {
    self.init(source: source, name: "closed", facts: [("reason", .text(reason)), ("code", .number(Int(code)))])
  }

  private static func cause(_ reason: Disconnection) -> [(key: String, value: Value)] {
    [("reason", .text(reason.sentence)), ("code", .number(reason.exitCode))]
  }
}
