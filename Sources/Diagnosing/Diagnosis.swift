package import Findings
package import StreamModel

/// What is wrong with a stream, what is not, and what could not be told: the report as a value.
package struct Diagnosis: Sendable {
  /// A request and what came of it, in numbers.
  package struct Request: Equatable, Sendable {
    package var kind: RequestKind
    /// Of the last response; `nil` without one.
    package var status: Int?
    /// As on the status line.
    package var version: String?
    package var contentType: String?
    /// What the body of a refusal says; `nil` for nothing that a reader understands.
    package var refusal: String?
    /// From the request to the headers of the first response, and to the first event.
    package var headWait: Duration?
    package var firstEventWait: Duration?
    package var events = 0
    /// Bytes of bodies.
    package var bytes = 0
    /// What its first request carried; empty for nothing.
    package var lastEventID: [UInt8] = []

    package init(_ kind: RequestKind) { self.kind = kind }
  }

  /// A finding and the request that showed it, by its place.
  package struct Found: Equatable, Sendable {
    package var request: Int
    package var finding: Finding
  }

  package enum Verdict: String, Sendable {
    case errors, warnings, clean, unjudged
  }

  /// What the first request has brought.
  package struct Stream: Equatable, Sendable {
    package var types = 0
    package var comments = 0
    package var connections = 0
    package var hasIDs = false
    /// Whether the ids are numbers that count by one.
    package var countsByOne = false
    /// From one comment to the next; `nil` if there are none at a steady pace.
    package var heartbeat: Duration?
    package var reconnectionTime = Duration.seconds(3)
    /// Answers of a language model, and those of them that have come to an end, whole or not.
    package var answers = 0
    package var endedAnswers = 0

    package init() {}
  }

  /// Its place among the streams that are diagnosed.
  package var source: Int
  /// What the user calls it.
  package var name: String?
  /// As it may be shown.
  package var url: String
  /// The time of the calendar at `Moment.start`, since 1970.
  package var origin: Duration
  package var started: Moment
  package var seconds: Duration
  package var requests: [Request]
  package var stream: Stream
  package var path: [PathMember] = []
  /// The worst first.
  package var found: [Found] = []
  /// What was judged, and nothing was found.
  package var fine: [Topic] = []
  package var notJudged: [(topic: Topic, why: String)] = []
  /// Why the stream was never open; `nil` if it was.
  package var failure: Disconnection?

  /// Fewer events in less time are too little to be told anything from.
  private static let leastEvents = 5
  private static let leastSeconds = Duration.seconds(10)

  package var verdict: Verdict {
    switch found.map(\.finding.severity).max() {
    case .error: .errors
    case .warning: .warnings
    default:
      failure != nil || (requests.first?.events ?? 0) < Self.leastEvents && seconds < Self.leastSeconds
        ? .unjudged : .clean
    }
  }

  /// The exit status: 1 for what `failOn` names, curl's number where no stream was ever open, else 0.
  package func exitStatus(_ failOn: FailOn) -> Int32 {
    if let failure, found.contains(where: { $0.finding.code == .noHead }) { return Int32(failure.exitCode) }
    if found.contains(where: { failOn.includes($0.finding) }) { return 1 }
    return failure.map { Int32($0.exitCode) } ?? 0
  }
}

/// What `--fail-on` counts as a failure.
package struct FailOn: Equatable, Sendable {
  /// From which severity on; `nil` for none.
  package var severity: Severity?
  package var codes: Set<FindingCode> = []

  package init(severity: Severity? = .error) { self.severity = severity }

  /// `error`, `warning`, `note`, `never`, or codes, several separated by commas; `nil` for what is none of them.
  package init?(_ text: String) {
    severity = nil
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let severity = Severity(rawValue: String(word)) {
        self.severity = min(severity, self.severity ?? severity)
      } else if let code = FindingCode(rawValue: String(word)) {
        codes.insert(code)
      } else if word != "never" {
        return nil
      }
    }
  }

  package func includes(_ finding: Finding) -> Bool {
    severity.map { finding.severity >= $0 } ?? false || codes.contains(finding.code)
  }
}
