import Findings
import StreamModel
import Text

/// What is known about a source's connection, line by line: how it is, the request, the response, how long
/// each phase took, and every attempt, the newest first.
struct ConnectionLines {
  private let source: SourceState
  private let frame: Frame
  private let findings: [Finding]
  private(set) var lines: [[TextSpan]] = []

  static func lines(of index: Int, in context: PaneContext) -> [[TextSpan]] {
    let all = context.findings.findings
    var lines = Self(context.state.sources[index], context.frame, all.indices.contains(index) ? all[index] : [])
    lines.addState()
    lines.addRequest()
    lines.addResponse()
    lines.addPhases()
    lines.addStream()
    lines.addAttempts()
    return lines.lines
  }

  private init(_ source: SourceState, _ frame: Frame, _ findings: [Finding]) {
    (self.source, self.frame, self.findings) = (source, frame, findings)
  }

  // MARK: - How it is

  private mutating func addState() {
    let text = ConnectionText(source, frame)
    if let name = source.name { fact("Name", name) }
    fact("URL", source.url)
    var state = [TextSpan(text.state, text.role)]
    if let since = source.openSince {
      state.append(TextSpan("  since \(clock(since)), \(TimeText.duration(frame.now - since))", .value))
    }
    if let next = text.next { state.append(TextSpan("  \(next)", .value)) }
    fact("State", state)
    if let reason = text.reason { fact("Reason", [TextSpan(reason, text.role)]) }
    fact(
      "Tries",
      "\(Quantity.grouped(source.attemptCount)), opened \(Quantity.grouped(source.openings)), "
        + "lost \(Quantity.grouped(source.drops.count))")
    addFindings()
    if !source.refusal.isEmpty {
      for (row, line) in Refusal.lines(source, limit: 12).enumerated() { fact(row == 0 ? "Body" : "", line) }
    }
  }

  private mutating func addFindings() {
    let counts = FindingsCount.spans(findings, frame.glyphs)
    guard !counts.isEmpty else { return fact("Findings", "none") }
    let key = Keymap.key(for: .program(.findings), in: .connection)?.name ?? ""
    fact("Findings", counts + [TextSpan(" \(frame.glyphs.separator) ", .dim), TextSpan(key, .key)])
    // What is wrong and what helps, for those who did not look for it here.
    let troubles = findings.filter { $0.severity > .note }.sorted { $0.severity > $1.severity }
    for finding in troubles.prefix(Self.shownFindings) {
      let severity = SeverityText(finding.severity, frame.glyphs)
      fact("", [TextSpan("\(severity.mark) \(finding.title)", severity.role)])
      guard let remedy = finding.remedies.first else { continue }
      let rows = WordWrapping.rows(of: remedy, role: .value, columns: frame.columns - 17, glyphs: frame.glyphs)
      for (index, row) in rows.enumerated() {
        let arrow = index > 0 ? "    " : frame.glyphs.isASCII ? "  > " : "  → "
        fact("", [TextSpan(arrow, .heading)] + row)
      }
    }
  }

  /// The page of findings tells all.
  private static let shownFindings = 3

  // MARK: - Request and response

  private mutating func addRequest() {
    // Until it was sent, what it will be.
    let isSent = !source.sentRequest.isEmpty
    let request =
      isSent ? source.sentRequest + source.request.filter { $0.hasPrefix("(") } : source.request
    guard !request.isEmpty else { return }
    heading("REQUEST")
    for (row, line) in request.enumerated() {
      row == 0 ? lines.append([TextSpan(line, .value)]) : header(line)
    }
    guard !isSent, let id = source.attempts.last?.lastEventID, !id.isEmpty else { return }
    header("Last-Event-ID: \(String(decoding: id, as: UTF8.self))")
  }

  private mutating func addResponse() {
    guard let head = source.head else { return }
    guard head.status > 0 else {
      heading("INPUT")
      return lines.append([TextSpan(head.version, .good)])
    }
    heading("RESPONSE")
    for url in head.redirects { fact("Redirected", SourceURL(url).displayed) }
    if !head.redirects.isEmpty, !head.url.isEmpty { fact("to", SourceURL(head.url).displayed) }
    lines.append([TextSpan("\(head.version) \(head.status)", head.status == 200 ? .good : .bad)])
    for line in head.headers {
      lines.append([TextSpan("\(line.name): ", .name), TextSpan(HeaderMask.shown(line.name, line.value), .value)])
    }
  }

  private mutating func header(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return lines.append([TextSpan(line, .value)]) }
    lines.append([TextSpan("\(parts[0]):", .name), TextSpan(String(parts[1]), .value)])
  }

  // MARK: - Phases

  private mutating func addPhases() {
    guard let attempt = source.attempts.last, attempt.response != nil || attempt.connectedAt != nil else { return }
    let times = attempt.timings
    let waited = attempt.response == nil ? (attempt.end?.at ?? frame.now) - attempt.beganAt : nil
    let firstEvent = attempt.firstEventAt.map { $0 - attempt.beganAt }
    let phases: [(String, Duration?)] = [
      ("Name lookup", times.nameLookup), ("Connect", times.connect), ("TLS", times.handshake),
      ("First byte", times.firstByte), ("First event", firstEvent), ("No response", waited),
    ]
    guard let whole = phases.compactMap(\.1).max(), whole > .zero else { return }
    heading("PHASES")
    let columns = min(max(frame.columns - 32, 4), 48)
    var begin = 0
    for case (let name, let end?) in phases {
      let end = (column: min(Int(end / whole * Double(columns) + 0.5), columns), time: end)
      let last = max(end.column, begin + 1)
      let bar = String(repeating: " ", count: begin) + String(repeating: frame.glyphs.block, count: last - begin)
      let rest = String(repeating: " ", count: max(columns + 1 - last, 1))
      fact(name, [TextSpan(bar + rest, .good), TextSpan(PhaseTime.text(end.time), .value)])
      begin = min(max(end.column, begin), columns - 1)
    }
  }

  // MARK: - What comes

  private mutating func addStream() {
    guard source.openings > 0 else { return }
    heading("STREAM")
    fact("Retry", TimeText.countdown(source.reconnectionTime))
    if !source.lastEventID.isEmpty { fact("Last ID", String(decoding: source.lastEventID.prefix(1024), as: UTF8.self)) }
    if let silence = SilenceText(source, at: frame.now) {
      fact("Last byte", [TextSpan(silence.text, silence.role)])
    }
    fact("Silences", "longest \(PhaseTime.text(source.silences.longestSilence(at: frame.now)))")
    if let gap = source.silences.beats.period { fact("Heartbeat", "every \(PhaseTime.text(gap))") }
    if let half = source.gaps.quantile(0.5), let most = source.gaps.quantile(0.99), let longest = source.gaps.longest {
      fact(
        "Gaps",
        "p50 \(PhaseTime.text(half))  p99 \(PhaseTime.text(most))  longest \(PhaseTime.text(longest)), between events")
    }
    addOddities()
  }

  private mutating func addOddities() {
    if source.overlong > 0 { fact("Too long", [TextSpan("\(Quantity.grouped(source.overlong)) dropped", .bad)]) }
    if source.cut > 0 {
      fact("Cut off", [TextSpan("\(Quantity.counted(source.cut, "event")) by the end of a connection", .warning)])
    }
    let ignored = source.ignored
    if ignored.lines > 0 {
      let last = String(decoding: ignored.lastLine, as: UTF8.self)
      fact(
        "Ignored",
        [
          TextSpan("\(Quantity.counted(ignored.lines, "line")) of no known field, the last: ", .warning),
          TextSpan(last),
        ])
    }
    if ignored.blocks > 0 {
      fact("Ignored", [TextSpan("\(Quantity.counted(ignored.blocks, "block")) without data", .value)])
    }
  }

  // MARK: - Attempts

  private mutating func addAttempts() {
    guard !source.attempts.isEmpty else { return }
    let more = source.attemptCount - source.attempts.count
    heading("ATTEMPTS" + (more > 0 ? ", the newest \(source.attempts.count)" : ""))
    for (place, attempt) in source.attempts.enumerated().reversed() { add(attempt, number: more + place + 1) }
  }

  /// - Parameter number: among all tries since the start.
  private mutating func add(_ attempt: Attempt, number: Int) {
    var line = [TextSpan(clock(attempt.beganAt), .dim), TextSpan("  #\(Quantity.grouped(number))  ", .label)]
    if let response = attempt.response {
      let role: Role = attempt.openedAt == nil ? .bad : .good
      let status = response.status > 0 ? " \(response.status)" : ""
      line.append(TextSpan(response.version + status, role))
      if response.redirects > 0 {
        line.append(TextSpan(", \(Quantity.counted(response.redirects, "redirect"))", .value))
      }
    } else {
      line.append(TextSpan("no response", attempt.end == nil ? .dim : .warning))
    }
    if let opened = attempt.openedAt {
      let until = attempt.end?.at ?? frame.now
      line.append(TextSpan("  open \(TimeText.duration(until - opened))", .value))
      line.append(
        TextSpan("  \(Quantity.counted(attempt.events, "event"))  \(Quantity.bytes(attempt.bytes))", .value))
    }
    if !attempt.lastEventID.isEmpty {
      line.append(TextSpan("  sent Last-Event-ID ", .label))
      line.append(TextSpan(String(decoding: attempt.lastEventID, as: UTF8.self), .value))
    }
    lines.append(line)
    guard let end = attempt.end else { return }
    lines.append([
      TextSpan(clock(end.at), .dim), TextSpan("  \(end.reason.sentence)", end.reason == .closed ? .dim : .warning),
    ])
  }

  // MARK: - Lines

  private func clock(_ moment: Moment) -> String { frame.clock.text(moment) }

  private mutating func heading(_ title: String) { lines += [[], [TextSpan(title, .heading)]] }

  private mutating func fact(_ label: String, _ value: String) { fact(label, [TextSpan(value, .value)]) }

  private mutating func fact(_ label: String, _ value: [TextSpan]) {
    lines.append([TextSpan(label + String(repeating: " ", count: max(12 - label.count, 1)), .label)] + value)
  }
}
