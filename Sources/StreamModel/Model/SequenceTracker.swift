/// Which events a source has left out, sent twice or sent late, told by ids that count.
///
/// Nothing in the standard says that ids are numbers; where most follow each other by one, an exception means something.
/// Times and random numbers are found out after a few dozen and not looked at any more. Memory is constant: of the last
/// 64 numbers it is known which came, older ones are taken to have come.
public struct SequenceTracker: Equatable, Sendable {
  /// What ids that count have told.
  public struct Findings: Equatable, Sendable {
    /// Numbers that were passed over and have not come since.
    public internal(set) var missing = 0
    /// Events whose number had come before.
    public internal(set) var repeated = 0
    /// Events whose number was passed over before it came.
    public internal(set) var late = 0

    public init(missing: Int = 0, repeated: Int = 0, late: Int = 0) {
      (self.missing, self.repeated, self.late) = (missing, repeated, late)
    }

    /// Adds what another source's ids have told.
    public mutating func add(_ other: Findings) {
      let (sum, overflow) = missing.addingReportingOverflow(other.missing)
      missing = overflow ? .max : sum
      repeated += other.repeated
      late += other.late
    }
  }

  /// `nil` as long as the ids do not count.
  public var findings: Findings? {
    steps >= Self.fewestSteps && consecutive * 10 >= steps * 9 ? found : nil
  }

  private var found = Findings()
  private var highest: UInt64?
  /// Bit `n` says whether `highest - n` has come.
  private var seen: UInt64 = 0
  /// How often a number was higher than any before, and how often by one.
  private var steps = 0
  private var consecutive = 0
  private var strangers = 0

  private static let fewestSteps = 8
  private static let patience = 64

  public init() {}

  /// Whether it is worth to go on looking.
  var isOpen: Bool {
    strangers < Self.patience && (steps < Self.patience || consecutive * 2 > steps)
  }

  /// Takes note of the id that an event has brought.
  mutating func take(_ id: UnsafeRawBufferPointer) {
    guard let number = Self.number(id) else {
      strangers += 1
      return
    }
    guard let highest else {
      (self.highest, seen) = (number, ~0)
      return
    }
    if number > highest { advance(by: number - highest, to: number) } else { look(back: highest - number) }
  }

  private mutating func advance(by step: UInt64, to number: UInt64) {
    steps += 1
    if step == 1 { consecutive += 1 }
    let (missing, overflow) = found.missing.addingReportingOverflow(Int(clamping: step - 1))
    found.missing = overflow ? .max : missing
    seen = (step < 64 ? seen << step : 0) | 1
    highest = number
  }

  private mutating func look(back distance: UInt64) {
    guard distance < 64, seen & 1 << distance == 0 else {
      found.repeated += 1
      return
    }
    seen |= 1 << distance
    found.late += 1
    found.missing = max(found.missing - 1, 0)
  }

  /// Digits only, at most nineteen: such a number fits.
  private static func number(_ id: UnsafeRawBufferPointer) -> UInt64? {
    guard !id.isEmpty, id.count <= 19 else { return nil }
    var number: UInt64 = 0
    for byte in id {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      number = number &* 10 &+ UInt64(digit)
    }
    return number
  }
}

extension SequenceTracker {
  /// The one event of a batch, if there is one, whose id had begun to come before it.
  ///
  /// - Parameter start: where the batch's bytes begin in the source's wire.
  static func early(in batch: Batch, from start: UInt64) -> Record? {
    batch.records.first { $0.kind == .event }.flatMap { $0.bringsID && $0.idOffset < start ? $0 : nil }
  }

  /// Takes note of the ids of a batch.
  ///
  /// - Parameters:
  ///   - start: where the batch's bytes begin in the source's wire.
  ///   - earlyID: the id of the `early` event.
  mutating func take(_ batch: Batch, from start: UInt64, earlyID: [UInt8]) {
    guard isOpen else { return }
    earlyID.withUnsafeBytes { if !$0.isEmpty { take($0) } }
    batch.bytes.withUnsafeBytes { bytes in
      for record in batch.records where record.kind == .event && record.bringsID && record.idOffset >= start {
        let place = Int(clamping: record.idOffset - start)
        let length = Int(record.idLength)
        guard length <= bytes.count, place <= bytes.count - length else { continue }
        take(UnsafeRawBufferPointer(rebasing: bytes[place..<place + length]))
      }
    }
  }
}

extension Record {
  /// Whether the event has set its id itself.
  fileprivate var bringsID: Bool { idLength > 0 && idOffset >= offset && idOffset != Self.initialIDOffset }
}
