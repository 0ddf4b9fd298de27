package import StreamModel

/// Reads the answers of all sources of a run.
package struct AnswerReaders: Sendable {
  package private(set) var readers: [AnswerReader]
  package let choice: DialectChoice

  package init(_ choice: DialectChoice, sources: Int, tellsChanges: Bool = false, usesForms: Bool = true) {
    self.choice = choice
    let reader = AnswerReader(choice, tellsChanges: tellsChanges, usesForms: usesForms)
    readers = Array(repeating: reader, count: sources)
  }

  /// Whether any source has begun an answer.
  package var hasAnswers: Bool { readers.indices.contains { readers[$0].machine != nil } }

  /// A change of a source's connection; `state` knows of it already.
  package mutating func receive(
    _ change: ConnectionMachine.State, of source: Int, in state: StreamState, at now: Moment
  ) {
    guard readers.indices.contains(source) else { return }
    let attempt = state.sources[source].attempts.last
    if change.isConnecting {
      readers[source].begin(at: attempt?.beganAt ?? now)
    } else if change.isOpen {
      readers[source].connected(at: attempt?.connectedAt ?? now)
      if let head = state.sources[source].head { readers[source].receive(head) }
    } else if let reason = change.reason {
      // A recording that tells of no end was ended before the answer was.
      let isUntold = reason == .endOfFile("") && state.sources[source].head.map { $0.status > 0 } ?? false
      readers[source].close(reason == .closed || isUntold ? .abandoned : reason.exitCode == 0 ? .over : .lost)
    }
  }

  /// An event.
  ///
  /// - Parameter position: of the record in the log.
  package mutating func receive(_ record: Record, at position: Int, in log: EventLog) {
    let source = Int(record.source)
    guard record.kind == .event, readers.indices.contains(source), readers[source].wantsEvents else { return }
    log.withType(record) { type in
      log.withData(record) { data in
        readers[source].receive(type: type, data: data, at: record.at, position: position)
      }
    }
  }

  /// The events among the records of a range of positions.
  package mutating func receive(_ positions: Range<Int>, in log: EventLog) {
    guard readers.contains(where: \.wantsEvents) else { return }
    log.forEachPiece(of: positions) { first, records in
      for (index, record) in records.enumerated() { receive(record, at: first + index, in: log) }
      return true
    }
  }

  /// About how many bytes they hold on to.
  package var weight: Int { readers.reduce(0) { $0 + $1.weight } }

  /// Takes what has changed, of all sources in turn.
  package mutating func takeChanges() -> [AnswerChange] {
    var changes: [AnswerChange] = []
    for source in readers.indices where !readers[source].changes.isEmpty {
      changes += readers[source].changes
      readers[source].changes.removeAll()
    }
    return changes
  }

  /// The numbers of the newest answers of all sources, in the order in which they were asked for.
  package var answers: [AnswerNumbers] {
    readers.flatMap(\.all).sorted { $0.times.start < $1.times.start }.suffix(AnswerReader.answerLimit)
  }
}
