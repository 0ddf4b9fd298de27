import Dashboard
import StreamModel

/// Tells the connection's story on standard error, where there is no dashboard to show it.
enum Narrator {
  static func say(_ notice: Notice, _ state: StreamState) {
    let source = Printable.text(state.sources[notice.source].url)
    StandardError.say("sse-top: \(source): \(Printable.text(notice.sentence))")
    guard case .closed(let reason) = notice.change else { return }
    for line in Refusal.lines(state.sources[notice.source], limit: 10) {
      StandardError.say("  " + Printable.text(line.map(\.text).joined()))
    }
    guard let way = WayOut.sentence(after: reason, of: state.sources[notice.source]) else { return }
    StandardError.say("sse-top: \(source): \(Printable.text(way))")
  }

  /// Says how far a request has come that has no answer; nothing if there is none such.
  static func sayUnanswered(_ source: SourceState, at now: Moment, withReasons: Bool = true) {
    guard let wait = AnswerWait(source, at: now) else { return }
    StandardError.say("sse-top: \(Printable.text(source.url)): \(wait.sentence)")
    if withReasons, wait.stage == .asked { for line in AnswerWait.reasons { StandardError.say("  " + line) } }
  }

  static func sayOverlong() { StandardError.say("sse-top: dropped an event or a line that was longer than the limit") }
}
