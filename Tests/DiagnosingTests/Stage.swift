import Findings

@testable import Diagnosing
@testable import StreamModel

/// The requests of a diagnosis, told by a script what comes when.
struct Stage {
  private(set) var requests: [ExaminedRequest] = []
  private var sessions: [SourceSession] = []
  private(set) var now = Moment.start

  static func moment(_ seconds: Double) -> Moment { Moment(.nanoseconds(Int64(seconds * 1e9))) }

  /// Lets time pass, with its judgements.
  mutating func pass(to seconds: Double) {
    while now + .seconds(1) <= Self.moment(seconds) {
      now = now + .seconds(1)
      for index in requests.indices where requests[index].stoppedAt == nil { requests[index].judge(at: now) }
    }
    now = max(now, Self.moment(seconds))
  }

  /// Makes a request.
  mutating func ask(_ kind: RequestKind, after id: String = "", at seconds: Double = 0) {
    pass(to: seconds)
    requests.append(
      ExaminedRequest(
        kind, url: "http://h/", lines: ["GET http://h/"], lastEventID: Array(id.utf8),
        known: kind == .resume ? requests[0].arrivals.newest : [], at: now))
    sessions.append(SourceSession(parser: EventParser(lastEventID: Array(id.utf8))))
    let request = requests.count - 1
    sessions[request].reconnect()
    requests[request].receive(.state(.connecting(attempt: 1), at: now))
    requests[request].receive(.progress(RequestProgress(lines: ["GET / HTTP/1.1"]), at: now))
  }

  /// The response opens the stream.
  mutating func open(_ request: Int, at seconds: Double, _ headers: [(String, String)] = []) {
    pass(to: seconds)
    let all =
      [("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache"), ("Transfer-Encoding", "chunked")]
      + headers
    let head = ResponseHead(status: 200, headers: all.map { ResponseHead.Header(name: $0.0, value: $0.1) })
    requests[request].receive(.head(head))
    sessions[request].begin(head)
    requests[request].receive(.state(.open(since: now), at: now))
  }

  mutating func send(_ request: Int, _ text: String, at seconds: Double) {
    pass(to: seconds)
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      requests[request].receive(.batch(sessions[request].receive(bytes, from: &start, at: now)))
    }
  }

  mutating func end(_ request: Int, _ reason: Disconnection = .ended, at seconds: Double, retry: Double? = nil) {
    pass(to: seconds)
    let state: ConnectionMachine.State =
      retry.map { .waiting(until: Self.moment(seconds + $0), after: reason) } ?? .closed(reason)
    requests[request].receive(.state(state, at: now))
  }

  /// The machine was busy for so many seconds up to now.
  mutating func wasBusy(for seconds: Double) {
    for index in requests.indices { requests[index].machineWasBusy(since: now + .seconds(-seconds), at: now) }
  }

  mutating func stop(_ request: Int, at seconds: Double) {
    pass(to: seconds)
    requests[request].stop(at: now)
  }

  /// What comes of it at a time.
  mutating func diagnosis(at seconds: Double, _ question: Diagnosis.Question = .init(url: "http://h/")) -> Diagnosis {
    pass(to: seconds)
    // 2026-11-26T12:00:00Z
    return Diagnosis(requests, question, origin: .seconds(1_795_694_400), started: .start, at: now)
  }

  /// An event of the stream.
  static func event(_ number: Int, data: String? = nil) -> String {
    "id: \(number)\ndata: \(data ?? "event \(number)")\n\n"
  }
}

extension Diagnosis {
  /// As `error delivery.held-by-size certain 1`: severity, code, certainty, and the number of the request.
  var told: [String] {
    found.map { found in
      "\(found.finding.severity) \(found.finding.code.rawValue) \(found.finding.certainty) \(found.request + 1)"
    }
  }

  /// Without the note that stands in every report of HTTP/1.1.
  var alarms: [String] { told.filter { !$0.contains("head.http1-limit") } }

  func why(_ topic: Topic) -> String? { notJudged.first { $0.topic == topic }?.why }
}

extension Stage {
  /// A response that is no event stream.
  mutating func refuse(_ request: Int, type: String, at seconds: Double) {
    pass(to: seconds)
    receive(request, .head(ResponseHead(status: 200, headers: [.init(name: "Content-Type", value: type)])))
    receive(request, .state(.closed(.contentType(type)), at: now))
  }

  /// A response that is an error, with its body.
  mutating func refuse(_ request: Int, status: Int, _ body: String, at seconds: Double) {
    pass(to: seconds)
    receive(request, .head(ResponseHead(status: status, headers: [])))
    receive(request, .refusal(Array(body.utf8)))
    receive(request, .state(.closed(.status(status)), at: now))
  }

  private mutating func receive(_ request: Int, _ report: Report) { requests[request].receive(report) }
}
