/// The exact sum of decimal numbers with digits from 10^80 down to 10^-81, and their exact mean.
///
/// Limbs of nine digits, added without a carry: 64 bits hold the limbs of nine thousand million numbers.
struct DecimalSum: Sendable {
  private static let base: Int64 = 1_000_000_000
  /// The power of ten of the lowest digit.
  private static let lowestPower = -81
  private static let digitCount = 162

  /// The lowest first.
  private var limbs = InlineArray<18, Int64>(repeating: 0)

  init() {}

  /// Adds a number as JSON writes it (RFC 8259, section 6).
  ///
  /// - Returns: whether all of its digits lie within; if not, nothing is added.
  mutating func add(_ number: UnsafeRawBufferPointer) -> Bool {
    let isNegative = number.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    // The digits are counted from the left, the point left out.
    var digits = 0
    var integerDigits: Int?
    var first: Int?
    var last = 0
    var end = start
    while end < number.count, number[end] | 0x20 != UInt8(ascii: "e") {
      if number[end] == UInt8(ascii: ".") {
        integerDigits = digits
      } else {
        if number[end] != UInt8(ascii: "0") {
          if first == nil { first = digits }
          last = digits
        }
        digits += 1
      }
      end += 1
    }
    guard let first else { return true }
    let exponent = end < number.count ? Self.exponent(number, from: end + 1) : 0
    // Of the first digit, counted from the lowest that there is room for.
    var power = (integerDigits ?? digits) - 1 + exponent - Self.lowestPower
    guard power - first < Self.digitCount, power - last >= 0 else { return false }
    var limb: Int64 = 0
    for byte in number[start..<end] where byte != UInt8(ascii: ".") {
      limb = limb * 10 + Int64(byte - UInt8(ascii: "0"))
      if limb != 0, power % 9 == 0 {
        limbs[power / 9] += isNegative ? -limb : limb
        limb = 0
      }
      power -= 1
    }
    guard limb != 0 else { return true }
    while power % 9 != 8, power >= 0 {
      limb *= 10
      power -= 1
    }
    limbs[(power + 1) / 9] += isNegative ? -limb : limb
    return true
  }

  private static func exponent(_ number: UnsafeRawBufferPointer, from start: Int) -> Int {
    var exponent = 0
    for byte in number[start...] where byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-") {
      exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
    }
    return number[start] == UInt8(ascii: "-") ? -exponent : exponent
  }

  /// Takes in what another has summed.
  mutating func add(_ other: DecimalSum) { for index in limbs.indices { limbs[index] += other.limbs[index] } }

  // MARK: - Reading

  /// The sum divided by a count, rounded to so many significant digits as Python's `decimal` rounds: half to even.
  func mean(of count: Int, digits limit: Int = 28) -> DecimalDigits {
    guard count > 0 else { return DecimalDigits() }
    let (isNegative, limbs) = magnitude
    let divisor = UInt64(count)
    var remainder: UInt64 = 0
    var digits: [UInt8] = []
    var power = Self.lowestPower + limbs.count * 9
    func divide(_ limb: UInt64) {
      let product = remainder.multipliedFullWidth(by: UInt64(Self.base))
      let (low, overflow) = product.low.addingReportingOverflow(limb)
      let (quotient, rest) = divisor.dividingFullWidth((product.high + (overflow ? 1 : 0), low))
      remainder = rest
      power -= 9
      append(quotient, to: &digits)
    }
    for limb in limbs.reversed() { divide(limb) }
    while remainder != 0, digits.count <= limit { divide(0) }
    var mean = DecimalDigits(isNegative: isNegative, digits: digits, power: power)
    mean.round(to: limit, isCut: remainder != 0)
    return mean
  }

  /// Appends nine digits, but none before the first that is not zero.
  private func append(_ limb: UInt64, to digits: inout [UInt8]) {
    var divisor = UInt64(Self.base) / 10
    while divisor > 0 {
      let digit = UInt8(limb / divisor % 10)
      if digit != 0 || !digits.isEmpty { digits.append(digit) }
      divisor /= 10
    }
  }

  private var magnitude: (isNegative: Bool, limbs: [UInt64]) {
    let (limbs, carry) = carried(sign: 1)
    if carry >= 0 { return (false, limbs + Self.limbs(of: carry)) }
    let (negated, rest) = carried(sign: -1)
    return (true, negated + Self.limbs(of: rest))
  }

  private static func limbs(of carry: Int64) -> [UInt64] { [UInt64(carry % base), UInt64(carry / base)] }

  private func carried(sign: Int64) -> (limbs: [UInt64], carry: Int64) {
    var carried: [UInt64] = []
    var carry: Int64 = 0
    for index in limbs.indices {
      var (quotient, rest) = (sign * limbs[index] + carry).quotientAndRemainder(dividingBy: Self.base)
      if rest < 0 { (quotient, rest) = (quotient - 1, rest + Self.base) }
      carried.append(UInt64(rest))
      carry = quotient
    }
    return (carried, carry)
  }
}

/// A decimal number digit by digit.
package struct DecimalDigits: Sendable, Equatable {
  private(set) var isNegative = false
  /// From 0 to 9, the highest first; the first and the last are not 0, none for zero.
  private(set) var digits: [UInt8] = []
  /// The power of ten of the last digit.
  package private(set) var power = 0

  /// How many digits stand before the point; negative where zeros follow it.
  package var integerDigits: Int { digits.count + power }

  init() {}

  init(isNegative: Bool, digits: [UInt8], power: Int) {
    (self.isNegative, self.digits, self.power) = (isNegative, digits, power)
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 {
      digits.removeLast()
      power += 1
    }
    if digits.isEmpty { self = DecimalDigits() }
  }

  /// Rounds to so many digits, half to even.
  ///
  /// - Parameter isCut: whether something that is not zero follows the last digit.
  mutating func round(to limit: Int, isCut: Bool = false) {
    guard digits.count > limit else { return }
    let next = digits[limit]
    let hasMore = isCut || digits.count > limit + 1
    power += digits.count - limit
    digits.removeSubrange(limit...)
    if next > 5 || next == 5 && (hasMore || (digits.last ?? 0) % 2 == 1) { increment() }
    trim()
  }

  package func rounded(to limit: Int) -> DecimalDigits {
    var rounded = self
    rounded.round(to: max(limit, 1))
    return rounded
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
  }

  /// Without an exponent, however many zeros that takes: `-0.00125`.
  package var text: String {
    guard !digits.isEmpty else { return "0" }
    let before = digits.count + power
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    if before <= 0 { text += Array("0.".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: -before) }
    for (index, digit) in digits.enumerated() {
      if index == before, index > 0 { text.append(UInt8(ascii: ".")) }
      text.append(UInt8(ascii: "0") + digit)
    }
    if power > 0 { text += [UInt8](repeating: UInt8(ascii: "0"), count: power) }
    return String(decoding: text, as: UTF8.self)
  }

  /// With an exponent: `1.25e-3`.
  package var scientific: String {
    guard let first = digits.first else { return "0" }
    let rest = digits.dropFirst().map { String($0) }.joined()
    let exponent = digits.count - 1 + power
    return (isNegative ? "-" : "") + "\(first)" + (rest.isEmpty ? "" : "." + rest) + "e\(exponent)"
  }

  package var double: Double { Double(scientific) ?? 0 }
}

extension DecimalDigits {
  /// A number as JSON writes it.
  ///
  /// - Returns: `nil` for what is none.
  package init?(_ number: [UInt8]) {
    let text = String(decoding: number, as: UTF8.self)
    let parts = text.split(separator: "e", maxSplits: 1).flatMap { $0.split(separator: "E", maxSplits: 1) }
    guard let mantissa = parts.first, parts.count <= 2, let exponent = parts.count == 2 ? Int(parts[1]) : 0,
      exponent.magnitude < 1_000_000_000
    else { return nil }
    let isNegative = mantissa.first == "-"
    let whole = mantissa.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard let integer = whole.first, whole.count <= 2 else { return nil }
    let fraction = whole.count == 2 ? whole[1] : ""
    let digits = (integer.utf8 + Array(fraction.utf8)).map { $0 &- UInt8(ascii: "0") }
    guard digits.allSatisfy({ $0 < 10 }) else { return nil }
    self.init(
      isNegative: isNegative, digits: Array(digits.drop { $0 == 0 }), power: exponent - fraction.utf8.count)
  }
}
