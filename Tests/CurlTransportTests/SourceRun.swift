import StreamModel
import TestSupport

@testable import CurlTransport

/// What an event source over the real transport reported from its start to its end.
struct SourceRun: Sendable {
  var reports: [Report] = []
  /// Whether the run was cancelled, as a user's `close()` is.
  var isClosed = false

  /// Runs a source in virtual time until it is finished, or until `close` says so after a report.
  static func of(
    _ request: CurlRequest, engine: CurlEngine = CurlEngine(), close: @escaping @Sendable (SourceRun) -> Bool
  ) async -> SourceRun {
    let source = EventSource(engine.transport(for: request), clock: JumpingClock(), start: JumpingClock.start)
    let run = Locked(SourceRun())
    // Where sse-top runs them.
    let task = Task(executorPreference: engine.executor) {
      var session = EventSource<JumpingClock>.Session(
        machine: ConnectionMachine(backoff: Backoff(jitter: \.upperBound)))
      await source.run(&session) { report in
        let isClosed = run.withLock { run in
          run.reports.append(report)
          run.isClosed = close(run)
          return run.isClosed
        }
        if isClosed { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    return run.withLock { $0 }
  }

  static func of(_ url: String, close: @escaping @Sendable (SourceRun) -> Bool = { _ in false }) async -> SourceRun {
    await of(.direct(url), close: close)
  }

  /// The states, in order.
  var states: [ConnectionMachine.State] {
    reports.compactMap { if case .state(let state, _) = $0 { state } else { nil } }
  }

  /// Why the source gave up; `nil` if it did not.
  var closedBecause: Disconnection? {
    if case .closed(let reason)? = states.last { reason } else { nil }
  }

  /// Why it had to try again, each time.
  var losses: [Disconnection] {
    states.compactMap { if case .waiting(_, let reason) = $0 { reason } else { nil } }
  }

  /// How long it waited before each further try.
  var waits: [Duration] {
    reports.compactMap { if case .state(.waiting(let until, _), let now) = $0 { until - now } else { nil } }
  }

  var openings: Int { states.count { if case .open = $0 { true } else { false } } }

  /// Bytes of the body since the newest head; none after a newer request.
  var bodyCount: Int {
    reports.reversed().prefix { report in
      switch report {
      case .head, .progress: false
      default: true
      }
    }.reduce(0) { count, report in
      if case .batch(let batch) = report { count + batch.bytes.count } else { count }
    }
  }
}

// MARK: - In the standard's words

extension SourceRun {
  enum ReadyState: String {
    case connecting = "CONNECTING"
    case open = "OPEN"
    case closed = "CLOSED"
  }

  /// Something that a page could see: the construction, a notification, its own `close()`.
  struct Happening: Equatable, Sendable {
    /// "construction", "open", "error", "close", or an event's type and data with a colon between them.
    var name: String
    var readyState: ReadyState
  }

  /// An event as it is dispatched.
  struct Event: Equatable, Decodable, Sendable {
    var type: String
    var data: String
    var lastEventId: String
  }

  var happenings: [Happening] { retold().happenings }

  /// The events, read back through the log as a user would see them.
  var events: [Event] { retold().events }

  var errors: Int { happenings.count { $0.name == "error" } }

  private func retold() -> (happenings: [Happening], events: [Event]) {
    var state = StreamState(urls: [""], byteLimit: .max)
    var happenings = [Happening(name: "construction", readyState: .connecting)]
    var events: [Event] = []
    for report in reports {
      let known = state.log.positions.upperBound
      state.apply(report, source: 0)
      for record in state.log.positions.dropFirst(known).map({ state.log[$0] }) where record.kind == .event {
        let event = Event(
          type: state.types.rows[Int(record.type)].name, data: Self.text(state.log.data(record)),
          lastEventId: Self.text(state.log.id(record)))
        events.append(event)
        happenings.append(Happening(name: "\(event.type):\(event.data)", readyState: .open))
      }
      switch report {
      case .state(.open, _): happenings.append(Happening(name: "open", readyState: .open))
      case .state(.waiting, _): happenings.append(Happening(name: "error", readyState: .connecting))
      case .state(.closed, _): happenings.append(Happening(name: "error", readyState: .closed))
      default: break
      }
    }
    if isClosed { happenings.append(Happening(name: "close", readyState: .closed)) }
    return (happenings, events)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
