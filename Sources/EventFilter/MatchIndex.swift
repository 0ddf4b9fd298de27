public import StreamModel
import Text

/// Which of the log's records match, found in slices so that a frame never waits.
///
/// New records come first, then it goes back from the newest to the oldest. All it says is about `scanned`, and costs
/// no look at the records. One bit a record. A changed criterion is a new index.
public struct MatchIndex: Sendable {
  public let criterion: MatchCriterion
  /// The positions that were looked at and are still kept.
  public private(set) var scanned = 0..<0
  private var bits = MatchBits()
  /// Records about which an expression was stopped at its limit.
  private var undecided = MatchBits()
  private var hasBegun = false
  private let requiredText: BytePattern?
  private let regexes: [Regex]

  public init(_ criterion: MatchCriterion) {
    self.criterion = criterion
    requiredText = criterion.requiredText
    regexes = criterion.regexes
  }

  /// Matches in `scanned`.
  public var count: Int { bits.count }

  /// Records in `scanned` about which a regular expression was stopped at its limit: for it they are no matches.
  public var givenUp: Int { undecided.count }

  public func contains(_ position: Int) -> Bool { scanned.contains(position) && bits.contains(position) }

  /// The first match after a position.
  public func next(after position: Int) -> Int? {
    position == .max ? nil : bits.first(from: position + 1)
  }

  /// The last match before a position.
  public func previous(before position: Int) -> Int? { bits.last(before: position) }
}

// MARK: - Scanning

extension MatchIndex {
  /// Steps of a match that cost what a record does.
  private static let stepsPerRecord = 16

  /// Takes in what came and what was dropped, and goes on looking while the budget lasts.
  ///
  /// - Parameters:
  ///   - state: the same stream's, as it is now.
  ///   - budget: records of at most 512 bytes; larger ones and long matches count for more. With 0 it only forgets what
  ///     was dropped.
  /// - Returns: whether every kept record has been looked at.
  public mutating func advance(in state: StreamState, budget: Int) -> Bool {
    let positions = state.log.positions
    follow(positions)
    var left = budget
    while left > 0, scanned.upperBound < positions.upperBound {
      let slice = RecordSlice(startOf: scanned.upperBound..<positions.upperBound, in: state.log, budget: left)
      let candidates = slice.candidates(requiredText, in: state)
      let reached = look(at: candidates, of: slice, in: state, &left)
      scanned = scanned.lowerBound..<(reached.map { $0 + 1 } ?? slice.positions.upperBound)
    }
    while left > 0, scanned.lowerBound > positions.lowerBound {
      let slice = RecordSlice(endOf: positions.lowerBound..<scanned.lowerBound, in: state.log, budget: left)
      let candidates = slice.candidates(requiredText, in: state)
      let reached = look(at: candidates.reversed(), of: slice, in: state, &left)
      scanned = (reached ?? slice.positions.lowerBound)..<scanned.upperBound
    }
    return scanned == positions
  }

  /// Forgets what the log dropped. Where nothing of `scanned` is left, it begins anew at the newest record.
  private mutating func follow(_ positions: Range<Int>) {
    let isLost = scanned.upperBound < positions.lowerBound || scanned.upperBound > positions.upperBound
    if !hasBegun || isLost {
      (bits, undecided) = (MatchBits(), MatchBits())
      scanned = positions.upperBound..<positions.upperBound
      hasBegun = true
    }
    bits.keep(positions)
    if !regexes.isEmpty { undecided.keep(positions) }
    scanned = max(scanned.lowerBound, positions.lowerBound)..<scanned.upperBound
  }

  /// - Returns: the last one looked at, if long matches have used up the budget before all were.
  private mutating func look(
    at candidates: some Sequence<Int>, of slice: RecordSlice, in state: StreamState, _ budget: inout Int
  ) -> Int? {
    let allowed = budget
    budget -= slice.cost
    let (criterion, regexes) = (criterion, regexes)
    let before = regexes.reduce(0) { $0 + $1.steps }
    var givenUp = regexes.reduce(0) { $0 + $1.givenUp }
    for position in candidates {
      if criterion.matches(slice[position], in: state) { bits.insert(position) }
      guard !regexes.isEmpty else { continue }
      let given = regexes.reduce(0) { $0 + $1.givenUp }
      if given > givenUp { undecided.insert(position) }
      givenUp = given
      let taken = (regexes.reduce(0) { $0 + $1.steps } - before) / Self.stepsPerRecord
      guard taken < allowed else {
        budget -= taken
        return position
      }
    }
    budget -= (regexes.reduce(0) { $0 + $1.steps } - before) / Self.stepsPerRecord
    return nil
  }
}
