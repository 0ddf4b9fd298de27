package import Findings
package import StreamModel

/// All that is told of a run in Prometheus' text format. Made when somebody asks for it.
package struct StreamMetrics {
  /// The bounds of `sse_event_gap_seconds`, in seconds.
  static let gapBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300]

  private let state: StreamState
  private let findings: FindingBoard
  private let events: EventCounts
  private let answers: AnswerCounts
  private let now: Moment
  /// For each source the labels that tell it from the others.
  private let sources: [[Exposition.Label]]

  package init(
    _ state: StreamState, findings: FindingBoard, events: EventCounts, answers: AnswerCounts, at now: Moment
  ) {
    (self.state, self.findings, self.events, self.answers, self.now) = (state, findings, events, answers, now)
    var known: [String: Int] = [:]
    sources = state.sources.map { source in
      // Two series of one name and the same labels would be refused, so a URL that comes twice has a number.
      let url = Exposition.cleaned(source.url)
      let number = (known[url] ?? 0) + 1
      known[url] = number
      return [("source", number == 1 ? source.url : "\(source.url) #\(number)")]
    }
  }

  /// - Parameter version: the program's.
  package func text(version: String) -> String {
    var text = Exposition()
    text.begin("sse_build_info", .gauge, "The version of sse-top that tells this.")
    text.add(1, [("version", version)])
    connections(&text)
    counts(&text)
    silences(&text)
    ids(&text)
    wrongs(&text)
    models(&text)
    return text.text
  }

  private func connections(_ text: inout Exposition) {
    text.begin("sse_up", .gauge, "Whether the stream is open.")
    each { text.add($0.connection.isOpen ? 1 : 0, $1) }
    text.begin("sse_attempts_total", .counter, "Tries to connect.")
    each { text.add($0.attemptCount, $1) }
    text.begin("sse_connects_total", .counter, "How often the stream was opened.")
    each { text.add($0.openings, $1) }
    text.begin("sse_losses_total", .counter, "How often an open stream was lost, by cause.")
    each { source, labels in
      for (cause, count) in source.drops.countsByCause { text.add(count, labels + [("cause", cause)]) }
    }
  }

  private func counts(_ text: inout Exposition) {
    text.begin("sse_events_total", .counter, "Events, by event type; beyond \(EventCounts.typeLimit) types as other.")
    for (source, labels) in zip(events.sources, sources) {
      for (name, count) in named(source) { text.add(count, labels + [("type", name)]) }
    }
    text.begin("sse_bytes_total", .counter, "Bytes of the stream, after undoing content codings.")
    each { text.add($0.bytes, $1) }
    text.begin("sse_comments_total", .counter, "Comments.")
    each { text.add($0.comments, $1) }
    text.begin("sse_events_cut_total", .counter, "Events that were not complete when their connection ended.")
    each { text.add($0.cut, $1) }
    text.begin("sse_events_dropped_total", .counter, "Lines and events that were over their limit.")
    each { text.add($0.overlong, $1) }
  }

  /// Events by the name of their type as a label may hold it; what looks alike there is one.
  private func named(_ source: EventCounts.Source) -> [(name: String, events: Int)] {
    var counts: [(name: String, events: Int)] = []
    var places: [String: Int] = [:]
    for (type, events) in source.types + (source.others > 0 ? [(-1, source.others)] : []) {
      let rows = state.types.rows
      let name = rows.indices.contains(type) ? Exposition.cleaned(rows[type].name) : "other"
      if let place = places[name] {
        counts[place].events += events
      } else {
        places[name] = counts.count
        counts.append((name, events))
      }
    }
    return counts
  }

  private func silences(_ text: inout Exposition) {
    text.begin("sse_event_gap_seconds", .histogram, "From one event to the next on one connection.")
    each { text.add($0.gaps.histogram(Self.gapBounds), $1) }
    text.begin("sse_last_event_seconds", .gauge, "Since the last event.")
    for (source, labels) in zip(events.sources, sources) {
      if let last = source.lastAt { text.add(age(of: last), labels) }
    }
    text.begin("sse_last_byte_seconds", .gauge, "Since the last byte.")
    each { source, labels in if let last = source.lastByteAt { text.add(age(of: last), labels) } }
  }

  private func ids(_ text: inout Exposition) {
    let told = zip(state.sources, sources).compactMap { source, labels in source.ids.findings.map { ($0, labels) } }
    // A number that comes late was missing before: a counter cannot fall.
    text.begin(
      "sse_ids_missing_total", .counter, "IDs that were passed over, where IDs count; those that came late included.")
    for (ids, labels) in told { text.add(ids.missing.addingReportingOverflow(ids.late).partialValue, labels) }
    text.begin("sse_ids_late_total", .counter, "IDs that came after they were passed over.")
    for (ids, labels) in told { text.add(ids.late, labels) }
    text.begin("sse_ids_repeated_total", .counter, "Events whose ID had come before, where IDs count.")
    for (ids, labels) in told { text.add(ids.repeated, labels) }
  }

  private func wrongs(_ text: inout Exposition) {
    text.begin("sse_finding", .gauge, "What was found to be wrong with the stream: 1 while it is, 0 afterwards.")
    for (found, labels) in zip(findings.findings, sources) {
      for finding in found {
        text.add(
          finding.isNow ? 1 : 0,
          labels + [("code", finding.code.rawValue), ("severity", finding.severity.rawValue)])
      }
    }
  }

  private func models(_ text: inout Exposition) {
    let sums = answers.sums.sorted { ($0.key.source, $0.key.model) < ($1.key.source, $1.key.model) }
    func labels(_ key: AnswerCounts.Key) -> [Exposition.Label] {
      sources[key.source] + [("gen_ai_response_model", key.model)]
    }
    guard !sums.isEmpty else { return }
    text.begin(
      "gen_ai_client_operation_time_to_first_chunk_seconds", .histogram,
      "From the request to the first token of an answer.")
    for (key, sum) in sums { text.add(sum.timeToFirstChunk, labels(key)) }
    text.begin(
      "gen_ai_client_operation_time_per_output_chunk_seconds", .histogram,
      "From one event with tokens to the next.")
    for (key, sum) in sums { text.add(sum.timePerChunk, labels(key)) }
    text.begin("gen_ai_client_token_usage", .histogram, "Tokens of an answer, as the stream told them.")
    for (key, sum) in sums {
      text.add(sum.inputTokens, labels(key) + [("gen_ai_token_type", "input")])
      text.add(sum.outputTokens, labels(key) + [("gen_ai_token_type", "output")])
    }
  }

  private func each(_ tell: (SourceState, [Exposition.Label]) -> Void) {
    for (source, labels) in zip(state.sources, sources) { tell(source, labels) }
  }

  private func age(of moment: Moment) -> Double { max((now - moment) / .seconds(1), 0) }
}

extension DropLog {
  /// How often which kind of cause, in the order of their first time.
  fileprivate var countsByCause: [(cause: String, count: Int)] {
    var counts: [(cause: String, count: Int)] = []
    func add(_ cause: String, _ count: Int) {
      if let index = counts.firstIndex(where: { $0.cause == cause }) {
        counts[index].count += count
      } else {
        counts.append((cause, count))
      }
    }
    for cause in causes { add(cause.reason.cause, cause.count) }
    let rest = count - causes.reduce(0) { $0 + $1.count }
    if rest > 0 { add("other", rest) }
    return counts
  }
}

extension Disconnection {
  /// The kind of cause in a word: details would be a label without bounds.
  fileprivate var cause: String {
    switch self {
    case .ended, .surplus, .finished, .endOfFile: "ended"
    case .cut: "cut"
    case .reset, .emptyReply: "reset"
    case .timedOut: "timed_out"
    case .status, .contentType, .notEvents, .notHTTP: "response"
    case .handshake, .certificate: "tls"
    case .proxyNotFound, .nameNotFound, .couldNotConnect: "not_connected"
    case .malformedURL, .unsupportedScheme, .tooManyRedirects, .unreadable, .closed, .noResources, .request, .other:
      "other"
    }
  }
}
