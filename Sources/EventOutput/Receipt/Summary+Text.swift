import Comparing
import EventFields
import EventFilter
import Findings
import StreamModel
import Text

/// How much room a receipt has.
enum ReceiptLength {
  /// On a screen after the dashboard: at most twelve lines.
  case short
  /// Asked for by `--stats`.
  case long

  /// How many lines there may be at most, but for three of sources.
  var lines: Int { self == .short ? 12 : 40 }
  var types: Int { self == .short ? 3 : 20 }
  var causes: Int { self == .short ? 2 : 10 }
  var files: Int { self == .short ? 3 : 20 }
}

extension Summary {
  /// The summary for eyes, a line each; text of strangers' is cleaned.
  ///
  /// - Parameters:
  ///   - columns: of the terminal that shows it, where one does: what is longer goes on below, between its words.
  ///   - isASCII: for a terminal that speaks no Unicode.
  func lines(_ length: ReceiptLength, columns: Int? = nil, isASCII: Bool = false) -> [String] {
    let lines = lines(length, isASCII: isASCII)
    guard let columns else { return lines }
    return lines.flatMap { ReceiptWriter.broken($0, columns: columns, glyphs: isASCII ? .ascii : .unicode) }
  }

  private func lines(_ length: ReceiptLength, isASCII: Bool) -> [String] {
    let writer = ReceiptWriter(glyphs: isASCII ? .ascii : .unicode, length: length)
    var lines: [String] = []
    if sources.contains(where: { $0.connections > 0 }) {
      lines.append(eventLine)
      lines += groups.map { groupLines($0, writer) } ?? typeLines(writer)
      lines += [gapLine, lossLine].compactMap(\.self)
    }
    lines += answerLines(writer) + alertLines(writer)
    if let comparison { lines.append(writer.clean(comparison.sum)) }
    let findings = findingLines(writer)
    // Where there is little room, what is wrong is worth more than what types there are.
    if length == .short, lines.count + findings.reduce(0, { $0 + $1.count }) > 7 {
      lines.removeAll { typeLines(writer).contains($0) }
    }
    // What helps is told as far as there is room, of the worst first.
    var room = length.lines - 2 - lines.count - min(sources.count, 3) - findings.count
    for finding in findings {
      let isWhole = finding.count - 1 <= room
      lines += isWhole ? finding : [finding[0]]
      if isWhole { room -= finding.count - 1 }
    }
    if !files.isEmpty { lines.append(fileLine(writer)) }
    // The sources have the room that the rest leaves.
    lines = writer.sources(sources, room: max(length.lines - 1 - lines.count, 3)) + lines
    return ["\(TimeText.duration(duration)) with \(subject(writer))"] + lines.map { "  " + $0 }
  }

  private func subject(_ writer: ReceiptWriter) -> String {
    sources.count == 1 ? writer.clean(sources[0].url) : Quantity.counted(sources.count, "stream")
  }

  /// A line for each alert, or for all together where there is little room.
  private func alertLines(_ writer: ReceiptWriter) -> [String] {
    let limit = writer.length == .short ? 2 : Alerts.limit
    let shown = alerts.prefix(limit).map { alert in
      "alert on \(writer.clean(alert.expression, columns: 60)): \(Quantity.counted(alert.events, "event"))"
    }
    let rest = alerts.count - shown.count
    return shown + (rest > 0 ? ["and \(Quantity.counted(rest, "more alert"))"] : [])
  }

  /// Errors and warnings, at most five; each what it is, then what helps.
  private func findingLines(_ writer: ReceiptWriter) -> [[String]] {
    let found = findings.filter { $0.finding.severity > .note }
    let limit = writer.length == .short && sources.count > 1 ? 3 : 5
    let shown = found.prefix(found.count > limit ? limit - 1 : limit).map { source, finding in
      let place = sources.count > 1 && sources.indices.contains(source) ? "\(sources[source].url): " : ""
      let title = writer.clean("\(finding.severity.rawValue): \(place)\(finding.title) (\(finding.code.rawValue))")
      return [title] + finding.remedies.prefix(1).map { "  \(writer.arrow) \(writer.clean($0))" }
    }
    let rest = found.count - shown.count
    return shown + (rest > 0 ? [["and \(Quantity.counted(rest, "more finding"))"]] : [])
  }

  private func fileLine(_ writer: ReceiptWriter) -> String {
    let named = files.prefix(writer.length.files).map { writer.clean($0, columns: 60) }.joined(separator: ", ")
    let rest = files.count + earlierFiles - writer.length.files
    return "wrote \(named)" + (rest > 0 ? " and \(Quantity.counted(rest, "more file"))" : "")
  }

  private var eventLine: String {
    var parts = [events == 0 ? "no events" : Quantity.counted(events, "event")]
    if events > 0, duration >= .seconds(1) { parts.append(Quantity.rate(perSecond(events))) }
    if comments > 0 { parts.append(Quantity.counted(comments, "comment")) }
    return (parts + [Quantity.bytes(bytes)]).joined(separator: ", ")
  }

  private func typeLines(_ writer: ReceiptWriter) -> [String] {
    guard types.count > 1 || types.first.map({ $0.name != "message" }) ?? false else { return [] }
    return rankedLines(types, "type", of: events, writer)
  }

  private func groupLines(_ groups: Groups, _ writer: ReceiptWriter) -> [String] {
    let rows = groups.groups.map { group in
      EventType(name: group.key.name, events: group.events, bytes: group.bytes)
    }
    guard !rows.isEmpty else { return [] }
    let path = writer.clean(groups.path, columns: 60)
    // A path that is misspelt looks like one group.
    guard groups.groups.contains(where: { ![.absent, .notJSON].contains($0.key) }) else {
      return ["by \(path): no event has a value there"]
    }
    let title = "by \(path): \(Quantity.counted(rows.count, "group"))"
    return [title] + rankedLines(rows, "group", of: events, writer)
  }

  /// A row for each, those with the most events first, and a line for the rest.
  private func rankedLines(
    _ rows: [EventType], _ noun: String, of events: Int, _ writer: ReceiptWriter
  ) -> [String] {
    let ranked = rows.enumerated().sorted { ($1.element.events, $0.offset) < ($0.element.events, $1.offset) }
    let shown = ranked.map(\.element).prefix(writer.length.types)
    let cells = shown.map { row in
      let share = row.events * 100 / max(events, 1)
      return [
        writer.clean(row.name, columns: 40), Quantity.grouped(row.events), share > 0 ? "\(share)%" : "<1%",
        duration >= .seconds(1) ? Quantity.rate(perSecond(row.events)) : "", Quantity.bytes(row.bytes),
      ]
    }
    let rest = rows.count - shown.count
    return writer.table(cells).map { "  " + $0 }
      + (rest > 0 ? ["  and \(Quantity.counted(rest, "more \(noun)"))"] : [])
  }

  private var gapLine: String? {
    var parts: [String] = []
    if let gaps {
      parts.append(
        "between events: half within \(ReceiptWriter.lapse(gaps.median)), 99% within \(ReceiptWriter.lapse(gaps.p99)), "
          + "longest \(ReceiptWriter.lapse(gaps.longest))")
    }
    if let longestSilence { parts.append("longest silence \(ReceiptWriter.lapse(longestSilence))") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var lossLine: String? {
    let parts = [
      dropped > 0 ? "dropped \(Quantity.grouped(dropped)) over the limit of size" : nil,
      cut > 0 ? "\(Quantity.counted(cut, "event")) cut off by the end of a connection" : nil,
      ids == SequenceTracker.Findings() ? nil : "by their ids " + idText,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var idText: String {
    [(ids.missing, "missing"), (ids.repeated, "repeated"), (ids.late, "late")].filter { $0.0 > 0 }
      .map { "\(Quantity.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }
}
