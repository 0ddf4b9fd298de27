import Dashboard
import EventFilter
import EventOutput
import StreamModel
import Text

/// Tells the connection's story on standard error, where there is no dashboard to show it.
enum Narrator {
  static func say(_ notice: Notice, _ state: StreamState) {
    let source = Printable.text(state.sources[notice.source].url)
    var lines = ["sse-top: \(source): \(Printable.text(notice.sentence))"]
    guard case .closed(let reason) = notice.change else { return StandardError.note(lines[0]) }
    if let message = Refusal.message(state.sources[notice.source]) { lines[0] += ": \(Printable.text(message))" }
    lines += Refusal.lines(state.sources[notice.source], limit: 10).map { line in
      "  " + Printable.text(line.map(\.text).joined())
    }
    if let way = WayOut.sentence(after: reason, of: state.sources[notice.source]) {
      lines.append("sse-top: \(source): \(Printable.text(way))")
    }
    // With this end the run may fail.
    if reason.exitCode == 0 {
      StandardError.note(lines.joined(separator: "\n"))
    } else {
      StandardError.say(lines.joined(separator: "\n"))
    }
  }

  /// Says how far a request has come that has no response; nothing if there is none such.
  ///
  /// - Parameter isFailure: whether the run fails for it.
  static func sayNoResponse(
    _ source: SourceState, at now: Moment, withReasons: Bool = true, isFailure: Bool = false
  ) {
    guard let wait = ResponseWait(source, at: now) else { return }
    var lines = ["sse-top: \(Printable.text(source.url)): \(wait.sentence)"]
    if withReasons { lines += wait.reasons.map { "  " + $0 } }
    let text = lines.joined(separator: "\n")
    if isFailure { StandardError.say(text) } else { StandardError.note(text) }
  }

  /// Says that events have matched what was waited for.
  ///
  /// - Parameter new: how many since it was said last.
  static func say(_ alerts: Alerts, new: Int, _ state: StreamState) {
    StandardError.note(
      "sse-top: " + AlertText.sentence(alerts, new: new, state, glyphs: Codeset.speaksUTF8 ? .unicode : .ascii))
  }

  /// Says that an event, or a line, was given up.
  static func sayOverlong(_ record: Record, _ source: SourceState) {
    StandardError.note(
      """
      sse-top: \(Printable.text(source.url)): dropped an event or a line that was longer than the limit \
      (--max-event); \(Quantity.bytes(Int(record.length))) had come
      """)
  }
}
