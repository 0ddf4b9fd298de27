import Comparing
import EventFields
import EventFilter
import Findings
import StreamModel
import Text

extension Summary {
  /// The summary as one line of JSON, without its end.
  ///
  /// - Parameter reader: whoever it is for.
  func json(for reader: JSONText.Reader = .program) -> String {
    func string(_ text: String) -> String { Self.quoted(text, for: reader) }
    func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    func object(_ items: [(key: String, value: String)]) -> String {
      "{" + items.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
    }
    func milliseconds(_ duration: Duration?) -> String { Self.milliseconds(duration) }
    let sources = sources.map { source in
      object([
        ("url", string(source.url)),
        ("connections", "\(source.connections)"),
        (
          "drops",
          list(
            source.drops.map { drop in
              object([
                ("at", string(UTCTime.text(drop.at))), ("reason", string(drop.reason)), ("code", "\(drop.code)"),
              ])
            })
        ),
        ("status", source.status.map(String.init) ?? "null"),
        ("tries", "\(source.tries)"),
        ("causes", list(source.causes.map { object([("reason", string($0.reason)), ("count", "\($0.count)")]) })),
        ("ids", object(ids(of: source.ledger))),
        ("heartbeat_ms", milliseconds(source.heartbeat)),
        ("reconnects", list(source.ledger.reconnects.map { object(reconnect($0, string)) })),
      ])
    }
    let types = types.map { type in
      (
        type.name,
        object([
          ("events", "\(type.events)"), ("bytes", "\(type.bytes)"),
          ("per_second", rate(of: type.events)),
        ])
      )
    }
    let groups = groups.map { groups in
      [("by", string(groups.path)), ("groups", list(groups.groups.map { object(facts(of: $0, for: reader)) }))]
    }
    let alerts =
      alerts.isEmpty
      ? []
      : [
        (
          "alerts",
          list(
            alerts.map { object([("expression", string($0.expression)), ("events", "\($0.events)")]) })
        )
      ]
    return object(
      [
        ("started", string(UTCTime.text(started))),
        ("seconds", Self.thousandths(duration.microseconds / 1000)),
        ("sources", list(sources)),
        ("events", "\(events)"),
        ("types", object(types)),
      ] + (groups ?? []) + [
        ("bytes", "\(bytes)"),
        ("comments", "\(comments)"),
        (
          "gaps_ms",
          object([
            ("p50", milliseconds(gaps?.median)), ("p99", milliseconds(gaps?.p99)), ("max", milliseconds(gaps?.longest)),
          ])
        ),
        ("longest_silence_ms", milliseconds(longestSilence)),
        ("cut", "\(cut)"),
        ("dropped", "\(dropped)"),
        ("findings", list(findings.map { object(findingFields($0.finding, of: $0.source, string)) })),
        ("answers", list(answers.map { $0.json(for: reader) })),
      ] + alerts + (compared(for: reader).map { [("compare", $0)] } ?? []) + [("files", list(files.map(string)))]
        + (earlierFiles > 0 ? [("earlier_files", "\(earlierFiles)")] : []))
  }

  private func compared(for reader: JSONText.Reader) -> String? {
    comparison?.json(verdict: StreamComparison.verdict(findingsBySource), for: reader)
  }

  /// A line of JSON for each finding, without their ends.
  func findingLines(for reader: JSONText.Reader = .program) -> [String] {
    func string(_ text: String) -> String { Self.quoted(text, for: reader) }
    return findings.map { found in
      let fields = findingFields(found.finding, of: found.source, string)
      return "{" + fields.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
    }
  }

  private func ids(of ids: IDs) -> [(key: String, value: String)] {
    [
      ("missing", ids.missing.map(String.init) ?? "null"), ("repeated", "\(ids.repeated)"),
      ("late", ids.late.map(String.init) ?? "null"), ("restarts", "\(ids.restarts)"), ("replays", "\(ids.replays)"),
    ]
  }

  private func reconnect(_ row: IDs.Reconnect, _ string: (String) -> String) -> [(key: String, value: String)] {
    [
      ("at", string(UTCTime.text(row.at))), ("down_ms", Self.milliseconds(row.down)), ("sent_id", string(row.sentID)),
      ("first_id", string(row.firstID)), ("missing", "\(row.missing)"), ("repeated", "\(row.repeated)"),
    ]
  }

  /// The value as JSON; a group of events that have none has another mark in its place.
  private func facts(of group: Groups.Group, for reader: JSONText.Reader) -> [(key: String, value: String)] {
    let value: (key: String, value: String) =
      switch group.key {
      case .absent: ("absent", "true")
      case .notJSON: ("not_json", "true")
      case .others: ("others", "true")
      case .text(let text): ("value", Self.quoted(String(decoding: text, as: UTF8.self), for: reader))
      case .json(let json): ("value", Self.line(json, for: reader))
      }
    return [
      value, ("events", "\(group.events)"), ("bytes", "\(group.bytes)"), ("per_second", rate(of: group.events)),
    ]
  }

  private static func line(_ json: [UInt8], for reader: JSONText.Reader) -> String {
    var line: [UInt8] = []
    guard json.withUnsafeBytes({ JSONLine.append($0, to: &line, for: reader) }) else {
      return quoted(String(decoding: json, as: UTF8.self), for: reader)
    }
    return String(decoding: line, as: UTF8.self)
  }

  private func rate(of events: Int) -> String {
    Self.thousandths(Int64((min(perSecond(events), 1e15) * 1000).rounded()))
  }

  private func findingFields(
    _ finding: Finding, of source: Int, _ string: (String) -> String
  ) -> [(key: String, value: String)] {
    func list(_ items: [String]) -> String { "[" + items.map(string).joined(separator: ",") + "]" }
    func time(_ moment: Moment) -> String { string(UTCTime.text(origin + moment.sinceStart)) }
    let place = finding.place.map { place in
      [("connection", "\(place.connection)"), ("event", "\(place.event)"), ("offset", "\(place.offset)")]
    }
    let figures = finding.figures.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",")
    return [
      ("code", string(finding.code.rawValue)), ("severity", string(finding.severity.rawValue)),
      ("certainty", string(finding.certainty.rawValue)), ("source", "\(source)"),
    ] + (place ?? []) + [
      ("count", "\(finding.count)"), ("first", time(finding.first)), ("last", time(finding.last)),
      ("now", "\(finding.isNow)"), ("title", string(finding.title)), ("evidence", list(finding.evidence)),
      ("remedies", list(finding.remedies)), ("data", "{" + figures + "}"),
    ]
  }

  /// `12.345`, `12`: no more digits than needed.
  private static func thousandths(_ count: Int64) -> String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    var digits = String(rest.magnitude + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (count < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
  }

  static func milliseconds(_ duration: Duration?) -> String {
    duration.map { thousandths($0.microseconds) } ?? "null"
  }

  static func quoted(_ text: String, for reader: JSONText.Reader) -> String {
    var bytes = [UInt8(ascii: "\"")]
    JSONText.append(text, to: &bytes, for: reader)
    return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
  }
}

extension Duration {
  fileprivate var microseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000).partialValue &+ attoseconds / 1_000_000_000_000
  }
}
