public import StreamModel

/// Which of the log's records match, found in slices so that a frame never waits.
///
/// New records come first, then it goes back from the newest to the oldest. All answers are about `scanned`, and cost
/// no look at the records. One bit a record. A changed criterion is a new index.
public struct MatchIndex: Sendable {
  public let criterion: MatchCriterion
  /// The positions that were looked at and are still kept.
  public private(set) var scanned = 0..<0
  private var bits = MatchBits()
  private var hasBegun = false
  private let requiredText: BytePattern?
  private let hasRegex: Bool

  public init(_ criterion: MatchCriterion) {
    self.criterion = criterion
    requiredText = criterion.requiredText
    hasRegex = criterion.hasRegex
  }

  /// Matches in `scanned`.
  public var count: Int { bits.count }

  public func contains(_ position: Int) -> Bool { scanned.contains(position) && bits.contains(position) }

  /// The first match behind a position.
  public func next(after position: Int) -> Int? {
    position == .max ? nil : bits.first(from: position + 1)
  }

  /// The last match before a position.
  public func previous(before position: Int) -> Int? { bits.last(before: position) }

  /// How many matches come before a position.
  public func count(before position: Int) -> Int { bits.count(before: position) }

  /// The match before which `rank` others come; `nil` if there are not so many.
  public func position(ofRank rank: Int) -> Int? { bits.position(ofRank: rank) }

  /// The match that is `count` matches before a position, or the first there is.
  public func row(_ count: Int, before position: Int) -> Int? {
    let before = bits.count(before: position)
    return before == 0 ? nil : bits.position(ofRank: max(before - count, 0))
  }

  /// The match that is `count` matches behind a position, or the last there is.
  public func row(_ count: Int, after position: Int) -> Int? {
    guard position < .max, count > 0 else { return nil }
    let through = bits.count(before: position + 1)
    return through >= bits.count ? nil : bits.position(ofRank: min(through + count, bits.count) - 1)
  }
}

// MARK: - Scanning

extension MatchIndex {
  /// Records that are looked at in one go, in which a large text is searched as one.
  private static let sliceSize = 1024
  /// What a match costs that was given up at its limit: milliseconds.
  private static let givenUpCost = 20_000

  /// Takes in what came and what was dropped, and goes on looking while the budget lasts.
  ///
  /// - Parameters:
  ///   - state: the same stream's, as it is now.
  ///   - budget: records of at most 512 bytes; larger ones count for more. With 0 it only forgets what was dropped.
  /// - Returns: whether every kept record has been looked at.
  public mutating func advance(in state: StreamState, budget: Int) -> Bool {
    let positions = state.log.positions
    follow(positions)
    var left = budget
    while left > 0, scanned.upperBound < positions.upperBound {
      let end = min(scanned.upperBound + Self.sliceSize, positions.upperBound)
      var slice = Slice(requiredText, sources: state.sources.count)
      var position = scanned.upperBound
      while position < end, slice.cost < left {
        slice.add(state.log[position])
        position += 1
      }
      look(at: scanned.upperBound..<position, slice, in: state, &left)
      scanned = scanned.lowerBound..<position
    }
    while left > 0, scanned.lowerBound > positions.lowerBound {
      let end = max(scanned.lowerBound - Self.sliceSize, positions.lowerBound)
      var slice = Slice(requiredText, sources: state.sources.count)
      var position = scanned.lowerBound
      while position > end, slice.cost < left {
        position -= 1
        slice.add(state.log[position])
      }
      look(at: position..<scanned.lowerBound, slice, in: state, &left)
      scanned = position..<scanned.upperBound
    }
    return scanned == positions
  }

  /// Forgets what the log dropped. Where nothing of `scanned` is left, it begins anew at the newest record.
  private mutating func follow(_ positions: Range<Int>) {
    let isLost = scanned.upperBound < positions.lowerBound || scanned.upperBound > positions.upperBound
    if !hasBegun || isLost {
      bits = MatchBits()
      scanned = positions.upperBound..<positions.upperBound
      hasBegun = true
    }
    bits.keep(positions)
    scanned = max(scanned.lowerBound, positions.lowerBound)..<scanned.upperBound
  }

  private mutating func look(at positions: Range<Int>, _ slice: Slice, in state: StreamState, _ budget: inout Int) {
    var slice = slice
    let givenUp = hasRegex ? criterion.givenUp : 0
    for position in positions {
      let record = state.log[position]
      if slice.canMatch(record, in: state.log), criterion.matches(record, in: state) { bits.insert(position) }
    }
    budget -= slice.cost
    if hasRegex { budget -= Self.givenUpCost * (criterion.givenUp - givenUp) }
  }
}
