/// A number as JSON writes it (RFC 8259, section 6), compared digit by digit: exact, however long it is.
///
/// It says where its digits lie; the bytes are the caller's. An exponent beyond ±10^15 counts as that.
package struct DecimalNumber: Equatable, Sendable {
  private static let exponentLimit = 1_000_000_000_000_000

  private var isNegative = false
  /// From the first digit that is not zero to after the last one, perhaps with a point between; empty for zero.
  private var digits = 0..<0
  /// The power of ten of which the digits, after `0.`, are the fraction.
  private var magnitude = 0

  /// - Parameter text: the number and nothing else.
  package init?(_ text: UnsafeRawBufferPointer) {
    guard let end = text.withJSONBytes({ JSONScalar.number(in: $0, from: 0) }), end == text.count else { return nil }
    isNegative = text[0] == UInt8(ascii: "-")
    var integerDigits = 0
    var point: Int?
    var index = isNegative ? 1 : 0
    while index < end, text[index] | 0x20 != UInt8(ascii: "e") {
      if text[index] == UInt8(ascii: ".") {
        point = index
      } else {
        if point == nil { integerDigits += 1 }
        if text[index] != UInt8(ascii: "0") {
          if digits.isEmpty {
            // The place of the first digit, counted from the point to the left.
            magnitude = point.map { $0 + 1 - index } ?? -integerDigits + 1
            digits = index..<index + 1
          }
          digits = digits.lowerBound..<index + 1
        }
      }
      index += 1
    }
    guard !digits.isEmpty else { return }
    if point == nil || digits.lowerBound < (point ?? 0) { magnitude += integerDigits }
    if index < end { magnitude += Self.exponent(text, from: index + 1) }
  }

  private static func exponent(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var exponent = 0
    for byte in text[start...] where byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-") {
      exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), exponentLimit)
    }
    return text[start] == UInt8(ascii: "-") ? -exponent : exponent
  }

  /// How it lies to another number.
  package func order(in text: UnsafeRawBufferPointer, to other: DecimalNumber, in otherText: UnsafeRawBufferPointer)
    -> Order
  {
    let (sign, otherSign) = (sign, other.sign)
    guard sign == otherSign else { return sign < otherSign ? .before : .after }
    guard sign != 0 else { return .same }
    let size = sizeOrder(in: text, to: other, in: otherText)
    guard isNegative, size != .same else { return size }
    return size == .before ? .after : .before
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  private func sizeOrder(
    in text: UnsafeRawBufferPointer, to other: DecimalNumber, in otherText: UnsafeRawBufferPointer
  ) -> Order {
    guard magnitude == other.magnitude else { return magnitude < other.magnitude ? .before : .after }
    var (left, right) = (digits, other.digits)
    while true {
      let (digit, otherDigit) = (Self.next(&left, in: text), Self.next(&right, in: otherText))
      if digit != otherDigit { return digit < otherDigit ? .before : .after }
      // No digit is after the last one, which is not zero: 0 there is the end.
      if digit == 0, left.isEmpty, right.isEmpty { return .same }
    }
  }

  /// The next digit, the point passed over; "0" after the end.
  private static func next(_ digits: inout Range<Int>, in text: UnsafeRawBufferPointer) -> UInt8 {
    while let index = digits.first {
      digits = index + 1..<digits.upperBound
      if text[index] != UInt8(ascii: ".") { return text[index] - UInt8(ascii: "0") }
    }
    return 0
  }
}

/// How a value lies to another.
package enum Order: Sendable {
  case before
  case same
  case after
}
