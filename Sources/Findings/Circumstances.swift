package import StreamModel

/// What the rules look at: a source's counters, and the time.
package struct Circumstances: Sendable {
  package let source: SourceState
  package let now: Moment
  /// Who has signed the newest response.
  package let path: [PathMember]

  /// - Parameter path: `nil` for what the response headers say.
  package init(_ source: SourceState, at now: Moment, path: [PathMember]? = nil) {
    (self.source, self.now) = (source, now)
    self.path = path ?? source.head.map(PathTable.members) ?? []
  }

  /// Whether the source is asked over HTTP: files and pipes have no requests and no times of their own.
  var isRequested: Bool { source.attempts.contains { $0.response.map { $0.status > 0 } ?? ($0.askedAt != nil) } }

  /// Whether what comes is read as it comes. A recording has times of lines, not of what came of them when.
  var isLive: Bool { source.attempts.contains { $0.askedAt != nil } }

  /// Whether a stream is asked for as browsers ask for it; models are asked by POST, and take their time.
  var isGet: Bool { (source.sentRequest.first ?? source.request.first)?.hasPrefix("GET ") ?? true }

  private func sent(_ name: String) -> String? {
    source.sentRequest.first { $0.lowercased().hasPrefix(name + ":") }
  }

  /// The origin that the request names, as a browser's does.
  var origin: String? {
    sent("origin").map { line in String(line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
  }

  var sendsCookie: Bool { sent("cookie") != nil }

  var isOpen: Bool { source.openSince != nil }

  /// Whether more may come on the newest connection, or might have: where a recording ends it was not over.
  var mayGoOn: Bool {
    if isOpen { return true }
    if case .endOfFile = source.attempts.last?.end?.reason { return true }
    return false
  }

  /// Ends of open connections that nobody on this side wanted, oldest first; of the newest `Attempt.limit` attempts.
  var losses: [Loss] { source.attempts.compactMap(Loss.init) }

  /// What the first of a header's values is.
  func header(_ name: String) -> String? { source.head?.values(of: name).first }
}

/// How a connection that was open came to its end.
struct Loss: Equatable {
  var reason: Disconnection
  var at: Moment
  /// How long it had been open.
  var age: Duration
  /// How long no byte had come; the age if none ever did.
  var silence: Duration
  var bytes: Int
  var events: Int
  /// Whether all of the age was the connection's, and the program was never stopped meanwhile.
  var isWhole: Bool

  /// `nil` for an attempt that goes on, that was never open, or whose end was announced or wanted; and where the program
  /// was stopped, or its machine slept, after the last byte.
  init?(_ attempt: Attempt) {
    guard let opened = attempt.openedAt, let end = attempt.end else { return nil }
    switch end.reason {
    case .ended, .surplus, .cut, .reset: break
    default: return nil
    }
    let heard = attempt.lastByteAt ?? opened
    // What comes at once after such a time had waited.
    if let interrupted = attempt.interruptedAt, heard <= interrupted + LumpMeter.wakeTime { return nil }
    isWhole = attempt.interruptedAt == nil
    (reason, at) = (end.reason, end.at)
    age = end.at - opened
    silence = end.at - heard
    (bytes, events) = (attempt.bytes, attempt.events)
  }

  /// Whether the body was broken off.
  var isUnclean: Bool {
    switch reason {
    case .cut, .reset: true
    default: false
    }
  }
}
