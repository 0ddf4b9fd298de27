import StreamModel
import Text

/// What ids tell: events that are missing, that came again, and whether Last-Event-ID is heeded.
enum SequenceRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    let source = circumstances.source
    let (replay, restart) = (resumeIgnored(source), restart(source))
    // Where ids begin anew on each connection, or all is sent again, numbers over its end say nothing.
    return [
      restart == nil ? missing(circumstances) : nil,
      replay == nil && restart == nil ? repeated(circumstances) : nil, late(source),
      replay, restart, notUnique(source), noID(circumstances),
    ].compactMap(\.self)
  }

  // MARK: Numbers

  static func missing(_ circumstances: Circumstances) -> Verdict? {
    let source = circumstances.source
    let (ids, ledger) = (source.ids, source.ledger)
    guard let reliance = ids.reliance else { return nil }
    let (found, missing) = (ids.found, ids.missing)
    let torn = ledger.reconnects.filter { $0.missing > 0 }
    // A number that was passed over may come late, as the next event.
    guard ids.hasOldMissing || !torn.isEmpty || !circumstances.mayGoOn else { return nil }
    // Numbers that come again on one connection, and not now and then, begin anew: then gaps say nothing.
    let again = found.repeated - ids.repeatedAfterReconnect
    guard missing > 0, again * 10 <= ids.steps else { return nil }
    var evidence: [String] = []
    if reliance == .sure {
      evidence.append(
        missing == 1
          ? "1 number was passed over, and has not come since"
          : "\(Quantity.grouped(missing)) numbers were passed over, and have not come since")
    } else {
      let step = ids.unit == 1 ? "one" : Quantity.grouped(Int(clamping: ids.unit))
      let share = ids.consecutive * 100 / max(ids.steps, 1)
      evidence.append(
        "ids rise by \(step) in \(share) % of steps; if they count this stream alone, "
          + "\(Quantity.grouped(missing)) \(missing == 1 ? "is" : "are") missing")
    }
    if let last = torn.last {
      evidence.append(
        "\(Quantity.grouped(torn.reduce(0) { $0 + $1.missing })) of them over \(Quantity.counted(torn.count, "reconnect")), the "
          + "last: asked to go on after \(Figures.quoted(last.sentID)), it went on with \(Figures.quoted(last.firstID))"
      )
    }
    return Verdict(
      .missing, severity: reliance == .sure ? .error : .warning, certainty: reliance == .sure ? .certain : .likely,
      evidence: evidence,
      figures: [("missing", missing), ("steps", ids.steps), ("by_one", ids.consecutive)], count: missing)
  }

  static func repeated(_ circumstances: Circumstances) -> Verdict? {
    let source = circumstances.source
    let isUndecided = circumstances.mayGoOn && source.ledger.isUndecided
    let after = source.ledger.repeated - (isUndecided ? source.ledger.newestRepeated : 0)
    let count = max((source.ids.findings?.repeated ?? 0) - (isUndecided ? source.ids.gap.repeated : 0), after)
    guard count > 0 else { return nil }
    var evidence = ["\(Quantity.counted(count, "event")) came whose id had come before"]
    if after > 0, let last = source.ledger.reconnects.last(where: { $0.repeated > 0 }) {
      evidence.append(
        "\(Quantity.grouped(after)) of them after a reconnect, the last: asked to go on after "
          + "\(Figures.quoted(last.sentID)), it went on with \(Figures.quoted(last.firstID))")
    }
    // On one connection it may be the stream's own way to count: only after a reconnect it is a fault.
    return Verdict(
      .repeated, severity: after > 0 ? .warning : .note, evidence: evidence,
      figures: [("repeated", count), ("after_reconnect", after)], count: count)
  }

  static func late(_ source: SourceState) -> Verdict? {
    guard let found = source.ids.findings, found.late > 0 else { return nil }
    return Verdict(
      .late, evidence: ["\(Quantity.counted(found.late, "event")) came after one of a higher number"], count: found.late
    )
  }

  // MARK: Connections

  static func resumeIgnored(_ source: SourceState) -> Verdict? {
    let ledger = source.ledger
    guard ledger.replays > 0, ledger.replays >= ledger.restarts, let row = ledger.firstReplay else { return nil }
    let isBeginning = row.sameBeginning >= 2
    return Verdict(
      .resumeIgnored, certainty: isBeginning ? .certain : .likely,
      evidence: [
        "connection \(row.connection) asked to go on after id \(Figures.quoted(row.sentID)); the server began with id "
          + Figures.quoted(row.firstID) + (isBeginning ? ", as before" : ""),
        "\(Quantity.counted(ledger.repeated, "event")) came again over \(Quantity.counted(ledger.replays, "reconnect"))",
      ], figures: [("reconnects", ledger.replays), ("repeated", ledger.repeated)], count: ledger.replays)
  }

  static func restart(_ source: SourceState) -> Verdict? {
    let ledger = source.ledger
    guard ledger.restarts > 0, ledger.restarts > ledger.replays, let row = ledger.firstRestart else { return nil }
    // Some count the events of a connection, and mean nothing else by it.
    let isCount = [[UInt8(ascii: "0")], [UInt8(ascii: "1")]].contains(row.firstID)
    return Verdict(
      .restart, severity: isCount ? .note : .warning,
      evidence: [
        "connection \(row.connection) began with id \(Figures.quoted(row.firstID)), which had come before with other data",
        "the same happened over \(Quantity.counted(ledger.restarts, "reconnect"))",
      ], figures: [("reconnects", ledger.restarts)], count: ledger.restarts)
  }

  static func notUnique(_ source: SourceState) -> Verdict? {
    let ledger = source.ledger
    guard ledger.shared >= 2 else { return nil }
    return Verdict(
      .notUnique,
      evidence: [
        "\(Quantity.counted(ledger.shared, "event")) had the id of an earlier one and other data, the first "
          + Figures.quoted(ledger.firstShared)
      ], count: ledger.shared)
  }

  static func noID(_ circumstances: Circumstances) -> Verdict? {
    let source = circumstances.source
    guard circumstances.isRequested, source.drops.count > 0, source.lastEventID.isEmpty, source.events >= 5 else {
      return nil
    }
    return Verdict(
      .noID, evidence: ["\(Quantity.counted(source.drops.count, "connection")) ended, and there are no ids"],
      count: source.drops.count)
  }
}
