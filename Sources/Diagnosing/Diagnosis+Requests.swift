import Findings
import ModelAnswers
package import StreamModel

extension Diagnosis {
  /// What the diagnosis was asked for, beside the requests.
  package struct Question: Sendable {
    /// Its place among the streams that are diagnosed.
    package var source = 0
    /// What the user calls it.
    package var name: String?
    /// As it may be shown.
    package var url: String
    /// `--origin`
    package var origin: String?
    /// Whether the request carries cookies or a name and a password.
    package var hasCredentials = false
    /// Why no request as of a browser was made; `nil` if one was.
    package var whyNoBrowser: String?
    /// Why none was made to resume; `nil` if one was, or if there was nothing to resume from.
    package var whyNoResume: String?

    package init(url: String) { self.url = url }
  }

  /// - Parameters:
  ///   - requests: the plain one, or the file, first.
  ///   - origin: the time of the calendar at `Moment.start`, since 1970.
  ///   - started: when the first event could come; a recording's beginning.
  package init(
    _ requests: [ExaminedRequest], _ question: Question, origin: Duration, started: Moment, at now: Moment
  ) {
    (source, name, url) = (question.source, question.name, question.url)
    self.origin = origin
    (self.started, seconds) = (started, max(now - started, .zero))
    self.requests = requests.map(Request.init)
    stream = requests.first.map(Stream.init) ?? Stream()
    guard let first = requests.first else { return }
    path = first.head.map(PathTable.members) ?? []
    let browser = requests.first { $0.kind == .browser }
    let resume = requests.first { $0.kind == .resume }
    let comparison = browser.map { browser in
      BrowserComparison(first, browser, others: requests.filter { [.again, .resume].contains($0.kind) }, at: now)
    }
    let resumption = resume.map { ResumeComparison(first, $0) }
    found = first.findings.map { Found(request: 0, finding: $0) }
    if first.kind == .plain {
      addVerdicts(of: first, at: now)
      add(browser, comparison, among: requests, at: now)
      if let resumption, let verdict = RequestVerdicts.resume(resumption) {
        add(verdict, of: .resume, among: requests, at: now)
      }
      addCORS(question, browser ?? first, among: requests, at: now)
    }
    failure = Self.failure(of: first, at: now)
    rank()
    judgeTopics(first, question, comparison, resumption, at: now)
  }

  // MARK: Findings

  private mutating func addVerdicts(of plain: ExaminedRequest, at now: Moment) {
    found += Rules.verdictsOfDiagnosis(Circumstances(plain.source, at: now), head: plain.head).map { verdict in
      Found(request: 0, finding: Finding(verdict, at: now))
    }
    // They have come after all, and why so late is told.
    if plain.wasOpen, found.contains(where: { Self.explainsWait($0.finding.code) }) {
      found.removeAll { $0.finding.code == .noHead }
    }
    // Nobody waits so long: then it is no warning any more.
    guard let place = found.firstIndex(where: { $0.finding.code == .noHead }), !plain.wasOpen,
      now - plain.askedAt - plain.excused >= RequestVerdicts.longWait
    else { return }
    found[place].finding.severity = .error
  }

  /// What the browser's request shows of its own, and what the two show together.
  private mutating func add(
    _ browser: ExaminedRequest?, _ comparison: BrowserComparison?, among requests: [ExaminedRequest], at now: Moment
  ) {
    guard let browser, let comparison else { return }
    if case .late(let lateness) = comparison {
      let path = browser.head.map(PathTable.members) ?? self.path
      add(RequestVerdicts.browser(lateness, path: path), of: .browser, among: requests, at: now)
    }
    guard browser.wasOpen, let place = requests.firstIndex(where: { $0.kind == .browser }) else { return }
    let own = browser.findings.filter { finding in
      Self.isOfTheWay(finding.code) && !found.contains { $0.finding.code == finding.code }
    }
    found += own.map { finding in
      var finding = finding
      // Beside the plain request they come in time, so that nobody minds.
      if comparison == .same { finding.severity = min(finding.severity, .warning) }
      return Found(request: place, finding: finding)
    }
  }

  private static func explainsWait(_ code: FindingCode) -> Bool {
    [.heldBySize, .heldByCompressor, .held, .allAtOnce, .headLate].contains(code)
  }

  /// Whether a code is about how events come, and so may differ from one request to the other.
  private static func isOfTheWay(_ code: FindingCode) -> Bool {
    [.heldBySize, .heldByCompressor, .oneBehind, .cached].contains(code)
  }

  private mutating func addCORS(
    _ question: Question, _ asked: ExaminedRequest, among requests: [ExaminedRequest], at now: Moment
  ) {
    guard let origin = question.origin, asked.wasOpen, let head = asked.head,
      let verdict = HeadRules.cors(head, origin: origin, withCredentials: question.hasCredentials)
    else { return }
    add(verdict, of: asked.kind, among: requests, at: now)
  }

  /// What is found of several requests takes the place of what is found of one.
  private mutating func add(
    _ verdict: Findings.Verdict, of kind: RequestKind, among requests: [ExaminedRequest], at now: Moment
  ) {
    guard let place = requests.firstIndex(where: { $0.kind == kind }) else { return }
    let finding = Finding(verdict, at: now)
    if let known = found.firstIndex(where: { $0.finding.code == finding.code }) {
      guard found[known].finding.severity <= finding.severity else { return }
      found[known] = Found(request: place, finding: finding)
    } else {
      found.append(Found(request: place, finding: finding))
    }
  }

  /// The worst first, the surest first among those; last what is true of every stream over HTTP/1.1.
  private mutating func rank() {
    found = found.enumerated().sorted { left, right in
      let (one, other) = (left.element.finding, right.element.finding)
      if one.severity != other.severity { return one.severity > other.severity }
      if (one.code == .http1Limit) != (other.code == .http1Limit) { return other.code == .http1Limit }
      if one.certainty != other.certainty { return one.certainty > other.certainty }
      return left.offset < right.offset
    }.map(\.element)
  }

  private static func failure(of request: ExaminedRequest, at now: Moment) -> Disconnection? {
    guard !request.wasOpen else { return nil }
    return request.source.lastDisconnection?.reason ?? request.end ?? .timedOut("there was no response")
  }

  // MARK: What is fine, and what is not judged

  private mutating func judgeTopics(
    _ first: ExaminedRequest, _ question: Question, _ comparison: BrowserComparison?, _ resumption: ResumeComparison?,
    at now: Moment
  ) {
    guard failure == nil else { return }
    for topic in Topic.allCases where !topic.codes.isEmpty || topic == .resuming {
      // Most streams are none of a language model's.
      if topic == .answers, stream.answers == 0 { continue }
      guard !found.contains(where: { topic.codes.contains($0.finding.code) }) else { continue }
      if topic == .resuming, let resumption, RequestVerdicts.resume(resumption) != nil { continue }
      switch obstacle(topic, first, question, comparison, resumption, at: now) {
      case nil: fine.append(topic)
      case let why?: notJudged.append((topic, why))
      }
    }
  }

  /// Why a topic cannot be judged; `nil` if it can.
  private func obstacle(
    _ topic: Topic, _ first: ExaminedRequest, _ question: Question, _ comparison: BrowserComparison?,
    _ resumption: ResumeComparison?, at now: Moment
  ) -> String? {
    let source = first.source
    switch topic {
    case .contentType, .caching: return first.kind == .file ? "there are no response headers" : nil
    case .cors:
      if first.kind == .file { return "there are no response headers" }
      return question.origin == nil && !allowsAnyOrigin(first) ? "there was no --origin" : nil
    case .delivery:
      if first.kind == .file {
        // By them events are compared with their own times.
        return first.isTimed
          ? "a recording tells when lines came, not in which pieces"
          : "a file or a pipe does not tell when events were sent"
      }
      return source.events < 5 ? "too few events came" : nil
    case .browsers:
      if first.kind == .file { return "there are no requests" }
      guard let comparison else { return question.whyNoBrowser ?? "no request was made as browsers make them" }
      if case .notJudged(let why) = comparison { return why }
      return nil
    case .utf8, .fields, .blankLines, .retry: return source.bytes == 0 ? "no byte came" : nil
    case .order:
      if !stream.hasIDs { return "there are no ids" }
      return stream.countsByOne ? nil : "the ids do not count by one"
    case .resuming:
      if first.kind == .file { return "there are no requests" }
      guard let resumption else {
        return question.whyNoResume ?? (stream.hasIDs ? "too few events with ids came" : "there are no ids")
      }
      if case .notJudged(let why) = resumption { return why }
      return nil
    case .ends:
      // One end has no rhythm yet.
      return source.drops.count < 2 ? "\(source.drops.count == 0 ? "no" : "only one") connection ended" : nil
    case .heartbeat:
      if stream.heartbeat != nil { return nil }
      if first.kind == .file, !first.isTimed { return "a file or a pipe does not tell when it was silent" }
      return "no silence over \(Wording.seconds(source.silences.longestSilence(at: now)))"
    case .answers: return stream.endedAnswers == 0 ? "no answer has come to its end" : nil
    }
  }
}

/// Whether pages of any origin may read it.
private func allowsAnyOrigin(_ request: ExaminedRequest) -> Bool {
  request.head?.values(of: "Access-Control-Allow-Origin") == ["*"]
}

extension Diagnosis.Request {
  fileprivate init(_ request: ExaminedRequest) {
    self.init(request.kind)
    let source = request.source
    let response = source.attempts.last { $0.response != nil }?.response
    status = response.flatMap { $0.status > 0 ? $0.status : nil }
    version = response.flatMap { $0.status > 0 ? $0.version : nil }
    contentType = request.head.flatMap { $0.status > 0 ? $0.values(of: "Content-Type").first : nil }
    refusal = ErrorText.message(in: source.refusal) ?? ErrorText.line(in: source.refusal)
    (headWait, firstEventWait) = (request.headWait, request.firstEventWait)
    (events, bytes) = (source.events, source.bytes)
    lastEventID = request.lastEventID
  }
}

extension Diagnosis.Stream {
  fileprivate init(_ request: ExaminedRequest) {
    self.init()
    let source = request.source
    types = request.state.types.rows.count
    comments = source.comments
    connections = source.openings
    hasIDs = request.arrivals.newest.contains { $0.event.id != nil }
    countsByOne = source.ids.findings != nil
    heartbeat = source.silences.commentGap
    reconnectionTime = source.reconnectionTime
    let all = request.answers?.readers[0].all ?? []
    (answers, endedAnswers) = (all.count, all.count { $0.end != .open })
  }
}
