import Text

/// How fast a recording is replayed: `2x`, `0.5`, `max`.
package enum PlaybackSpeed: Equatable, Sendable {
  package static let forms = "a factor, as 2x or 0.5, or max"

  case factor(Double)
  /// As fast as it goes.
  case max

  package init?(argument: String) {
    if argument == "max" {
      self = .max
      return
    }
    let number = argument.hasSuffix("x") ? String(argument.dropLast()) : argument
    guard let factor = Decimal.number(number), (0.001...100_000).contains(factor) else { return nil }
    self = .factor(factor)
  }
}
