import Glibc
import StreamModel

nonisolated extension Summary {
  /// The summary as one line of JSON, without its end.
  ///
  /// - Parameter isASCII: for a terminal that speaks no Unicode.
  func json(isASCII: Bool = false) -> String {
    func string(_ text: String) -> String { Self.quoted(text, isASCII: isASCII) }
    func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    func object(_ items: [(key: String, value: String)]) -> String {
      "{" + items.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
    }
    func milliseconds(_ duration: Duration?) -> String {
      duration.map { Self.thousandths($0.microseconds) } ?? "null"
    }
    let sources = sources.map { source in
      object([
        ("url", string(source.url)),
        ("connections", "\(source.connections)"),
        (
          "drops",
          list(
            source.drops.map { drop in
              object([
                ("at", string(Self.utc(drop.at))), ("reason", string(drop.reason)), ("code", "\(drop.code)"),
              ])
            })
        ),
        ("status", source.status.map(String.init) ?? "null"),
      ])
    }
    let types = types.map { type in
      (
        type.name,
        object([
          ("events", "\(type.events)"), ("bytes", "\(type.bytes)"),
          ("per_second", Self.thousandths(Int64((min(perSecond(type.events), 1e15) * 1000).rounded()))),
        ])
      )
    }
    return object([
      ("started", string(Self.utc(started))),
      ("seconds", Self.thousandths(duration.microseconds / 1000)),
      ("sources", list(sources)),
      ("events", "\(events)"),
      ("types", object(types)),
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
      ("files", list(files.map(string))),
    ])
  }

  /// `12.345`, `12`: no more digits than needed.
  private static func thousandths(_ count: Int64) -> String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    var digits = String(rest.magnitude + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (count < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
  }

  /// `2026-11-21T05:00:00.123Z` (RFC 3339).
  private static func utc(_ time: Duration) -> String {
    var seconds = time_t(time.components.seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
    }
    let date = [(Int(parts.tm_year) + 1900, 4), (Int(parts.tm_mon) + 1, 2), (Int(parts.tm_mday), 2)]
    let clock = [(Int(parts.tm_hour), 2), (Int(parts.tm_min), 2), (Int(parts.tm_sec), 2)]
    let milliseconds = Int(time.components.attoseconds / 1_000_000_000_000_000)
    return date.map(padded).joined(separator: "-") + "T" + clock.map(padded).joined(separator: ":") + "."
      + padded(milliseconds, 3) + "Z"
  }

  /// A JSON string (RFC 8259, 7). It may go to a terminal, so what could command one, is invisible or turns the
  /// direction of writing is escaped too.
  private static func quoted(_ text: String, isASCII: Bool) -> String {
    var quoted = String.UnicodeScalarView()
    quoted.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted.append(contentsOf: ["\\", scalar])
      case " "..<"\u{7F}": quoted.append(scalar)
      default:
        guard isASCII || mustBeEscaped(scalar) else {
          quoted.append(scalar)
          continue
        }
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          quoted.append(
            contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".unicodeScalars)
        }
      }
    }
    quoted.append("\"")
    return String(quoted)
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}

nonisolated extension Duration {
  fileprivate var microseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000).partialValue &+ attoseconds / 1_000_000_000_000
  }
}
