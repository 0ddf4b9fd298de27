/// What is looked up in events and bytes for findings, in amounts that are bounded by the second.
extension StreamState {
  /// Looks at a batch that is in the log; comes before it is metered.
  ///
  /// - Parameter start: where the batch begins in the wire.
  mutating func look(at batch: Batch, from start: UInt64, source: Int) {
    guard batch.format == .eventStream else { return }
    lookForBytes(in: batch, from: start, source: source)
    lookForBrokenJSON(in: batch, from: start, source: source)
    lookForOwnTimes(in: batch, source: source)
    // Only one event can have begun before the batch.
    if let first = batch.records.first(where: { $0.kind == .event }), first.length >= BodyMeter.hugeEvent {
      sources[source].body.noteHuge(first.length, at: place(of: first.offset, in: batch, from: start, source: source))
    }
  }

  /// How many of a batch's events are beats; asked only of batches of a few, as quiet streams have.
  func beats(in batch: Batch) -> Int {
    guard batch.records.count <= 4 else { return 0 }
    return log.positions.suffix(batch.records.count).count { EventBeat.isBeat(log[$0], in: log) }
  }

  /// Where something stands that begins at an offset of the wire.
  private func place(of offset: UInt64, in batch: Batch, from start: UInt64, source: Int) -> WireFaults.Location {
    let before = batch.records.count { $0.kind == .event && $0.end <= offset }
    return WireFaults.Location(
      connection: max(sources[source].openings, 1), event: (sources[source].attempts.last?.events ?? 0) + before + 1,
      offset: offset - min(sources[source].body.start ?? start, offset))
  }

  private mutating func lookForBytes(in batch: Batch, from start: UInt64, source: Int) {
    guard let index = batch.bytes.withUnsafeBytes({ sources[source].body.encoding.receive($0, at: batch.at) }),
      sources[source].body.encoding.first == nil
    else { return }
    let offset = start + UInt64(index)
    sources[source].body.encoding.first = (
      place(of: offset, in: batch, from: start, source: source), line(around: offset, source: source)
    )
  }

  /// The line that a byte of the wire is in, up to the limit of what is told of one.
  private func line(around offset: UInt64, source: Int) -> [UInt8] {
    let first = max(offset - min(offset, UInt64(LineFaults.lineLimit - 10)), log.wires[source].start)
    let length = LineFaults.lineLimit * 2
    return log.wires[source].withBytes(first, min(length, Int(clamping: log.end(of: source) - first))) { bytes in
      let place = Int(offset - first)
      func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
      let start = bytes[..<place].lastIndex(where: isEnd).map { $0 + 1 } ?? 0
      let end = bytes[place...].firstIndex(where: isEnd) ?? bytes.count
      return Array(bytes[start..<end].prefix(LineFaults.lineLimit))
    }
  }

  private mutating func lookForBrokenJSON(in batch: Batch, from start: UInt64, source: Int) {
    for position in log.positions.suffix(batch.records.count) {
      guard sources[source].body.json.mayLook(at: batch.at) else { return }
      let record = log[position]
      guard record.kind == .event else { continue }
      let isFirst = log.withData(record) { sources[source].body.json.look(at: $0, type: record.type) }
      guard isFirst else { continue }
      let type = types.rows.indices.contains(Int(record.type)) ? types.rows[Int(record.type)].name : ""
      sources[source].body.json.first = (
        place(of: record.offset, in: batch, from: start, source: source), type,
        log.data(record, limit: LineFaults.lineLimit)
      )
    }
  }

  private mutating func lookForOwnTimes(in batch: Batch, source: Int) {
    guard batch.records.count >= OwnTimeMeter.fewestEvents, !batch.mayHaveWaited,
      let pause = sources[source].body.lumps.silence(at: batch.at), pause >= OwnTimeMeter.shortestPause,
      pause >= sources[source].body.lumps.shortestJudgedPause
    else { return }
    let events = log.positions.suffix(batch.records.count).filter { log[$0].kind == .event }
    guard events.count >= OwnTimeMeter.fewestEvents, let first = events.first, let last = events.last else { return }
    log.withData(log[first]) { first in
      log.withData(log[last]) { last in
        sources[source].body.ownTimes.receive(
          first: first, last: last, events: events.count, after: pause, at: batch.at)
      }
    }
  }
}
