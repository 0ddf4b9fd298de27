/// What is tried again, and how often: the standard's rules unless the user wants others.
public struct ReconnectionPolicy: Equatable, Sendable {
  /// Further tries since the stream was open last, or since the start; `nil` for any number, 0 for none.
  public var retryLimit: Int?
  /// Statuses that are tried again although the standard fails on them.
  public var retriedStatuses: StatusSet
  /// Whether a body of another type than `text/event-stream` is read all the same.
  public var acceptsAnyType: Bool

  public init(retryLimit: Int? = nil, retriedStatuses: StatusSet = StatusSet(), acceptsAnyType: Bool = false) {
    self.retryLimit = retryLimit
    self.retriedStatuses = retriedStatuses
    self.acceptsAnyType = acceptsAnyType
  }
}

/// A set of HTTP statuses, as in `5xx,429`.
public struct StatusSet: Equatable, Sendable {
  private var ranges: [ClosedRange<Int>] = []

  public init() {}

  /// - Returns: `nil` if the text is no list of statuses (`503`) and classes (`5xx`).
  public init?(_ text: String) {
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = word.lowercased()
      if word.utf8.count == 3, word.hasSuffix("xx"), let hundred = word.first?.wholeNumberValue,
        (1...5).contains(hundred)
      {
        ranges.append((hundred * 100)...(hundred * 100 + 99))
      } else if let status = Int(word), (100...599).contains(status) {
        ranges.append(status...status)
      } else {
        return nil
      }
    }
  }

  public func contains(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }
}
