/// What is looked up in the wire for findings: only where a line was ignored, in a source's first events, and at ends.
extension StreamState {
  mutating func takeFaults(of batch: Batch, from start: UInt64, source: Int) {
    if isErrorText(batch, source: source) {
      // The lines of what is no event stream are no lines of one.
      sources[source].body.faults.pass(batch)
    } else if batch.ignored.faults.count != sources[source].body.faults.known {
      let body = WireFaults.Body(
        connection: max(sources[source].openings, 1), start: sources[source].body.start ?? start,
        events: sources[source].attempts.last?.events ?? 0)
      sources[source].body.faults.receive(batch, body, wire: log.wires[source])
    }
    guard sources[source].body.faults.looked < WireFaults.sample, batch.format == .eventStream else { return }
    for var record in batch.records where record.kind == .event {
      guard sources[source].body.faults.looked < WireFaults.sample else { return }
      record.source = UInt16(source)
      log.withData(record) { sources[source].body.faults.look(at: $0) }
    }
  }

  private func isErrorText(_ batch: Batch, source: Int) -> Bool {
    guard sources[source].attempts.last?.events == 0, !batch.records.contains(where: { $0.kind == .event }) else {
      return false
    }
    let known = sources[source].body.beginning
    return BodyMeter.isErrorText(known.isEmpty ? batch.bytes : known)
  }

  /// - Parameter isWanted: whether the user has ended it, so that what is unfinished says nothing.
  mutating func endBody(source: Int, isWanted: Bool, at now: Moment) {
    let (start, end) = (sources[source].pendingOffset, log.end(of: source))
    let length = isWanted ? 0 : Int(clamping: end - min(start, end))
    let isKept = start >= log.wires[source].start
    let pending =
      isKept && length > 0 ? log.wires[source].withBytes(start, min(length, BodyMeter.limit), Array.init) : []
    let place = WireFaults.Location(
      connection: max(sources[source].openings, 1), event: (sources[source].attempts.last?.events ?? 0) + 1,
      offset: start - min(sources[source].body.start ?? start, start))
    sources[source].body.closed(pending: pending, length: length, at: place, now: now)
  }
}
