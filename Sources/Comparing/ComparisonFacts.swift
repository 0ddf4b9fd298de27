package import StreamModel
import Text

/// A line of what a comparison has found, for people; nothing in it is cleaned.
package struct ComparisonFact: Equatable, Sendable {
  package enum Tone: Sendable { case normal, quiet, bad }

  /// Events that a line counts, and that can be listed.
  package enum Events: Equatable, Sendable {
    case onlyOn(Int)
    case different
  }

  package var label: String
  package var text: String
  package var tone = Tone.normal
  package var events: Events?
}

extension StreamComparison {
  /// What was found, a line each.
  ///
  /// - Parameters:
  ///   - sources: A and B.
  ///   - verdict: whose way holds events back.
  package func facts(_ sources: [SourceState], verdict: String?, at now: Moment) -> [ComparisonFact] {
    guard let pairing else { return [] }
    var facts = [
      ComparisonFact(
        label: "both", text: bothText(pairing), tone: pairing.differs.count > 0 ? .bad : .normal,
        events: pairing.differs.count > 0 ? .different : nil)
    ]
    for side in 0...1 {
      let only = pairing.only[side]
      let first = only.count == 0 ? "" : ": \(Self.list(only, key: pairing.keys.key))"
      facts.append(
        ComparisonFact(
          label: "only on \(Self.names[side])", text: Quantity.grouped(only.count) + first,
          tone: only.count > 0 ? .bad : .normal, events: only.count > 0 ? .onlyOn(side) : nil))
    }
    facts.append(ComparisonFact(label: "waiting", text: waitingText(pairing), tone: .quiet))
    facts.append(
      ComparisonFact(
        label: "order",
        text: pairing.both == 0
          ? "not known" : pairing.inversions == 0 ? "same" : "\(Quantity.grouped(pairing.inversions)) out of order"))
    if isTimed { facts.append(ComparisonFact(label: lagLabel(pairing), text: lagText(pairing))) }
    if isTimed, sources.count >= 2 {
      let lumps = (0...1).map { "\(Self.names[$0]) \(Self.lumpsText(sources[$0], at: now))" }
      facts.append(ComparisonFact(label: "in lumps", text: lumps.joined(separator: "; ")))
    }
    if let left = leftText(pairing) { facts.append(ComparisonFact(label: "not counted", text: left, tone: .quiet)) }
    if let verdict { facts.append(ComparisonFact(label: "verdict", text: verdict, tone: .bad)) }
    return facts
  }

  private func bothText(_ pairing: EventPairing) -> String {
    let events = Quantity.counted(pairing.both, "event")
    if pairing.both == 0 { return "no event yet" }
    if pairing.differs.count == 0 {
      return pairing.keys.key == .data ? events : "\(events), the same data in all"
    }
    if !isKeyGiven, pairing.same * 2 < pairing.both {
      return "\(events), \(Quantity.grouped(pairing.differs.count)) with other data: "
        + "the \(keyText) seems to stand for another event on each side"
    }
    return "\(events), \(Quantity.grouped(pairing.differs.count)) with other data: "
      + Self.list(pairing.differs, key: pairing.keys.key)
  }

  private func waitingText(_ pairing: EventPairing) -> String {
    let pending = pairing.pending[0] + pairing.pending[1]
    guard pending > 0 else { return "0" }
    let sides = (0...1).filter { pairing.pending[$0] > 0 }.map {
      "\(Quantity.grouped(pairing.pending[$0])) of \(Self.names[$0])"
    }
    let rest = isTimed ? ", given up \(Self.lapse(window)) after the other side has passed by" : ""
    return "\(sides.joined(separator: ", ")): not yet on the other side\(rest)"
  }

  private func lagLabel(_ pairing: EventPairing) -> String {
    pairing.lags.isReversed ? "A is later by" : "B is later by"
  }

  private func lagText(_ pairing: EventPairing) -> String {
    let lags = pairing.lags
    guard lags.count > 0 else { return "not known yet" }
    let against = lags.isReversed ? lags.later : lags.earlier
    let most = against.longest ?? .zero
    let early =
      most == .zero
      ? "never" : "\(Quantity.grouped(against.count)) of \(Quantity.grouped(lags.count)), most \(Self.lapse(most))"
    return "\(lagShares(pairing)); earlier: \(early)"
  }

  private func lagShares(_ pairing: EventPairing) -> String {
    let lags = pairing.lags
    let meter = lags.isReversed ? lags.earlier : lags.later
    func share(_ share: Double) -> String {
      let lag = lags.isReversed ? lags.quantile(1 - share).map { .zero - $0 } : lags.quantile(share)
      return Self.lapse(max(lag ?? .zero, .zero))
    }
    return "half \(share(0.5)), 90% \(share(0.9)), 99% \(share(0.99)), most \(Self.lapse(meter.longest ?? .zero))"
  }

  private static func lumpsText(_ source: SourceState, at now: Moment) -> String {
    let lumps = source.body.lumps.lumps(at: now)
    let events = lumps.map { Int($0.events) }.sorted()
    let pauses = lumps.map(\.pause).sorted()
    // A pause of a stream that flows is a little longer than what lies between two events.
    let usual = max((source.gaps.quantile(0.5) ?? .zero) * 4, .milliseconds(200))
    guard lumps.count >= 3, events[lumps.count / 2] > 1, pauses[lumps.count / 2] >= usual else { return "no" }
    let (count, pause) = (events[lumps.count / 2], pauses[lumps.count / 2])
    let inside = lumps.count { $0.stop == .insideLine }
    let ending = inside * 2 > lumps.count ? ", ending inside a line" : ""
    return "yes, \(Quantity.grouped(count)) events each \(lapse(pause))\(ending)"
  }

  private func leftText(_ pairing: EventPairing) -> String? {
    let parts = [
      (pairing.uncounted, "came while a side was not open, or not long"), (pairing.repeated, "came more than once"),
      (pairing.withoutKey, "have no \(keyText)"),
    ].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : parts.map { "\(Quantity.grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }

  /// What was found, in one line.
  package var sum: String {
    if let emptiness { return "A and B compared: \(emptiness)" }
    guard let pairing else { return "" }
    var parts = ["\(Quantity.counted(pairing.both, "event")) on both"]
    parts += (0...1).filter { pairing.only[$0].count > 0 }.map {
      "\(Quantity.grouped(pairing.only[$0].count)) only on \(Self.names[$0])"
    }
    if pairing.differs.count > 0 { parts.append("\(Quantity.grouped(pairing.differs.count)) with other data") }
    if isTimed, pairing.lags.count > 0 { parts.append("\(lagLabel(pairing)) \(lagShares(pairing))") }
    return "A and B compared by \(keyText): \(parts.joined(separator: ", "))"
  }

  /// Why there is nothing to tell yet; `nil` if there is.
  package var emptiness: String? {
    if let pairing, pairing.both > 0 { return nil }
    let silent = (0...1).filter { events[$0] == 0 }.map { Self.names[$0] }
    if !silent.isEmpty { return "no event has come on \(silent.joined(separator: " and ")) yet" }
    let given = isKeyGiven ? "with the same \(keyText)" : "with the same id or the same data"
    return "nothing matched yet: no event has come on both sides \(given)"
  }

  /// `<1 ms`, `548 ms`, `1.15 s`, `17.5 s`.
  package static func lapse(_ duration: Duration) -> String {
    let milliseconds = Int(min(max(duration, .zero), .seconds(1 << 40)) / .milliseconds(1) + 0.5)
    if milliseconds == 0 { return duration > .zero ? "<1 ms" : "0 ms" }
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    let (whole, rest) = ((milliseconds + 5) / 10).quotientAndRemainder(dividingBy: 100)
    if rest == 0 || whole >= 100 { return "\(Quantity.grouped(whole)) s" }
    return rest % 10 == 0 || whole >= 10 ? "\(whole).\(rest / 10) s" : "\(whole).\(rest / 10)\(rest % 10) s"
  }
}
