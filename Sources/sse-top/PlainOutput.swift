import Dashboard
import Glibc
import Observation
import StreamModel

/// A line an event, where there is no terminal to draw on: time, type, id in brackets, data.
///
/// The events go to standard output, the connection's story to standard error. Everything is cleaned of control
/// characters, so each event stays one line.
struct PlainOutput {
  let program: Program
  let doorbell: Doorbell

  /// Runs until a signal, the end of all sources, or a reader that is gone ends it; what comes back is the exit status.
  func run() async -> Int32 {
    program.begin(doorbell)
    let model = program.model
    let watcher = Task { [doorbell] in
      for await _ in Observations({ model.state.revision }) { doorbell.ring(.model) }
    }
    defer { watcher.cancel() }
    var next = 0
    doorbell.ring(.model)
    for await _ in doorbell.rings {
      let wakes = doorbell.take()
      if wakes.contains(.stop) { return ExitCode.signal(doorbell.signal) }
      guard writeLines(from: &next) else {
        if doorbell.isTimeUp { return program.timeUpStatus }
        return doorbell.signal == 0 ? ExitCode.success : ExitCode.signal(doorbell.signal)
      }
      if wakes.contains(.timeUp) { return program.timeUpStatus }
      if let status = Self.status(of: model.state.sources) { return status }
    }
    return ExitCode.success
  }

  /// The exit status when every source is closed: that of the first failure.
  private static func status(of sources: [SourceState]) -> Int32? {
    var status: Int32 = 0
    for source in sources {
      guard case .closed(let reason) = source.connection else { return nil }
      if status == 0 { status = Int32(reason.exitCode) }
    }
    return status
  }

  /// Writes what has come since `next`, and says whether it could: somebody reads, and no signal wants the end.
  private func writeLines(from next: inout Int) -> Bool {
    let state = program.model.state
    let clock = program.wallClock
    var output: [UInt8] = []
    if next < state.log.positions.lowerBound {
      SSETop.say(
        "sse-top: \(Quantity.grouped(state.log.positions.lowerBound - next)) records were too fast to be written")
      next = state.log.positions.lowerBound
    }
    for position in next..<state.log.positions.upperBound {
      let record = state.log[position]
      // What is said on standard error keeps its place among the events.
      if record.kind != .event, record.kind != .comment, !output.isEmpty {
        guard write(output) else { return false }
        output = []
      }
      switch record.kind {
      case .event: output += Array(line(for: record, in: state, clock).utf8)
      case .notice: if let notice = state.notice(record) { say(notice, state) }
      case .overlong: SSETop.say("sse-top: dropped an event or a line that was longer than the limit")
      case .comment: break
      }
    }
    next = state.log.positions.upperBound
    return write(output)
  }

  private func line(for record: Record, in state: StreamState, _ clock: WallClock) -> String {
    let name = Printable.text(state.types.rows[Int(record.type)].name)
    let id = record.idLength > 0 ? " [\(Printable.text(String(decoding: state.log.id(record), as: UTF8.self)))]" : ""
    let source = state.sources.count > 1 ? " \(Printable.text(state.sources[Int(record.source)].url))" : ""
    let data = Printable.text(String(decoding: state.log.data(record), as: UTF8.self))
    return "\(clock.text(record.at))\(source) \(name)\(id) \(data)\n"
  }

  private func say(_ notice: Notice, _ state: StreamState) {
    let source = Printable.text(state.sources[notice.source].url)
    SSETop.say("sse-top: \(source): \(Printable.text(notice.sentence))")
    guard case .closed = notice.change else { return }
    for line in Refusal.lines(state.sources[notice.source], limit: 10) {
      SSETop.say("  " + Printable.text(line.map(\.text).joined()))
    }
  }

  /// Waits for a slow reader, but not against a signal. That nobody reads on meanwhile is back-pressure to the socket.
  private func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      var state = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      let isReady = poll(&state, 1, 100) > 0
      if doorbell.signal != 0 || doorbell.isTimeUp { return false }
      guard isReady else { continue }
      // No more than a pipe that is ready takes without blocking.
      let part = rest.prefix(Int(PIPE_BUF))
      let count = part.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
