package import Text

extension StreamComparison {
  /// An object of JSON.
  ///
  /// - Parameters:
  ///   - shown: a text as it may be shown.
  ///   - reader: whoever it is for.
  package func json(
    verdict: String? = nil, for reader: JSONText.Reader = .program, shown: (String) -> String = { $0 }
  ) -> String {
    func string(_ text: String) -> String {
      var bytes = [UInt8(ascii: "\"")]
      JSONText.append(shown(text), to: &bytes, for: reader)
      return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }
    func found(_ found: EventPairing.Found?) -> String {
      let first = (found?.first ?? []).map { string(String(decoding: $0, as: UTF8.self)) }
      return "{\"count\":\(found?.count ?? 0),\"first\":[\(first.joined(separator: ","))]}"
    }
    let lags = [0.5, 0.9, 0.99].map { milliseconds(pairing?.lags.quantile($0)) }
    let pending = pairing.map { $0.pending[0] + $0.pending[1] } ?? 0
    let members = [
      ("key", key == nil ? "null" : string(keyText)), ("both", "\(pairing?.both ?? 0)"),
      ("only_a", found(pairing?.only[0])), ("only_b", found(pairing?.only[1])), ("differs", found(pairing?.differs)),
      ("inversions", "\(pairing?.inversions ?? 0)"),
      (
        "lag_ms",
        "{\"p50\":\(lags[0]),\"p90\":\(lags[1]),\"p99\":\(lags[2]),\"max\":\(milliseconds(pairing?.lags.most))}"
      ),
      ("pending", "\(pending)"), ("events", "[\(events[0]),\(events[1])]"),
      ("not_counted", "\(pairing?.uncounted ?? 0)"), ("repeated", "\(pairing?.repeated ?? 0)"),
      ("without_key", "\(pairing?.withoutKey ?? 0)"), ("verdict", verdict.map(string) ?? "null"),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  /// `52.1`, `-30`: no more than three digits after the point; `null` for none.
  private func milliseconds(_ duration: Duration?) -> String {
    guard let duration, isTimed else { return "null" }
    let size = duration < .zero ? .zero - duration : duration
    let micro = Int64(min(size, .seconds(1 << 40)) / .microseconds(1) + 0.5)
    let (whole, rest) = micro.quotientAndRemainder(dividingBy: 1000)
    let sign = duration < .zero && micro > 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var digits = String(rest + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
