import Findings
import StreamModel
package import Text

extension Diagnosis {
  /// What programs that read the JSON go by; raised when a key changes its meaning.
  static let schema = 1

  /// One line of JSON, without its end.
  ///
  /// - Parameter reader: whoever it is for.
  package func json(for reader: JSONText.Reader = .program) -> String {
    let json = JSONWriter(reader: reader)
    return json.object(members(json))
  }

  /// The members of the whole, with their values as JSON.
  private func members(_ json: JSONWriter) -> [(key: String, value: String)] {
    [
      ("tool", json.string("sse-top")), ("schema", "\(Self.schema)"), ("source", "\(source)"),
    ] + (name.map { [("name", json.string($0))] } ?? []) + [
      ("url", json.string(url)),
      ("started", json.time(origin + started.sinceStart)), ("seconds", json.seconds(seconds)),
      ("verdict", json.string(verdict.rawValue)),
      ("requests", json.list(requests.enumerated().map { object($0.element, number: $0.offset + 1, json) })),
      ("path", json.list(path.map { json.object([("name", json.string($0.name)), ("by", json.string($0.by))]) })),
      ("findings", json.list(found.map { object($0, json) })),
      ("fine", json.list(fine.map { json.string($0.rawValue) })),
      (
        "not_judged",
        json.list(
          notJudged.map { json.object([("what", json.string($0.topic.rawValue)), ("why", json.string($0.why))]) })
      ),
    ]
  }

  /// A line of JSON for each finding, without their ends, and last the whole.
  package func lines(for reader: JSONText.Reader = .program) -> [String] {
    found.map { object($0, JSONWriter(reader: reader)) } + [json(for: reader)]
  }

  private func object(_ request: Request, number: Int, _ json: JSONWriter) -> String {
    let kind =
      switch request.kind {
      case .plain, .again: "plain"
      case .browser: "browser"
      case .resume: "resume"
      case .file: "file"
      }
    let id = request.lastEventID.isEmpty ? "null" : json.string(String(decoding: request.lastEventID, as: UTF8.self))
    return json.object([
      ("n", "\(number)"), ("as", json.string(kind)), ("status", request.status.map(String.init) ?? "null"),
      ("version", request.version.map(json.string) ?? "null"), ("head_ms", json.milliseconds(request.headWait)),
      ("first_event_ms", json.milliseconds(request.firstEventWait)), ("events", "\(request.events)"),
      ("bytes", "\(request.bytes)"), ("sent_last_event_id", id),
    ])
  }

  private func object(_ found: Found, _ json: JSONWriter) -> String {
    let finding = found.finding
    let place =
      finding.place.map { place in
        [("connection", "\(place.connection)"), ("event", "\(place.event)"), ("offset", "\(place.offset)")]
      } ?? []
    return json.object(
      [
        ("code", json.string(finding.code.rawValue)), ("severity", json.string(finding.severity.rawValue)),
        ("certainty", json.string(finding.certainty.rawValue)), ("source", "\(source)"),
        ("request", "\(found.request + 1)"),
      ] + place + [
        ("count", "\(finding.count)"), ("first", json.time(origin + finding.first.sinceStart)),
        ("last", json.time(origin + finding.last.sinceStart)), ("now", "\(finding.isNow)"),
        ("title", json.string(finding.title)), ("evidence", json.list(finding.evidence.map(json.string))),
        ("remedies", json.list(finding.remedies.map(json.string))),
        ("data", json.object(finding.figures.map { ($0.name, "\($0.value)") })),
      ])
  }
}

/// The pieces of a JSON text (RFC 8259).
struct JSONWriter {
  let reader: JSONText.Reader

  func string(_ text: String) -> String {
    var bytes = [UInt8(ascii: "\"")]
    JSONText.append(text, to: &bytes, for: reader)
    return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
  }

  func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
  }

  /// `2026-11-26T21:00:00.123Z`
  func time(_ time: Duration) -> String { string(UTCTime.text(time)) }

  /// To the millisecond.
  func seconds(_ duration: Duration) -> String { milliseconds(duration / 1000) }

  /// `52.1`, `30`: no more than three digits after the point; `null` for none.
  func milliseconds(_ duration: Duration?) -> String {
    guard let duration else { return "null" }
    let micro = Int64(min(max(duration, .zero), .seconds(1 << 40)) / .microseconds(1) + 0.5)
    let (whole, rest) = micro.quotientAndRemainder(dividingBy: 1000)
    guard rest > 0 else { return "\(whole)" }
    var digits = String(rest + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
