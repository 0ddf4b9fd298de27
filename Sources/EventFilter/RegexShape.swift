/// What can be told of a regular expression from how it is written: a text it cannot do without, and how long a match
/// may take at most.
///
/// Knows only what is common; of all else it says nothing.
struct RegexShape: Sendable {
  /// Letters, digits and marks that stand in a row in whatever matches.
  private(set) var literal: [UInt8] = []
  /// With `repeats`, the most steps a match takes, by the count of bytes: `paths * count ^ (repeats + 1)`.
  private var repeats = 0
  private var paths = 1
  private var isKnown = true

  /// Of a text that is meant as it stands, it says only that searching for it is quick.
  init() {}

  init(_ regex: [UInt8], ignoresCase: Bool) {
    var reader = RegexShapeReader(regex, ignoresCase: ignoresCase)
    isKnown = reader.read()
    guard isKnown else { return }
    (literal, repeats, paths) = (reader.hasChoice ? [] : reader.longest, reader.repeats, reader.paths)
  }

  /// Whether a match in so many bytes certainly takes less than a millisecond.
  ///
  /// - Parameter isRepeated: all matches, one after the other.
  func isQuick(in count: Int, isRepeated: Bool) -> Bool {
    guard isKnown else { return false }
    var steps = paths
    for _ in 0..<repeats + (isRepeated && repeats > 0 ? 2 : 1) {
      let (product, overflow) = steps.multipliedReportingOverflow(by: max(count, 1))
      guard !overflow else { return false }
      steps = product
    }
    return steps <= 1 << 18
  }
}
