import StreamModel
import Text

/// What the lines of a stream have wrong.
enum WireRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    let source = circumstances.source
    // A body that is no event stream at all has all kinds of lines.
    let isAnotherThing = source.events == 0 && isErrorText(source.body.beginning)
    let lines = isAnotherThing ? [] : source.body.faults.rows
    return unprefixed(lines) + lines.compactMap(verdict)
      + [noBlankLine(circumstances), escaped(circumstances), overlong(circumstances)].compactMap(\.self)
  }

  /// Whether a body's beginning is that of JSON or a page, so of no event stream.
  static func isErrorText(_ text: [UInt8]) -> Bool {
    guard let first = text.first(where: { $0 > 0x20 }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "<")
  }

  /// Both kinds are one finding, told by the certain one.
  private static func unprefixed(_ rows: [WireFaults.Row]) -> [Verdict] {
    let found = rows.filter { $0.kind == .inJSON || $0.kind == .bare }
    guard let row = found.first(where: { $0.kind == .inJSON }) ?? found.first else { return [] }
    return [
      Verdict(
        .unprefixedLine, certainty: row.kind == .inJSON ? .certain : .likely,
        evidence: [
          "line \(row.place.line) of event \(Quantity.grouped(row.place.event)) has no data: before it, so it was left out: "
            + Figures.quoted(row.text)
        ] + (row.kind == .inJSON ? ["the data before it is the beginning of a JSON value"] : []),
        count: found.reduce(0) { $0 + $1.count }, place: row.place)
    ]
  }

  private static func verdict(_ row: WireFaults.Row) -> Verdict? {
    let code: FindingCode
    switch row.kind {
    case .misspelt: code = .misspeltField
    case .laterMark: code = .secondBOM
    case .nullInID: code = .idNull
    case .noTime: code = .retryInvalid
    case .oddTime: code = .retryOdd
    case .unknown: code = .unknownField
    case .strayCR: code = .strayCR
    case .inJSON, .bare: return nil
    }
    return Verdict(
      code,
      evidence: [
        "event \(Quantity.grouped(row.place.event)), byte \(Quantity.grouped(Int(clamping: row.place.offset))): "
          + Figures.quoted(row.text)
      ], count: row.count, place: row.place)
  }

  static func noBlankLine(_ circumstances: Circumstances) -> Verdict? {
    guard let event = circumstances.source.body.blankLines.unfinished, event.lines >= 10, event.reads >= 3,
      circumstances.now - event.since >= .seconds(5)
    else { return nil }
    return Verdict(
      .noBlankLine,
      evidence: [
        "\(event.lines) lines came in \(event.reads) reads over \(Figures.seconds(circumstances.now - event.since)), and no "
          + "blank line among them"
      ], figures: [("lines", event.lines), ("reads", event.reads)])
  }

  static func escaped(_ circumstances: Circumstances) -> Verdict? {
    let body = circumstances.source.body
    guard body.escapedLeftovers > 0 || body.faults.escapedEvents >= 3 else { return nil }
    var evidence: [String] = []
    if body.faults.escapedEvents > 0 {
      let events = Quantity.counted(body.faults.escapedEvents, "event")
      evidence.append("the data of \(events) ends with, or goes on after, \\n")
    }
    if let leftover = body.leftover, WireFaults.hasEscapedEnds(leftover.text) {
      evidence.append("the body ended inside this line: " + Figures.quoted(leftover.text))
    }
    return Verdict(
      .escapedNewlines, evidence: evidence, count: body.escapedLeftovers + body.faults.escapedEvents,
      place: body.escapedLeftovers > 0 ? body.leftover?.place : nil)
  }

  static func overlong(_ circumstances: Circumstances) -> Verdict? {
    let count = circumstances.source.overlong
    return count == 0 ? nil : Verdict(.overlong, evidence: ["\(Quantity.grouped(count)) dropped"], count: count)
  }
}
