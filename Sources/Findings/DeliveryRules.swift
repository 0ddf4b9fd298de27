import StreamModel
import Text

/// Whether events come when they are sent.
enum DeliveryRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    guard circumstances.isRequested else { return [] }
    let held = held(circumstances)
    let delayed = oneBehind(circumstances)
    let whole = allAtOnce(circumstances)
    let together = held == nil && delayed == nil ? ownTimes(circumstances) : nil
    let buffered = held != nil || whole != nil || together != nil
    return [
      held, delayed, whole, together,
      // What holds events back holds the headers back with them.
      buffered ? nil : headLate(circumstances), noHead(circumstances),
      buffered || delayed != nil ? nil : lumps(circumstances),
    ].compactMap(\.self)
  }

  private static func isCoded(_ circumstances: Circumstances) -> Bool { circumstances.source.head?.isCoded ?? false }

  private static func remedies(_ circumstances: Circumstances) -> [String] {
    let path = circumstances.path
    return isCoded(circumstances) ? path.flatMap(\.compressing) + path.flatMap(\.holding) : path.flatMap(\.holding)
  }

  // MARK: Held back

  static func held(_ circumstances: Circumstances) -> Verdict? {
    let lumps = circumstances.source.body.lumps.lumps(at: circumstances.now).filter(\.isJudged)
    let inside = lumps.filter { $0.stop == .insideLine }
    guard !isLink(circumstances), let certainty = certainty(lumps, inside, circumstances) else {
      return firstBurst(circumstances)
    }
    let sizes = inside.map { Int($0.bytes) }
    let pause = Figures.median(inside.map(\.pause)) ?? .zero
    let events = Figures.median(inside.map { Int($0.events) }) ?? 0
    let isCoded = isCoded(circumstances)
    var evidence = [
      "\(inside.count) of \(Quantity.counted(lumps.count, "pause")) began in the middle of a line, half of them "
        + "\(Figures.seconds(pause)) or longer; a flushed stream pauses between events",
      "the pieces between them were \(Figures.range(sizes)), about \(Quantity.counted(events, "event"))",
    ]
    if isCoded, let coding = circumstances.header("Content-Encoding") {
      evidence.insert("Content-Encoding: \(coding)", at: 0)
    }
    if let wait = headWait(circumstances), wait >= .milliseconds(500) {
      evidence.append("the response headers came \(Figures.seconds(wait)) after the request")
    }
    evidence.append(circumstances.path.evidence)
    return Verdict(
      isCoded ? .heldByCompressor : .heldBySize, severity: pause < .milliseconds(300) ? .warning : .error,
      certainty: isCoded ? .likely : certainty, evidence: evidence, remedies: remedies(circumstances),
      figures: [
        ("pauses", lumps.count), ("inside_line", inside.count), ("lump_bytes", Figures.median(sizes) ?? 0),
        ("lump_events", events), ("pause_ms", Figures.milliseconds(pause)),
      ],
      count: inside.count, place: circumstances.source.body.lumps.firstInside, isNow: circumstances.isOpen)
  }

  /// Whether packets come one by one: then a pause inside a line is the link's, whatever else has come.
  private static func isLink(_ circumstances: Circumstances) -> Bool {
    let lumps = circumstances.source.body.lumps.lumps(at: circumstances.now)
    let packets = lumps.count { $0.stop == .insideLine && $0.isCutByLink }
    return packets >= 2 && packets * 4 >= lumps.count
  }

  /// - Returns: `nil` if the lumps do not look like those of a buffer.
  private static func certainty(_ lumps: [Lump], _ inside: [Lump], _ circumstances: Circumstances) -> Certainty? {
    guard !inside.isEmpty, inside.count * 4 >= lumps.count * 3 else { return nil }
    let sizes = inside.map { Int($0.bytes) }
    let (bytes, events) = (sizes.reduce(0, +), inside.reduce(0) { $0 + Int($1.events) })
    // The mean of the events is at most half of the mean lump.
    guard events >= inside.count * 2 || bytes == 0 else { return nil }
    if inside.count >= 3 {
      let isOneLength = sizes.contains { size in sizes.count { abs($0 - size) <= 32 } >= 3 }
      return isOneLength || sizes.count(where: LumpMeter.isRound) >= 3 ? .certain : .likely
    }
    if inside.count == 2, lumps.count == 2 {
      let isBlock = sizes[1] >= 4096 - 32 && (sizes[1] + 32) % 4096 <= 64
      return isBlock && (0...1024).contains(sizes[1] - sizes[0]) ? .likely : nil
    }
    guard lumps.count == 1, inside[0].events >= 20, let wait = headWait(circumstances), wait >= .seconds(3) else {
      return nil
    }
    return .likely
  }

  /// From the request to the headers of the newest response.
  private static func headWait(_ circumstances: Circumstances) -> Duration? {
    circumstances.source.attempts.last { $0.openedAt != nil }.flatMap { attempt in
      attempt.openedAt.map { attempt.wait(until: $0) }
    }
  }

  /// A compressor that was not flushed gives nothing for long, then all at once.
  private static func firstBurst(_ circumstances: Circumstances) -> Verdict? {
    guard isCoded(circumstances), circumstances.isOpen, let attempt = circumstances.source.attempts.last,
      attempt.lastEventID.isEmpty, attempt.interruptedAt == nil,
      let first = circumstances.source.body.lumps.firstEvents, first.count >= 50,
      let since = attempt.firstEventAt.map({ attempt.wait(until: $0) }), since >= .seconds(5)
    else { return nil }
    return Verdict(
      .heldByCompressor,
      evidence: [
        "Content-Encoding: \(circumstances.header("Content-Encoding") ?? "")",
        "nothing for \(Figures.seconds(since)), then \(Quantity.counted(first.count, "event")) at once",
        circumstances.path.evidence,
      ],
      remedies: remedies(circumstances),
      figures: [("first_events", first.count), ("wait_ms", Figures.milliseconds(since))], isNow: circumstances.isOpen)
  }

  static func oneBehind(_ circumstances: Circumstances) -> Verdict? {
    let blankLines = circumstances.source.body.blankLines
    guard circumstances.isLive, blankLines.longestStreak >= 3 else { return nil }
    let isCoded = isCoded(circumstances)
    return Verdict(
      isCoded ? .heldByCompressor : .oneBehind,
      evidence: [
        "\(Quantity.counted(blankLines.longestStreak, "event")) in a row waited \(Figures.seconds(blankLines.meanWait)) "
          + "for their blank line, which came with the next event"
      ] + (isCoded ? [circumstances.path.evidence] : []),
      remedies: isCoded ? remedies(circumstances) : [],
      figures: [("wait_ms", Figures.milliseconds(blankLines.meanWait))], count: blankLines.longestStreak,
      isNow: blankLines.streak > 0)
  }

  /// Events whose own times say that they have waited.
  static func ownTimes(_ circumstances: Circumstances) -> Verdict? {
    let meter = circumstances.source.body.ownTimes
    let held = meter.held
    guard held.count >= 3, held.count * 4 >= meter.recent.count * 3 else { return nil }
    let (pause, span) = (Figures.median(held.map(\.pause)) ?? .zero, Figures.median(held.map(\.span)) ?? .zero)
    let events = Figures.median(held.map(\.events)) ?? 0
    return Verdict(
      .held,
      evidence: [
        "by their own \(meter.path) the events of a lump, about \(events), are \(Figures.seconds(span)) apart; they came "
          + "together, \(Figures.seconds(pause)) after the bytes before them",
        circumstances.path.evidence,
      ], remedies: remedies(circumstances),
      figures: [
        ("lumps", held.count), ("lump_events", events), ("span_ms", Figures.milliseconds(span)),
        ("pause_ms", Figures.milliseconds(pause)),
      ], count: held.count, isNow: circumstances.isOpen)
  }

  // MARK: At once

  static func lumps(_ circumstances: Circumstances) -> Verdict? {
    let lumps = circumstances.source.body.lumps.lumps(at: circumstances.now)
    let large = lumps.filter {
      $0.stop == .betweenEvents && $0.events >= 5 && $0.duration <= .milliseconds(20) && $0.pause >= .milliseconds(200)
        && $0.pause >= $0.duration * 10
    }
    let events = lumps.reduce(0) { $0 + Int($1.events) }
    guard large.count >= 5, large.reduce(0, { $0 + Int($1.events) }) * 5 >= events * 4 else { return nil }
    let count = Figures.median(large.map { Int($0.events) }) ?? 0
    let pause = Figures.median(large.map(\.pause)) ?? .zero
    return Verdict(
      .lumps,
      evidence: [
        "\(count) events at a time each \(Figures.seconds(pause)): the server sends them so, or something collects them"
      ],
      figures: [("lump_events", count), ("pause_ms", Figures.milliseconds(pause))], count: large.count,
      isNow: circumstances.isOpen)
  }

  static func allAtOnce(_ circumstances: Circumstances) -> Verdict? {
    guard let attempt = circumstances.source.attempts.last, let end = attempt.end, attempt.events >= 10,
      attempt.interruptedAt == nil,
      let first = attempt.firstByteAt, let last = attempt.lastByteAt
    else { return nil }
    switch end.reason {
    case .ended, .surplus: break
    // A model that has thought, and then says little.
    case .finished where circumstances.header("Content-Length") != nil: break
    default: return nil
    }
    let asked = attempt.askedAt ?? attempt.beganAt
    let short = max(.milliseconds(100), (end.at - asked) / 50)
    guard attempt.wait(until: first) >= .seconds(1), last - first <= short else { return nil }
    let length = circumstances.header("Content-Length")
    return Verdict(
      .allAtOnce, severity: length == nil ? .note : .error, certainty: length == nil ? .possible : .likely,
      evidence: [
        "\(Quantity.counted(attempt.events, "event")) came within \(Figures.milliseconds(last - first)) ms, "
          + "\(Figures.seconds(first - asked)) after the request"
      ] + (length.map { ["Content-Length: \($0)"] } ?? []) + [circumstances.path.evidence],
      remedies: circumstances.path.flatMap(\.holding),
      figures: [
        ("events", attempt.events), ("within_ms", Figures.milliseconds(last - first)),
        ("wait_ms", Figures.milliseconds(first - asked)),
      ], isNow: false)
  }

  // MARK: The response headers

  static func headLate(_ circumstances: Circumstances) -> Verdict? {
    guard circumstances.isGet, circumstances.header("Content-Length") == nil else { return nil }
    let waits = circumstances.source.attempts.compactMap { attempt -> Duration? in
      guard attempt.interruptedAt == nil, let opened = attempt.openedAt, let event = attempt.firstEventAt,
        event - opened <= .milliseconds(10),
        isFeed(attempt, at: circumstances.now)
      else { return nil }
      return attempt.wait(until: opened)
    }
    let late = waits.filter { $0 >= .seconds(1) }
    guard let longest = late.max(), longest >= .seconds(3) || late.count >= 2 else { return nil }
    return Verdict(
      .headLate,
      evidence: [
        "the response headers came \(Figures.seconds(longest)) after the request, together with the first event"
      ], figures: [("wait_ms", Figures.milliseconds(longest))], count: late.count)
  }

  /// Whether it has gone on for so long that it is no answer, for which a client waits anyway.
  private static func isFeed(_ attempt: Attempt, at now: Moment) -> Bool {
    guard let opened = attempt.openedAt else { return false }
    if case .finished = attempt.end?.reason { return false }
    return (attempt.end?.at ?? now) - opened >= .seconds(20)
  }

  static func noHead(_ circumstances: Circumstances) -> Verdict? {
    guard circumstances.isGet, let attempt = circumstances.source.awaitingResponse, let asked = attempt.askedAt,
      attempt.wait(until: circumstances.now) >= .seconds(10)
    else { return nil }
    return Verdict(
      .noHead,
      evidence: [
        "the request was sent \(Figures.seconds(circumstances.now - asked)) ago; there are no response headers yet",
        "small streams behind nginx with its default buffers look like this for minutes",
      ], figures: [("wait_ms", Figures.milliseconds(circumstances.now - asked))])
  }

  /// Open all the time, and nothing has come.
  static func nothing(_ circumstances: Circumstances) -> Verdict? {
    let source = circumstances.source
    guard circumstances.isGet, let since = source.openSince, source.openings == 1, source.bytes == 0,
      source.attempts.last?.interruptedAt == nil,
      circumstances.now - since >= .seconds(20)
    else { return nil }
    return Verdict(
      .nothing,
      evidence: ["\(Figures.seconds(circumstances.now - since)) open without a byte, not even a comment"],
      figures: [("open_ms", Figures.milliseconds(circumstances.now - since))])
  }
}
