extension StreamState {
  /// Whether a next try is so near that the wait is shown in tenths of a second.
  package var isCountingTenths: Bool {
    sources.indices.contains { source in
      guard let next = sources[source].connection.nextTry, let now = sources[source].lastDisconnection?.at else {
        return false
      }
      return next - now < .seconds(60)
    }
  }
}

/// What a change of a source's connection means for what is known of it.
extension SourceState {
  /// Takes the change in.
  ///
  /// - Parameter wireEnd: where the source's wire ends now.
  /// - Returns: what the feed tells of it; `nil` for nothing.
  mutating func apply(connection state: ConnectionMachine.State, wireEnd: UInt64, at now: Moment) -> Notice.Change? {
    let wasOpen = connection.isOpen
    connection = state
    if wasOpen { interrupt(wireEnd: wireEnd, at: now) }
    switch state {
    case .idle: return nil
    case .connecting(let number):
      // From open straight to connecting: the user wanted it so, and it is no loss.
      if wasOpen { downSince = now }
      begin(number, at: now)
      return nil
    case .open(let since): return open(since: since, at: now)
    case .waiting(let until, let reason):
      end(reason, isLoss: wasOpen, at: now)
      return .lost(reason, attempt: attempts.last?.number ?? 0, wait: until - now)
    case .closed(let reason):
      // An end that was wanted, by the user or by HTTP, is no loss.
      end(reason, isLoss: wasOpen && reason.exitCode != 0, at: now)
      return .closed(reason)
    }
  }

  /// The request of the newest attempt goes without the last event ID.
  mutating func withholdID() {
    if let last = attempts.indices.last { attempts[last].lastEventID = [] }
  }

  /// An open connection is open no longer.
  private mutating func interrupt(wireEnd: UInt64, at now: Moment) {
    silences.closed(at: now)
    gaps.interrupt()
    if pendingOffset < wireEnd { cut += 1 }
    // What was pending is dropped.
    pendingOffset = wireEnd
  }

  private mutating func begin(_ number: Int, at now: Moment) {
    (head, refusal, sentRequest) = (nil, [], [])
    // From one attempt straight to the next: the user wanted it so.
    endAttempt(.closed, at: now)
    if attempts.count == Attempt.limit { attempts.removeFirst() }
    if let last = attempts.indices.last, attempts[last].lastEventID.count > Attempt.idLimit {
      attempts[last].lastEventID = Array(attempts[last].lastEventID.prefix(Attempt.idLimit))
    }
    // To the limit at most: by itself an array doubles.
    if attempts.count == attempts.capacity { attempts.reserveCapacity(min(max(attempts.count * 2, 2), Attempt.limit)) }
    attemptCount += 1
    attempts.append(
      Attempt(number: number, beganAt: now, lastEventID: Array(lastEventID.prefix(Notice.idLimit))))
  }

  private mutating func open(since: Moment, at now: Moment) -> Notice.Change {
    if let last = attempts.indices.last {
      attempts[last].openedAt = since
      body.opened(
        at: since,
        headWait: attempts[last].wait(until: since),
        hasSentID: !attempts[last].lastEventID.isEmpty, isCoded: head?.isCoded ?? false,
        roundTrip: head?.timings.roundTrip ?? .zero)
    }
    silences.opened(at: now)
    openings += 1
    defer { downSince = nil }
    if openings == 1, let head { return .opened(head) }
    return .reopened(
      after: now - (downSince ?? now), lastEventID: attempts.last?.lastEventID ?? [],
      attempts: attempts.last?.number ?? 0)
  }

  private mutating func end(_ reason: Disconnection, isLoss: Bool, at now: Moment) {
    let reason = drops.known(reason)
    endAttempt(reason, at: now)
    if isLoss { drops.lost(reason, at: now) }
    lastDisconnection = (reason, now)
    if downSince == nil { downSince = now }
  }

  private mutating func endAttempt(_ reason: Disconnection, at now: Moment) {
    guard let last = attempts.indices.last, attempts[last].end == nil else { return }
    attempts[last].end = Attempt.End(reason: reason, at: now)
  }
}
