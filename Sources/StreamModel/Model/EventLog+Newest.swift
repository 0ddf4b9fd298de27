extension EventLog {
  /// Positions at which a log may begin: those of whole blocks, in whole segments of them.
  private static let startUnit = 1 << (blockShift + 6)

  /// The first of them after a position.
  static func start(beyond position: Int) -> Int { (max(position, 0) / startUnit + 1) * startUnit }

  /// A log of its own with the newest records of this one, to be kept for long: it shares no memory with this one.
  ///
  /// - Parameters:
  ///   - limits: how many records, and how many bytes of the wires.
  ///   - pending: for each source the wire offset from which its parser still needs the bytes, and its last event ID.
  ///   - start: beyond which position its records begin; `nil` for the least possible.
  func newest(
    within limits: (records: Int, bytes: Int), pending: [(offset: UInt64, lastEventID: [UInt8])], beyond start: Int?
  ) -> EventLog {
    var first = positions.upperBound
    var starts = pending.enumerated().map { min($1.offset, wires[$0].end) }
    var bytes = 0
    while first > positions.lowerBound, positions.upperBound - first < limits.records {
      let record = self[first - 1]
      let source = Int(record.source)
      if record.kind != .notice, record.offset < starts[source] {
        let start = max(record.offset, wires[source].start)
        bytes += Int(clamping: starts[source] - start)
        guard bytes <= limits.bytes else { break }
        starts[source] = start
      }
      first -= 1
    }
    return copy(of: first..<positions.upperBound, from: starts, pending.map(\.lastEventID), beyond: start)
  }

  private func copy(of range: Range<Int>, from starts: [UInt64], _ ids: [[UInt8]], beyond start: Int?) -> EventLog {
    var ids = ids
    var isKnown = ids.map { _ in false }
    for position in range where self[position].idLength > 0 {
      let record = self[position]
      let source = Int(record.source)
      guard !isKnown[source], record.idOffset < starts[source] || record.idOffset == Record.initialIDOffset else {
        continue
      }
      (ids[source], isKnown[source]) = (wires[source].id(of: record), true)
    }
    var log = EventLog(initialIDs: ids, byteLimit: byteLimit)
    if let start { log.start(at: Self.start(beyond: start)) }
    for source in wires.indices {
      log.wires[source] = Wire(initialID: ids[source], share: byteLimit / max(wires.count, 1), start: starts[source])
      let length = Int(clamping: wires[source].end - starts[source])
      log.append(wires[source].withBytes(starts[source], length, Array.init), source: source)
    }
    for position in range { log.append([self[position]], source: Int(self[position].source)) { _ in } }
    return log
  }
}
