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
  private(set) var first: UInt64?
  private(set) var highest: UInt64?
  /// Bit `n` says whether `highest - n * unit` has come.
  private var seen: UInt64 = 0
  /// The last step, and how many in a row were as long.
  private var step: UInt64 = 0
  private var equalSteps = 0

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
  mutating func take(_ number: UInt64, forgiving forgiven: Int = 0, isFirst: Bool = false) -> Told {
    guard let highest else {
      (first, self.highest, seen) = (number, number, ~0)
      return .nothing
    }
    return number > highest
      ? advance(by: number - highest, to: number, forgiving: forgiven, isFirst: isFirst) : look(back: highest - number)
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
    guard unit == 1, consecutive == 0 else { return }
    equalSteps = step == self.step ? equalSteps + 1 : 1
    self.step = step
    guard step > 1, equalSteps == SequenceTracker.fewestSteps, equalSteps == steps else { return }
    (unit, consecutive, seen) = (step, steps, ~0)
    found = SequenceTracker.Findings()
  }

  private mutating func look(back distance: UInt64) -> Told {
    guard distance % unit == 0 else { return .nothing }
    let units = distance / unit
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
