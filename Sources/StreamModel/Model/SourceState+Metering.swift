/// What is measured of a source, beside what it last said.
extension SourceState {
  /// The silence of an open connection, and what to think of it; `nil` while it is not open.
  public func silence(at now: Moment) -> (duration: Duration, alarm: SilenceMeter.Alarm)? {
    guard let since = silences.silentSince, let alarm = silences.alarm(at: now) else { return nil }
    return (max(now - since, .zero), alarm)
  }

  /// Measures what a chunk of the wire brought.
  ///
  /// - Parameters:
  ///   - start: where the chunk begins in the wire.
  ///   - earlyID: see `SequenceTracker.take`.
  ///   - beats: how many of the events only keep the connection.
  mutating func meter(
    _ batch: Batch, from start: UInt64, events: Int, beats: Int, comments: Int, earlyID: [UInt8]
  ) {
    ids.take(batch, from: start, earlyID: earlyID)
    bytes += batch.bytes.count
    self.events += events
    self.comments += comments
    eventRate.add(events, at: batch.at)
    byteRate.add(batch.bytes.count, at: batch.at)
    gaps.add(events: events - beats, at: batch.at)
    silences.heard(comments: comments, events: events, beats: beats, at: batch.at)
    pendingBytes = Int(clamping: start) + batch.bytes.count - Int(clamping: batch.pendingOffset)
    body.take(
      batch, from: start, events: events, comments: comments, isFirst: attempts.last.map { $0.events == 0 } ?? false)
    guard let last = attempts.indices.last else { return }
    if attempts[last].firstByteAt == nil { attempts[last].firstByteAt = batch.at }
    attempts[last].lastByteAt = batch.at
    attempts[last].bytes += batch.bytes.count
    attempts[last].events += events
    if events > 0, attempts[last].firstEventAt == nil { attempts[last].firstEventAt = batch.at }
  }

  /// Takes note of how far the newest request has come.
  mutating func meter(_ progress: RequestProgress, at now: Moment) {
    guard let last = attempts.indices.last else { return }
    if attempts[last].connectedAt == nil { attempts[last].connectedAt = now }
    attempts[last].timings = progress.timings
    attempts[last].askedAt = progress.lines.isEmpty ? nil : now
    sentRequest = progress.lines
  }

  /// Takes note of the head of a response.
  mutating func meter(_ head: ResponseHead) {
    if let last = attempts.indices.last { attempts[last].answer = Attempt.Answer(head) }
  }

  /// Measures what a change of the connection's state means.
  ///
  /// - Parameter before: the state that it changed from.
  mutating func meter(_ state: ConnectionMachine.State, after before: ConnectionMachine.State, at now: Moment) {
    var wasOpen = false
    if case .open = before { wasOpen = true }
    if wasOpen { interrupt(at: now) }
    switch state {
    case .idle: break
    case .connecting(let number): begin(number, at: now)
    case .open(let since):
      if let last = attempts.indices.last {
        attempts[last].openedAt = since
        body.opened(
          at: since, headWait: since - (attempts[last].askedAt ?? attempts[last].beganAt),
          hasSentID: !attempts[last].lastEventID.isEmpty, isCoded: head?.isCoded ?? false)
      }
      silences.opened(at: now)
    case .waiting(_, let reason):
      endAttempt(reason, at: now)
      if wasOpen { drops.lost(reason, at: now) }
    case .closed(let reason):
      endAttempt(reason, at: now)
      if wasOpen, reason.exitCode != 0 { drops.lost(reason, at: now) }
    }
  }

  private mutating func interrupt(at now: Moment) {
    silences.closed(at: now)
    gaps.interrupt()
    if pendingBytes > 0 { cut += 1 }
    pendingBytes = 0
  }

  private mutating func begin(_ number: Int, at now: Moment) {
    // From one attempt straight to the next: the user wanted it so.
    endAttempt(.closed, at: now)
    if attempts.count == Attempt.limit { attempts.removeFirst() }
    attemptCount += 1
    attempts.append(
      Attempt(number: number, beganAt: now, lastEventID: Array(lastEventID.prefix(Notice.idLimit))))
  }

  /// The request of the newest attempt goes without the last event ID.
  mutating func withholdID() {
    if let last = attempts.indices.last { attempts[last].lastEventID = [] }
  }

  private mutating func endAttempt(_ reason: Disconnection, at now: Moment) {
    guard let last = attempts.indices.last, attempts[last].end == nil else { return }
    attempts[last].end = Attempt.End(reason: reason, at: now)
  }
}

extension ResponseHead {
  /// Whether the body has a content coding.
  package var isCoded: Bool {
    values(of: "Content-Encoding").contains { !["", "identity"].contains($0.lowercased()) }
  }
}
