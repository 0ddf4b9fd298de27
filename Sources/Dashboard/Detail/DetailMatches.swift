import EventFilter
import Text

/// What a search finds in an opened event: in the facts as they are shown, and in the data as it came, whatever the
/// tree makes of it.
struct DetailMatches: Sendable {
  /// More are not walked.
  static let limit = 1 << 17

  let pattern: TextPattern
  let isRaw: Bool
  /// The line of a fact, and the bytes of it.
  let facts: [(line: Int, bytes: Range<Int>)]
  /// The indexes in the data, or in the raw bytes if those are shown; in their order, none overlapping.
  let body: [Range<Int>]
  /// Whether a regular expression was stopped at its limit, so that there may be more.
  let isStopped: Bool

  init(_ pattern: TextPattern, facts lines: [DetailLine], document: Document?, raw: RawBlock?, isRaw: Bool) {
    (self.pattern, self.isRaw) = (pattern, isRaw)
    let givenUp = pattern.givenUp
    facts = lines.enumerated().flatMap { index, line in
      pattern.ranges(in: line.spans.joinedBytes, limit: Self.limit).map { (index, $0) }
    }
    let data = document.map { pattern.ranges(in: $0.bytes, limit: Self.limit) } ?? []
    body =
      if isRaw, let raw {
        Self.joined(
          pattern.ranges(in: raw.bytes, limit: Self.limit), data.map { raw.places(ofData: $0) }, limit: Self.limit)
      } else {
        data
      }
    isStopped = pattern.givenUp > givenUp
  }

  /// Those of both, in their order; of two that overlap the first.
  private static func joined(_ left: [Range<Int>], _ right: [Range<Int>], limit: Int) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in (left + right).sorted(by: { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) })
    where joined.count < limit && range.lowerBound >= joined.last?.upperBound ?? 0 {
      joined.append(range)
    }
    return joined
  }

  var count: Int { facts.count + body.count }

  /// How many there are, as it is told.
  var total: String { Quantity.grouped(count) + (body.count >= Self.limit || isStopped ? "+" : "") }

  /// The first of `body` that ends after an index.
  func first(endingAfter index: Int) -> Int {
    body.prefixCount(while: { $0.upperBound <= index })
  }
}

extension RawBlock {
  /// Where a part of the event's data stands in `bytes`, with what lies between its lines.
  func places(ofData range: Range<Int>) -> Range<Int> {
    let start = place(ofData: range.lowerBound).index
    return start..<max(place(ofData: range.upperBound - 1).index + 1, start)
  }
}
