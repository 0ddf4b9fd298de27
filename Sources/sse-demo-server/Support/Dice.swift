/// The random numbers of the streams.
final class Dice {
  private var generator: any RandomNumberGenerator

  init(_ generator: any RandomNumberGenerator) {
    self.generator = generator
  }

  /// A number from 0 up to but without 1, like JavaScript's `Math.random`.
  func number() -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }

  /// A whole number of the range, which must not be empty.
  func integer(_ range: Range<Int>) -> Int {
    range.lowerBound + Int(number() * Double(range.count))
  }

  /// A number as JSON, in decimal digits without an exponent, as short as it can be without becoming another number.
  static func json(_ number: Double) -> String {
    guard number != 0 else { return "0" }
    let text = "\(number)"
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), exponent < 0 else { return text }
    let digits = parts[0].filter { $0 != "." }
    let significant = digits.hasSuffix("0") && parts[0].hasSuffix(".0") ? digits.dropLast() : digits[...]
    return "0." + String(repeating: "0", count: -exponent - 1) + significant
  }
}

/// Where new dice come from: with a seed they all fall the same.
struct DiceCup: Sendable {
  let seed: UInt64?

  func callAsFunction() -> Dice {
    seed.map { Dice(SplitMix64(state: $0)) } ?? Dice(SystemRandomNumberGenerator())
  }
}

/// Vigna's generator: the same numbers from the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
