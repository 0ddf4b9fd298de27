package import StreamModel
import Text

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
    self.source = index
    if let attempt = state.attempt {
      (name, facts) = ("connecting", [("attempt", .number(attempt))])
    } else if state.isOpen {
      let final = source.head.flatMap { $0.redirects.isEmpty ? nil : $0.url }
      (name, facts) = ("open", status + (final.map { [("final_url", .text(SourceURL($0).displayed))] } ?? []))
    } else if let reason = state.reason {
      name = state.isClosed ? "closed" : "waiting"
      let retry = state.nextTry.map { [("retry_ms", Value.number(Self.milliseconds($0 - now)))] } ?? []
      facts = Self.cause(reason) + status + retry + Self.body(of: source)
    } else {
      return nil
    }
  }

  /// To the nearest: some of it is over when it is told.
  private static func milliseconds(_ wait: Duration) -> Int {
    let (seconds, attoseconds) = max(wait + .microseconds(500), .zero).components
    return Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// A source that is still at work ends with the run.
  package init(closing source: Int, because reason: String, code: Int32) {
    self.init(source: source, name: "closed", facts: [("reason", .text(reason)), ("code", .number(Int(code)))])
  }

  /// The start of a body that was refused, up to 1,000 characters, with nothing in it that is not to be seen.
  private static func body(of source: SourceState) -> [(key: String, value: Value)] {
    guard !source.refusal.isEmpty else { return [] }
    let start = String(decoding: source.refusal, as: UTF8.self).prefix(1000)
    let lines = start.split(omittingEmptySubsequences: false) { $0.isNewline }
    return [("body", .text(lines.map { CleanText.cleaned(String($0), glyphs: .unicode) }.joined(separator: "\n")))]
  }

  private static func cause(_ reason: Disconnection) -> [(key: String, value: Value)] {
    [("reason", .text(reason.sentence)), ("code", .number(reason.exitCode))]
  }
}
