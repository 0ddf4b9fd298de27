import Findings
import StreamModel
import Text

/// A finding and its source: one of a board's.
struct FoundFinding: Equatable, Sendable {
  /// Whichever row it has, it is the same as long as it is this one.
  struct Name: Hashable, Sendable {
    var source: Int
    var code: FindingCode
  }

  let source: Int
  let finding: Finding

  var name: Name { Name(source: source, code: finding.code) }
}

/// What is told of when, how often and where a finding was seen, in words.
enum FindingFacts {
  /// `14×, first 12:03:07, still so`; nothing in it changes while the finding does not.
  static func seen(_ finding: Finding, _ clock: WallClock, _ glyphs: Glyphs) -> String {
    let first = clock.text(finding.first).prefix(8)
    let last = clock.text(finding.last).prefix(8)
    let times = finding.count > 1 ? "\(Quantity.grouped(finding.count))\(glyphs.isASCII ? " x" : "×"), " : ""
    if finding.isNow { return "\(times)since \(first), still so" }
    return first == last ? "\(times)at \(first)" : "\(times)first \(first), last \(last)"
  }

  /// `connection 1, event 22, byte 3,908`; `nil` if it has no place.
  static func place(_ finding: Finding) -> String? {
    finding.place.map { place in
      "connection \(Quantity.grouped(place.connection)), event \(Quantity.grouped(place.event)), "
        + "byte \(Quantity.grouped(Int(clamping: place.offset)))"
    }
  }

  /// `lump bytes 4,096, lump events 23`.
  static func figures(_ finding: Finding) -> String {
    finding.figures.map { figure in
      let unit = figure.name.hasSuffix("_ms") ? " ms" : ""
      let name = figure.name.dropLast(unit.utf8.count).replacing("_", with: " ")
      return "\(name) \(Quantity.grouped(figure.value))\(unit)"
    }.joined(separator: ", ")
  }
}
