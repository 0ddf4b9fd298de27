/// How long it takes from one event to the next: how many gaps there were of which length.
///
/// Gaps are counted in buckets that grow with what they hold, 32 for each doubling, so a quantile is true to 1.6 % or a
/// microsecond, in at most 5 KiB however long the program runs. The events of one batch arrived at the same moment: all
/// gaps but the first are zero, and a batch costs the same whatever it holds.
public struct GapMeter: Sendable {
  /// How many gaps were measured.
  public private(set) var count = 0
  /// The longest gap, exact; `nil` before the first.
  public private(set) var longest: Duration?
  /// Of all gaps.
  package private(set) var total = Duration.zero
  private var zeros = 0
  /// As long as the longest gap needs.
  private var buckets: [UInt32] = []
  private var lastAt: Moment?

  /// The most bytes of its buckets.
  package static let byteLimit = 5 << 10

  /// Up to this many microseconds a bucket holds one length.
  private static let exactLimit: UInt64 = 64
  /// Longer gaps, of 25 days, are counted as this, in microseconds.
  private static let lengthLimit: UInt64 = 1 << 41 - 1

  public init() {}

  /// Counts the gaps that a batch of `events` ends.
  package mutating func add(events: Int, at now: Moment) {
    guard events > 0 else { return }
    if let lastAt { add(gap: max(now - lastAt, .zero)) }
    zeros += events - 1
    count += events - 1
    if events > 1, longest == nil { longest = .zero }
    // Of a recording watched beside a live stream times may go back.
    lastAt = max(lastAt ?? now, now)
  }

  /// The next event ends no gap: the time without a connection is told as that.
  mutating func interrupt() { lastAt = nil }

  /// Counts a length that was measured otherwise.
  package mutating func add(gap: Duration) {
    count += 1
    guard gap > .zero else {
      zeros += 1
      if longest == nil { longest = .zero }
      return
    }
    total += gap
    longest = max(longest ?? .zero, gap)
    let bucket = Self.bucket(of: gap)
    guard bucket > 0 else {
      zeros += 1
      return
    }
    if bucket >= buckets.count {
      buckets.append(contentsOf: repeatElement(0, count: bucket + 1 - buckets.count))
    }
    if buckets[bucket] < .max { buckets[bucket] += 1 }
  }

  /// The length that this share of the gaps does not exceed; `nil` before the first gap.
  ///
  /// - Parameter share: 0.5 for the median, 0.99 for all but the longest hundredth.
  public func quantile(_ share: Double) -> Duration? {
    guard let longest else { return nil }
    let exact = min(max(share, 0), 1) * Double(count)
    // Rounded up by hand; `rounded` would need the C library's mathematics to link.
    var rank = Int(exact)
    if Double(rank) < exact { rank += 1 }
    rank -= zeros
    guard rank > 0 else { return .zero }
    for (bucket, count) in buckets.enumerated() {
      rank -= Int(count)
      if rank <= 0 { return min(Self.middle(of: bucket), longest) }
    }
    return longest
  }

  /// How many gaps were no longer than this; what it is compared with is true to 1.6 %.
  package func count(upTo length: Duration) -> Int {
    zeros + zip(buckets, buckets.indices).reduce(0) { $0 + (Self.middle(of: $1.1) <= length ? Int($1.0) : 0) }
  }

  private static func bucket(of gap: Duration) -> Int {
    let (seconds, attoseconds) = gap.components
    let micros = min(UInt64(min(seconds, 1 << 40)) * 1_000_000 + UInt64(attoseconds / 1_000_000_000_000), lengthLimit)
    guard micros >= exactLimit else { return Int(micros) }
    let power = UInt64.bitWidth - 1 - micros.leadingZeroBitCount
    return Int(exactLimit) + (power - 6) * 32 + Int(micros >> UInt64(power - 5)) - 32
  }

  private static func middle(of bucket: Int) -> Duration {
    guard bucket >= exactLimit else { return .microseconds(bucket) }
    let (doublings, place) = (bucket - Int(exactLimit)).quotientAndRemainder(dividingBy: 32)
    let width = 1 << (doublings + 1)
    return .microseconds((32 + place) * width + width / 2)
  }
}
