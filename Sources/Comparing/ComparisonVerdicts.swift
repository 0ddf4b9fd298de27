import EventFields
package import Findings
import StreamModel
import Text

extension StreamComparison {
  /// What is wrong with each side, by what the other one has.
  package var verdicts: [[Verdict]] { [verdicts(of: 0), verdicts(of: 1)] }

  private func verdicts(of side: Int) -> [Verdict] {
    guard let pairing, isTrusted(pairing) else { return [] }
    var verdicts: [Verdict] = []
    let missing = pairing.only[1 - side]
    let certainty: Certainty = pairing.keys.key == .id ? .certain : .likely
    if missing.count > 0 {
      verdicts.append(
        Verdict(
          .oneSided, certainty: certainty,
          title: "Events of \(Self.names[1 - side]) do not come on \(Self.names[side])",
          evidence: [
            "\(Quantity.counted(missing.count, "event")) of \(Self.names[1 - side]) did not come on "
              + "\(Self.names[side]), \(Quantity.grouped(pairing.both)) are on both",
            "compared by \(keyText), the first: \(Self.list(missing, key: pairing.keys.key))",
          ],
          figures: [("missing", missing.count), ("both", pairing.both)], count: missing.count))
    }
    // It is told of one side, and which of them has the true data nobody knows.
    if side == 1, pairing.differs.count > 0 {
      verdicts.append(
        Verdict(
          .differs, certainty: certainty, title: "Events have other data on B than on A",
          evidence: [
            "\(Quantity.counted(pairing.differs.count, "event")) of \(Quantity.grouped(pairing.both)) that are on both "
              + "have other data",
            "compared by \(keyText), the first: \(Self.list(pairing.differs, key: pairing.keys.key))",
          ],
          figures: [("differs", pairing.differs.count), ("both", pairing.both)], count: pairing.differs.count))
    }
    return verdicts
  }

  /// Whether what a key that was found by itself tells is to be believed: not where it stands for something else on
  /// each side.
  private func isTrusted(_ pairing: EventPairing) -> Bool { isKeyGiven || pairing.same * 2 >= pairing.both }

  /// What events are compared by, in a word or as a path.
  package var keyText: String {
    switch key {
    case .id: "id"
    case .data: "data"
    case .path(let path): path.text
    case nil: "nothing yet"
    }
  }

  /// The first keys, not cleaned.
  package static func list(_ found: EventPairing.Found, key: ComparisonKey) -> String {
    let limit = key == .id ? EventPairing.shownLimit : 3
    let texts = found.first.prefix(limit).map { text -> String in
      if text.isEmpty { return "one that is not kept any more" }
      let shown = String(decoding: text.prefix(key == .id ? EventKeys.textLimit : 40), as: UTF8.self)
      return key == .id ? shown : "\"\(shown)\"" + (text.count > 40 ? "…" : "")
    }
    return texts.joined(separator: key == .id ? ", " : "; ") + (found.count > texts.count ? ", …" : "")
  }

  /// Whose way holds events back, if one's does and the other's does not; `nil` where that cannot be told.
  package static func verdict(_ findings: [[Finding]]) -> String? {
    guard findings.count == 2 else { return nil }
    let held = findings.map { found in
      found.filter { $0.code.rawValue.hasPrefix("delivery.") && $0.severity > .note }.max { $0.severity < $1.severity }
    }
    let side: Int
    switch (held[0], held[1]) {
    case (nil, .some): side = 1
    case (.some, nil): side = 0
    default: return nil
    }
    guard let finding = held[side] else { return nil }
    let bytes = finding.figures.first { $0.name == "lump_bytes" && $0.value > 0 }
    let size = bytes.map { ", \(Quantity.grouped($0.value)) bytes at a time" } ?? ""
    let title = finding.title.prefix(1).lowercased() + finding.title.dropFirst()
    return "on the way of \(names[side]) only: \(title) (\(finding.code.rawValue)\(size))"
  }
}
