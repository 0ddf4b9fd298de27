import StreamModel
import Text

/// What the ends of connections have in common.
enum EndRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    guard circumstances.isRequested else { return [] }
    let losses = circumstances.losses
    let isError = errorBody(circumstances)
    let idle = isError == nil ? idleTimeout(losses, circumstances) : nil
    return [
      isError, idle, idle == nil && isError == nil ? lifetime(losses, circumstances) : nil,
      isError == nil ? unclean(losses, circumstances) : nil,
      isError == nil ? storm(losses, circumstances) : nil, midEvent(circumstances),
      // What ends silent connections in a rhythm has told them so.
      idle == nil ? stalled(circumstances) : nil,
    ].compactMap(\.self)
  }

  /// Silences that are shorter are no time-out of anybody's.
  private static let shortestIdle = Duration.seconds(4)
  private static let shortestLife = Duration.seconds(2)

  private static func near(_ value: Duration, _ other: Duration, within least: Duration) -> Bool {
    (value > other ? value - other : other - value) <= max(least, max(value, other) / 100)
  }

  static func idleTimeout(_ losses: [Loss], _ circumstances: Circumstances) -> Verdict? {
    let recent = losses.suffix(5)
    guard let last = recent.last(where: { $0.silence >= shortestIdle }) else { return nil }
    let same = recent.filter { near($0.silence, last.silence, within: .milliseconds(250)) }
    let ages = same.map(\.age)
    let isRhythm =
      same.count >= 2
      && (same.allSatisfy { $0.bytes == 0 } || Figures.differ(ages, by: (ages.max() ?? .zero) / 10))
    let usual = TimeOutTable.owners(of: last.silence, kind: .idle, path: circumstances.path)
    // One alone counts for a value that is usual, far beyond what the stream is used to.
    let gap = circumstances.source.gaps.count >= 3 ? circumstances.source.gaps.quantile(0.99) : nil
    let isSingle = same.count == 1 && usual != nil && gap.map { $0 * 3 <= last.silence } ?? false
    guard isRhythm || isSingle else { return nil }
    let shown = ages.suffix(3).map(Figures.seconds).joined(separator: ", ")
    var evidence = [
      "\(same.count) of \(Quantity.counted(recent.count, "end")) came \(Figures.seconds(last.silence)) after the last byte; "
        + (same.count == 1 ? "the connection was \(shown) old" : "the connections were \(shown) old")
    ]
    if let sentence = TimeOutTable.sentence(of: last.silence, kind: .idle, path: circumstances.path) {
      evidence.append(sentence)
    }
    if circumstances.source.silences.beats.period == nil { evidence.append("there is no heartbeat") }
    var verdict = Verdict(
      .idleTimeout, title: "Something ends a silent connection after \(Figures.seconds(last.silence))",
      evidence: evidence, remedies: [FindingRule.heartbeat] + circumstances.path.flatMap(\.timeOuts),
      figures: [("silence_ms", Figures.milliseconds(last.silence)), ("ends", same.count)], count: same.count)
    // Half of the time at most, so that one may be late.
    let seconds = last.silence.components.seconds
    verdict.remedies[0] = FindingRule.heartbeat(every: Int(min(max(seconds / 2, 1), 15)))
    return verdict
  }

  static func lifetime(_ losses: [Loss], _ circumstances: Circumstances) -> Verdict? {
    let recent = losses.filter(\.isWhole).suffix(20)
    guard let last = recent.last, last.age >= shortestLife else { return nil }
    let same = recent.filter { near($0.age, last.age, within: .milliseconds(500)) && $0.silence * 2 <= $0.age }
    guard same.count >= 2, same.count * 2 >= recent.count, same.contains(last) else { return nil }
    // Equal silences of seconds may as well be what ends it.
    let silences = same.map(\.silence)
    guard silences.allSatisfy({ $0 < shortestIdle }) || Figures.differ(silences, by: .milliseconds(250)) else {
      return nil
    }
    let source = circumstances.source
    let missing = source.ledger.reconnects.reduce(0) { $0 + $1.missing }
    let isResumed = !source.lastEventID.isEmpty && missing == 0
    let usual = TimeOutTable.sentence(of: last.age, kind: .life, path: circumstances.path)
    let isUnclean = same.contains(where: \.isUnclean)
    // A server may end its streams when it likes, as long as nothing is lost by it.
    let isHarmless = missing == 0 && (isResumed || !isUnclean && usual == nil)
    let connections = Quantity.counted(recent.count, "connection")
    var evidence = ["\(same.count) of \(connections) ended after \(Figures.seconds(last.age))"]
    if let usual { evidence.append(usual) }
    if missing > 0 {
      evidence.append("by their ids \(Quantity.counted(missing, "event")) came on neither side of these ends")
    } else if isResumed, source.ledger.repeated == 0 {
      evidence.append("each resumed without a gap, as far as ids show")
    }
    return Verdict(
      .lifetime, severity: isHarmless ? .note : .warning,
      title: "Each connection ends after \(Figures.seconds(last.age))", evidence: evidence,
      remedies: circumstances.path.flatMap(\.timeOuts),
      figures: [("age_ms", Figures.milliseconds(last.age)), ("ends", same.count)], count: same.count)
  }

  static func unclean(_ losses: [Loss], _ circumstances: Circumstances) -> Verdict? {
    let broken = losses.filter(\.isUnclean)
    guard let last = broken.last else { return nil }
    return Verdict(
      .unclean, title: broken.count == 1 ? "A connection broke off" : nil,
      evidence: [
        losses.count == 1
          ? "the only end broke the body off, \(Figures.seconds(last.silence)) after the last byte: \(last.reason.sentence)"
          : "\(broken.count) of \(losses.count) ends broke the body off, the last: \(last.reason.sentence)"
      ], figures: [("broken", broken.count), ("ends", losses.count)], count: broken.count)
  }

  static func storm(_ losses: [Loss], _ circumstances: Circumstances) -> Verdict? {
    let retry = circumstances.source.reconnectionTime
    let short = losses.filter { $0.events == 0 && $0.age < retry * 2 + .seconds(1) }
    guard short.count >= 5, let last = short.last, last.at - short[short.count - 5].at <= .seconds(60),
      losses.suffix(5).elementsEqual(short.suffix(5))
    else { return nil }
    let count = short.count { last.at - $0.at <= .seconds(60) }
    let asked = circumstances.source.body.faults.rows.first { $0.kind == .oddTime }?.text
    return Verdict(
      .storm,
      evidence: [
        "\(count) connections within \(Figures.seconds(last.at - (short.first { last.at - $0.at <= .seconds(60) }?.at ?? last.at))), "
          + "none with an event",
        "the reconnection time is \(Figures.milliseconds(retry)) ms"
          + (asked.map { "; the stream asks for it: \(Figures.quoted($0))" } ?? ""),
      ], figures: [("connections", count), ("retry_ms", Figures.milliseconds(retry))], count: count,
      isNow: circumstances.now - last.at <= retry * 2 + .seconds(10))
  }

  static func midEvent(_ circumstances: Circumstances) -> Verdict? {
    let body = circumstances.source.body
    // What looks like one long line of escaped events is told as that.
    let count = body.leftovers - body.escapedLeftovers
    guard count > 0, let leftover = body.leftover, !BodyMeter.isErrorText(leftover.text) else { return nil }
    let isWhole = body.wholeLeftovers > 0
    var verdict = Verdict(
      .midEvent, certainty: isWhole ? .certain : .likely,
      evidence: [
        leftover.endsLine
          ? "the last event had no blank line, so browsers drop it: \(Figures.quoted(leftover.text))"
          : "it ended inside a line, \(Quantity.grouped(leftover.length)) bytes into an event: "
            + Figures.quoted(leftover.text)
      ], figures: [("bytes", leftover.length)], count: count, place: leftover.place, isNow: false)
    // Who was cut off may have been about to write it.
    if circumstances.losses.contains(where: { $0.at == leftover.at && $0.isUnclean }) {
      verdict.remedies = [
        "look for what broke the connection off: it has cut the event too",
        "send ids, and go on after Last-Event-ID: then the event comes again whole",
      ]
    }
    return verdict
  }

  /// A connection that was given up, silent for long, where the next one has events at once.
  static func stalled(_ circumstances: Circumstances) -> Verdict? {
    let source = circumstances.source
    let found = zip(source.attempts, source.attempts.dropFirst()).compactMap { dead, next in
      silence(of: dead, before: next, source).map {
        (silence: $0, end: dead.end?.reason, events: Int(next.earlyEvents))
      }
    }
    guard let last = found.last else { return nil }
    let end =
      if case .reset? = last.end { "then it was reset" } else { "and nothing said that the connection was gone" }
    return Verdict(
      .stalled,
      evidence: [
        "no byte came for \(Figures.seconds(last.silence)), \(end); the next one had "
          + "\(Quantity.counted(last.events, "event")) within its first second"
      ], figures: [("silence_ms", Figures.milliseconds(last.silence)), ("events", last.events)], count: found.count,
      isNow: false)
  }

  /// How long a connection was silent before it was given up, if the next one shows that the stream went on.
  private static func silence(of dead: Attempt, before next: Attempt, _ source: SourceState) -> Duration? {
    guard dead.events > 0, dead.interruptedAt == nil, let end = dead.end, let last = dead.lastByteAt,
      let opened = next.openedAt,
      let event = next.firstEventAt, event - opened <= .seconds(1)
    else { return nil }
    let silence = end.at - last
    switch end.reason {
    // What this side was told to wait for is long enough if the stream is used to much less.
    case .timedOut where silence >= (source.silences.beats.goneAfter ?? silence + .seconds(1)): break
    case .timedOut:
      guard silence >= (source.gaps.quantile(0.99) ?? .zero) * 4, source.gaps.count >= 2 else { return nil }
    case .closed: guard silence >= source.silences.stalledAfter else { return nil }
    case .reset:
      // A reset is told: that nothing came before it may be all that there was. Heartbeats that failed to come, or events
      // that had gathered meanwhile, say more.
      guard silence >= source.silences.stalledAfter,
        source.silences.beats.period != nil || next.earlyEvents >= max(3, dead.earlyEvents + 2)
      else { return nil }
    default: return nil
    }
    guard let reconnect = source.ledger.reconnects.last(where: { $0.at == opened }), !reconnect.firstID.isEmpty else {
      // Without ids a greeting cannot be told from an event that had to wait.
      return (dead.firstEventAt ?? end.at) - (dead.openedAt ?? end.at) > .seconds(1) ? silence : nil
    }
    return reconnect.same == 0 ? silence : nil
  }

  static func errorBody(_ circumstances: Circumstances) -> Verdict? {
    // What comes of a later one may be a stream after all.
    guard let attempt = circumstances.source.attempts.last(where: { $0.openedAt != nil && $0.end != nil }),
      circumstances.source.attempts.last.map({ $0.events == 0 }) ?? true,
      attempt.events == 0, attempt.response?.status == 200
    else { return nil }
    let text = circumstances.source.body.endedBeginning
    guard BodyMeter.isErrorText(text) else { return nil }
    return Verdict(
      .errorBody,
      evidence: ["the body ended without an event, and begins: " + Figures.quoted(text)]
        + (ErrorText.message(in: text).map { ["it says: \"\($0)\""] } ?? []),
      count: circumstances.losses.count { $0.events == 0 }, isNow: true)
  }
}
