public import StreamModel

public struct MatchIndex: Sendable {
  private let test: @Sendable (Record, StreamState) -> Bool
  private var matches: [Int] = []
  public private(set) var scanned: Range<Int> = 0..<0
  public init(_ filter: EventFilter) { test = { filter.matches($0, in: $1) } }
  public init(_ pattern: TextPattern) { test = { pattern.matches($0, in: $1) } }
  public var count: Int { matches.count }
  public mutating func advance(in state: StreamState, budget: Int) -> Bool {
    matches = state.log.positions.filter { test(state.log[$0], state) }
    scanned = state.log.positions
    return true
  }
  public func contains(_ position: Int) -> Bool { matches.contains(position) }
  public func next(from position: Int) -> Int? { matches.first { $0 >= position } }
  public func previous(before position: Int) -> Int? { matches.last { $0 < position } }
}
