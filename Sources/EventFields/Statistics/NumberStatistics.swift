import Text

/// What there is to say of the numbers at a path: the least, the greatest and the mean, exact however long they are.
struct NumberStatistics: Sendable {
  /// Longer numbers are counted, and nothing is said of any number then.
  static let lengthLimit = 256

  private(set) var count = 0
  private(set) var least = Extreme()
  private(set) var greatest = Extreme()
  private var sum = DecimalSum()
  /// Numbers too long to be measured.
  private var unmeasured = 0
  /// Numbers with digits outside of what the sum holds.
  private var unsummed = 0
  /// By the slots of the path's course; empty where there was no room.
  var sums: [Double] = []

  init() {}

  /// - Parameters:
  ///   - slots: of the path's course.
  ///   - room: bytes that may be taken.
  init(slots: Int, room: Int) {
    if room >= slots * MemoryLayout<Double>.stride { sums = [Double](repeating: 0, count: slots) }
  }

  var heldBytes: Int { least.text.count + greatest.text.count + sums.count * MemoryLayout<Double>.stride }

  mutating func add(_ number: UnsafeRawBufferPointer) {
    count += 1
    guard number.count <= Self.lengthLimit, let decimal = DecimalNumber(number) else {
      unmeasured += 1
      return
    }
    if !sum.add(number) { unsummed += 1 }
    let integer = Self.integer(number)
    if count == 1 + unmeasured {
      least.receive(number, decimal, integer)
      greatest.receive(number, decimal, integer)
      return
    }
    if least.order(of: number, decimal, integer) == .before { least.receive(number, decimal, integer) }
    if greatest.order(of: number, decimal, integer) == .after { greatest.receive(number, decimal, integer) }
  }

  /// Whether the least and the greatest are known.
  var isMeasured: Bool { count > 0 && unmeasured == 0 }

  /// Rounded to 28 significant digits; `nil` where it is not known exactly.
  var mean: DecimalDigits? { isMeasured && unsummed == 0 ? sum.mean(of: count) : nil }

  /// A whole number of few digits, which compares at once.
  static func integer(_ number: UnsafeRawBufferPointer) -> Int64? {
    guard number.count <= 18 else { return nil }
    var value: Int64 = 0
    for (index, byte) in number.enumerated() {
      if byte &- UInt8(ascii: "0") < 10 {
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      } else if index > 0 || byte != UInt8(ascii: "-") {
        return nil
      }
    }
    return number.first == UInt8(ascii: "-") ? -value : value
  }

  /// The least or the greatest number, with its digits as they came.
  struct Extreme: Sendable {
    private(set) var text: [UInt8] = []
    private var integer: Int64?
    private var decimal: DecimalNumber?

    mutating func receive(_ number: UnsafeRawBufferPointer, _ decimal: DecimalNumber, _ integer: Int64?) {
      text.removeAll(keepingCapacity: true)
      text.append(contentsOf: number)
      (self.decimal, self.integer) = (decimal, integer)
    }

    /// How a number lies to this one.
    func order(of number: UnsafeRawBufferPointer, _ other: DecimalNumber, _ otherInteger: Int64?) -> Order {
      if let integer, let otherInteger {
        return otherInteger < integer ? .before : otherInteger > integer ? .after : .same
      }
      guard let decimal else { return .same }
      return text.withUnsafeBytes { other.order(in: number, to: decimal, in: $0) }
    }
  }
}
