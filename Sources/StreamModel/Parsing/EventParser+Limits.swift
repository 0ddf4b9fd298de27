extension EventParser {
  /// How much may be pending. The standard names no limits; a client that watches strangers for days needs some.
  public struct Limits: Sendable {
    /// Bytes of one line.
    public var line: Int
    /// Bytes of one event, from its first field to its blank line.
    public var event: Int

    /// - Parameters: bytes, at most 1 GiB each.
    public init(line: Int = 16 << 20, event: Int = 16 << 20) {
      self.line = min(max(line, 1), 1 << 30)
      self.event = min(max(event, 1), 1 << 30)
    }
  }

  /// "If the field value consists of only ASCII digits, then interpret the field value as an integer in base ten";
  /// what is beyond an `Int` is the largest one.
  static func reconnectionTime(_ value: UnsafeRawBufferPointer) -> Int? {
    guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var time = 0
    for digit in value {
      let (product, overflow) = time.multipliedReportingOverflow(by: 10)
      guard !overflow, product <= Int.max - 9 else { return Int.max }
      time = product + Int(digit - 0x30)
    }
    return time
  }
}
