/// What is measured of a source, beside what it last said.
extension SourceState {
  /// The silence of an open connection, and what to think of it; `nil` while it is not open.
  public func silence(at now: Moment) -> (duration: Duration, alarm: SilenceMeter.Alarm)? {
    guard let since = silences.silentSince, let alarm = silences.alarm(at: now) else { return nil }
    return (max(now - since, .zero), alarm)
  }

  /// From which length on a gap between two events is a stall: ten times what is usual, and a second at least.
  package var stall: Duration { max(.seconds(1), (gaps.quantile(0.5) ?? .zero) * 10) }

  /// Measures what a chunk of the wire brought.
  ///
  /// - Parameters:
  ///   - start: where the chunk begins in the wire.
  ///   - earlyID: see `SequenceTracker.take`.
  ///   - beats: how many of the events only keep the connection.
  mutating func meter(
    _ batch: Batch, from start: UInt64, events: Int, beats: Int, comments: Int, earlyID: [UInt8]
  ) {
    ids.receive(batch, from: start, earlyID: earlyID)
    bytes += batch.bytes.count
    self.events += events
    self.comments += comments
    eventRate.add(events, at: batch.at)
    byteRate.add(batch.bytes.count, at: batch.at)
    gaps.add(events: events - beats, at: batch.at)
    silences.heard(comments: comments, events: events, beats: beats, at: batch.at)
    pendingOffset = batch.pendingOffset
    body.receive(
      batch, from: start, events: events, comments: comments, isFirst: attempts.last.map { $0.events == 0 } ?? false)
    guard let last = attempts.indices.last else { return }
    if attempts[last].firstByteAt == nil { attempts[last].firstByteAt = batch.at }
    attempts[last].lastByteAt = batch.at
    attempts[last].bytes += batch.bytes.count
    attempts[last].events += events
    if events > 0, let opened = attempts[last].openedAt, batch.at - opened <= .seconds(1) {
      attempts[last].earlyEvents = UInt8(clamping: Int(attempts[last].earlyEvents) + events)
    }
    if events > 0, attempts[last].firstEventAt == nil { attempts[last].firstEventAt = batch.at }
  }

  /// Whether a request is on its way, or its stream is open: files have none.
  var isAsked: Bool { attempts.last.map { $0.askedAt != nil && $0.end == nil } ?? false }

  /// The program was stopped until now, or its machine slept.
  mutating func interrupt(at now: Moment) {
    gaps.interrupt()
    silences.interrupt(at: now)
    if let last = attempts.indices.last { attempts[last].interruptedAt = now }
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
    guard let last = attempts.indices.last else { return }
    attempts[last].response = Attempt.Response(head)
    attempts[last].timings = head.timings
  }
}
