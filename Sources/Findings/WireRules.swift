import StreamModel
import Text

/// What is wrong with the lines of a stream.
enum WireRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    let source = circumstances.source
    let lines = source.body.faults.rows
    return unprefixed(lines) + lines.compactMap(verdict)
      + [
        noBlankLine(circumstances), escaped(circumstances), overlong(circumstances), notUTF8(source.body),
        brokenJSON(source.body), hugeEvent(source.body), commentFlood(source.body), firstBOM(source.body),
      ].compactMap(\.self)
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
        "\(Figures.place(row.place)): \(Figures.quoted(row.text))"
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

  static func notUTF8(_ body: BodyMeter) -> Verdict? {
    guard let first = body.encoding.first else { return nil }
    return Verdict(
      .notUTF8,
      evidence: [
        "\(Figures.place(first.place)): \(Figures.quoted(first.text))",
        "\(Quantity.counted(body.encoding.count, "sequence")) of bytes that are not UTF-8",
      ], count: body.encoding.count, place: first.place)
  }

  static func brokenJSON(_ body: BodyMeter) -> Verdict? {
    guard let first = body.json.first else { return nil }
    return Verdict(
      .brokenJSON,
      evidence: [
        "\(Figures.place(first.place)): \(Figures.quoted(first.text))",
        "the first 20 events of type \(first.type) had JSON as their data",
      ], count: body.json.count, place: first.place)
  }

  static func hugeEvent(_ body: BodyMeter) -> Verdict? {
    guard let place = body.firstHuge else { return nil }
    return Verdict(
      .hugeEvent,
      evidence: [
        "\(Quantity.counted(body.huge.count, "event")) of 1 MiB or more, the longest \(Quantity.grouped(body.huge.longest)) bytes"
      ], figures: [("bytes", body.huge.longest)], count: body.huge.count, place: place)
  }

  static func commentFlood(_ body: BodyMeter) -> Verdict? {
    guard body.flood.longest >= 10 else { return nil }
    return Verdict(
      .commentFlood,
      evidence: [
        "\(body.flood.longest) s in a row of little else, up to \(Quantity.grouped(body.flood.most)) comments a second"
      ], figures: [("seconds", body.flood.longest), ("per_second", body.flood.most)])
  }

  static func firstBOM(_ body: BodyMeter) -> Verdict? {
    guard body.marks > 0 else { return nil }
    return Verdict(
      .firstBOM, evidence: ["EF BB BF before the first line"], count: body.marks,
      place: WireFaults.Location(connection: 1, event: 1, offset: 0))
  }
}
