/// What is asked of a connection's state, so that only who does something else for each state looks at them all.
extension ConnectionMachine.State {
  /// Since when events may arrive; `nil` while it is not open.
  public var openSince: Moment? { if case .open(let since) = self { since } else { nil } }

  public var isOpen: Bool { openSince != nil }

  /// Which attempt is on its way; `nil` if none is.
  public var attempt: Int? { if case .connecting(let attempt) = self { attempt } else { nil } }

  public var isConnecting: Bool { attempt != nil }

  /// When the next try is due; `nil` if none is.
  public var nextTry: Moment? { if case .waiting(let until, _) = self { until } else { nil } }

  public var isWaiting: Bool { nextTry != nil }

  /// Why no further try is made by itself; `nil` while one may be.
  public var closingReason: Disconnection? { if case .closed(let reason) = self { reason } else { nil } }

  public var isClosed: Bool { closingReason != nil }

  /// Why it is neither open nor about to be: of `waiting` and of `closed`.
  public var reason: Disconnection? {
    switch self {
    case .waiting(_, let reason), .closed(let reason): reason
    case .idle, .connecting, .open: nil
    }
  }

  /// Whether an open connection has come to this by the user's wish, or because a file was read to its end.
  var isWanted: Bool {
    switch reason {
    case nil, .closed, .endOfFile: true
    default: false
    }
  }
}
