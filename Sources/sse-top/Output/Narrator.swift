import Dashboard
import StreamModel

/// Tells the connection's story on standard error, where there is no dashboard to show it.
enum Narrator {
  static func say(_ notice: Notice, _ state: StreamState) {
    let source = Printable.text(state.sources[notice.source].url)
    var lines = ["sse-top: \(source): \(Printable.text(notice.sentence))"]
    guard case .closed(let reason) = notice.change else { return SSETop.note(lines[0]) }
    lines += Refusal.lines(state.sources[notice.source], limit: 10).map { line in
      "  " + Printable.text(line.map(\.text).joined())
    }
    // With this end the run may fail.
    if reason.exitCode == 0 {
      SSETop.note(lines.joined(separator: "\n"))
    } else {
      SSETop.say(lines.joined(separator: "\n"))
    }
  }

  static func sayOverlong() { SSETop.note("sse-top: dropped an event or a line that was longer than the limit") }
}
