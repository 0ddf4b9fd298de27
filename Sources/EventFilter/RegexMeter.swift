internal import CPCRE2

/// Counts what a match does, and ends it when that is too much.
///
/// PCRE2's own limit of steps begins anew at each place where a match may begin, and its JIT compiler leaves whole
/// loops out of it; so the expression is compiled to call back before each of its items, pcre2callout(3).
struct RegexMeter {
  /// Some ten milliseconds, and for megabytes some tens: there, even the plainest expression has much to try.
  private static let (limit, largestLimit) = (1 << 20, 1 << 22)

  private(set) var steps = 0
  private var limit = Self.limit
  private var place = 0
  /// What each call costs besides: a back reference compares long texts in one item.
  private var surcharge = 0

  mutating func begin(in count: Int, hasBackReference: Bool) {
    (steps, place) = (0, 0)
    limit = min(Self.limit + 2 * count, Self.largestLimit)
    surcharge = hasBackReference ? count >> 6 : 0
  }

  /// Charges for a call, and for the bytes since the last one.
  mutating func passes(_ place: Int) -> Bool {
    steps += 1 + surcharge + abs(place - self.place) >> 3
    self.place = place
    return steps <= limit
  }

  /// What PCRE2 calls, with the meter's address.
  static func callout(_ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ meter: UnsafeMutableRawPointer?) -> Int32
  {
    guard let block, let meter = meter?.assumingMemoryBound(to: RegexMeter.self) else { return 0 }
    return meter.pointee.passes(block.pointee.current_position) ? 0 : PCRE2_ERROR_CALLOUT
  }
}
