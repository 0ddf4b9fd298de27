import Text

/// Writes metrics in Prometheus' text format, version 0.0.4.
///
/// Names are ours; the values of labels may be text of a stranger's, and are cleaned, cut and quoted here.
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
struct Exposition {
  enum Kind: String {
    case counter, gauge, histogram
  }

  typealias Label = (name: StaticString, value: String)

  static let contentType = "text/plain; version=0.0.4; charset=utf-8"
  /// Characters of a label's value; what is behind them is cut.
  static let valueLimit = 256

  private(set) var text = ""
  private var family: StaticString = ""

  /// Begins a family of samples: all of one name stand together, behind what they are.
  mutating func begin(_ name: StaticString, _ kind: Kind, _ help: String) {
    family = name
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func add(_ value: Int, _ labels: [Label]) { add(suffix: "", labels, String(value)) }

  mutating func add(_ value: Double, _ labels: [Label]) { add(suffix: "", labels, Self.number(value)) }

  /// Adds a histogram: how many values there were up to each bound, how many in all, and their sum.
  mutating func add(_ histogram: Histogram, _ labels: [Label]) {
    for (bound, count) in zip(histogram.bounds, histogram.counts) {
      add(suffix: "_bucket", labels + [("le", Self.number(bound))], String(count))
    }
    add(suffix: "_bucket", labels + [("le", "+Inf")], String(histogram.count))
    add(suffix: "_sum", labels, Self.number(histogram.sum))
    add(suffix: "_count", labels, String(histogram.count))
  }

  private mutating func add(suffix: String, _ labels: [Label], _ value: String) {
    text += "\(family)\(suffix)"
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0.name)=\"\(Self.quoted($0.value))\"" }.joined(separator: ",") + "}"
    }
    text += " \(value)\n"
  }

  private static func number(_ value: Double) -> String {
    value.isFinite && value == value.rounded(.towardZero) && value.magnitude < 1e15
      ? String(Int(value)) : value.description
  }

  /// A stranger's text as a label may hold it: without control characters, and not longer than the limit.
  static func cleaned(_ value: String) -> String {
    let clean = CleanText.cleaned(value, glyphs: .unicode)
    return clean.count > valueLimit ? clean.prefix(valueLimit) + "…" : clean
  }

  /// A value as it stands between quotation marks.
  static func quoted(_ value: String) -> String {
    var text = ""
    for character in cleaned(value) {
      switch character {
      case "\\": text += #"\\"#
      case "\"": text += #"\""#
      default: text.append(character)
      }
    }
    return text
  }
}

/// How many values there were up to each of some bounds.
struct Histogram: Equatable, Sendable {
  /// Ascending, without the last one, which is infinite.
  let bounds: [Double]
  /// For each bound the number of values that do not exceed it.
  var counts: [Int]
  /// Of all values.
  var count = 0
  var sum = 0.0

  init(bounds: [Double]) { (self.bounds, counts) = (bounds, Array(repeating: 0, count: bounds.count)) }

  mutating func add(_ value: Double) {
    for index in bounds.indices where value <= bounds[index] { counts[index] += 1 }
    count += 1
    sum += value
  }

  /// Adds what was counted with the same bounds.
  mutating func add(_ other: Self) {
    for index in counts.indices { counts[index] += other.counts[index] }
    count += other.count
    sum += other.sum
  }
}
