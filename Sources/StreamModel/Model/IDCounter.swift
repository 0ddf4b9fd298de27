/// Numbers that rise by one from event to event, and which of them were left out, sent twice or sent late.
///
/// Constant size: of the last 64 numbers it is known which came, older ones are taken to have come.
struct IDCounter: Equatable, Sendable {
  private(set) var found = SequenceTracker.Findings()
  /// How often a number was higher than any before, and how often by one.
  private(set) var steps = 0
  private(set) var consecutive = 0
  /// What one step is: 1, or more where the first steps were all alike.
  private(set) var unit: UInt64 = 1
  /// The lowest number that is known to belong to it.
  private(set) var first: UInt64?
  private(set) var highest: UInt64?
  /// Bit `n` says whether `highest - n * unit` has come.
  private var seen: UInt64 = 0
  /// The last step, and how many in a row were as long.
  private var step: UInt64 = 0
  private var equalSteps = 0

  /// Numbers that were passed over, without those that may still come where some come late.
  var missing: Int { found.late == 0 ? found.missing : max(found.missing - open, 0) }

  /// Whether any were passed over that are not likely to come any more: some others have come since.
  var hasOldMissing: Bool { found.missing > open(of: Self.young) }

  /// A number may still come late while it is one of so many.
  private static let young: UInt64 = 8

  /// How many of the last 64 numbers have not come.
  private var open: Int { open(of: 64) }

  private func open(of numbers: UInt64) -> Int {
    let length = min(span / unit + 1, numbers)
    return Int(length) - (length < 64 ? seen & (1 << length - 1) : seen).nonzeroBitCount
  }

  /// Numbers from the first to the highest.
  var span: UInt64 { (highest ?? 0) - (first ?? 0) }

  /// What a number has told.
  enum Told: Equatable {
    case nothing
    /// Higher than any before; so many were passed over.
    case advanced(missing: Int)
    /// It had come before.
    case repeated
    /// It had been passed over.
    case late
  }

  /// - Parameters:
  ///   - forgiven: how many numbers may have come in what was not read; those are not missing.
  ///   - isFirst: whether it is the first of a connection: then a step says nothing of how the ids count.
  mutating func receive(_ number: UInt64, forgiving forgiven: Int = 0, isFirst: Bool = false) -> Told {
    guard let highest else {
      (first, self.highest, seen) = (number, number, 1)
      return .nothing
    }
    return number > highest
      ? advance(by: number - highest, to: number, forgiving: forgiven, isFirst: isFirst)
      : look(back: highest - number, to: number)
  }

  /// The same for the numbers after the highest, where the unit is 1 and none is the first of a connection.
  mutating func takeNext(_ count: Int) {
    highest = highest.map { $0 &+ UInt64(count) }
    steps += count
    consecutive += count
    seen = count < 64 ? seen << UInt64(count) | (1 << UInt64(count) - 1) : .max
  }

  private mutating func advance(by step: UInt64, to number: UInt64, forgiving forgiven: Int, isFirst: Bool) -> Told {
    highest = number
    let units = step / unit
    let passed = step % unit == 0 ? Int(clamping: units - 1) : 0
    let missing = max(passed - forgiven, 0)
    if passed == missing, !isFirst {
      steps += 1
      if step == unit { consecutive += 1 }
    }
    let (sum, overflow) = found.missing.addingReportingOverflow(missing)
    found.missing = overflow ? .max : sum
    seen = (units < 64 ? seen << units : 0) | 1
    // What was not read is taken to have come.
    if missing == 0, passed > 0, units < 64 { seen |= 1 << units - 1 }
    if !isFirst { learnUnit(step) }
    return .advanced(missing: missing)
  }

  /// Where ids rise by ten each time, that is their one.
  private mutating func learnUnit(_ step: UInt64) {
    guard unit == 1, consecutive == 0, found.late == 0, found.repeated == 0 else { return }
    equalSteps = step == self.step ? equalSteps + 1 : 1
    self.step = step
    guard step > 1, equalSteps == SequenceTracker.fewestSteps, equalSteps == steps else { return }
    // The first one and all since have come.
    (unit, consecutive, seen) = (step, steps, 1 << UInt64(steps + 1) - 1)
    found = SequenceTracker.Findings()
  }

  private mutating func look(back distance: UInt64, to number: UInt64) -> Told {
    guard distance % unit == 0 else { return .nothing }
    let units = distance / unit
    if let first, number < first {
      // What is far below is older than all that is known.
      guard units < 64 else { return .nothing }
      // What comes before the first one was not passed over; what lies between them was.
      found.missing += Int(clamping: (first - number) / unit - 1)
      self.first = number
      seen |= 1 << units
      return .nothing
    }
    guard units < 64, seen & 1 << units == 0 else {
      found.repeated += 1
      return .repeated
    }
    seen |= 1 << units
    found.late += 1
    found.missing = max(found.missing - 1, 0)
    return .late
  }
}
