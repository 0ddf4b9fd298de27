/// Times as people type them: `90`, `1m30s`, `05:01:30`.
package enum TimeForms {
  /// `90`, `1.5`, or numbers with units from the greatest to the least: `1h2m3.5s`.
  package static func duration(_ text: String) -> Duration? {
    if let seconds = seconds(text) { return seconds }
    var total = Duration.zero
    var rest = text[...]
    for (unit, seconds) in [("h", 3600.0), ("m", 60), ("s", 1)] where !rest.isEmpty {
      guard let end = rest.firstIndex(of: Character(unit)) else { continue }
      guard let number = Self.seconds(rest[..<end]) else { return nil }
      total += number * seconds
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty && !text.isEmpty ? total : nil
  }

  /// `05:01`, `05:01:30.5`: since midnight.
  package static func timeOfDay(_ text: String) -> Duration? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = whole(parts[0]), hour < 24,
      let minute = whole(parts[1]), minute < 60
    else { return nil }
    var time = Duration.seconds(hour * 3600 + minute * 60)
    if parts.count == 3 {
      guard let second = seconds(parts[2]), second < .seconds(60) else { return nil }
      time += second
    }
    return time
  }

  private static func seconds(_ text: some StringProtocol) -> Duration? {
    Decimal.number(String(text)).map { .seconds($0) }
  }

  private static func whole(_ text: some StringProtocol) -> Int? { Decimal.isDigits(text) ? Int(text) : nil }
}
