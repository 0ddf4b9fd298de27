extension StreamState {
  /// Where the records of the ends of files lie in the log: no others ever come so far.
  package static let endStart = 1 << 40

  /// Where those of other ends may lie that are shown after these: a position names one record.
  package var nextEndStart: Int { EventLog.start(beyond: log.positions.upperBound) }

  /// A state of which the ends of files are all that is known, in the order of their times. Its types are those of this
  /// one, in the same order, and others behind them.
  ///
  /// - Parameters:
  ///   - ends: one for each source.
  ///   - start: `endStart`, or a `nextEndStart`.
  package func ending(with ends: [FileEnd], from start: Int = StreamState.endStart) -> StreamState {
    var state = StreamState(
      urls: sources.map(\.url), byteLimit: log.byteLimit, names: sources.map(\.name), labels: labels)
    state.lacksBeginning = true
    state.types = types
    state.types.keep([:])
    state.log.start(at: start)
    let batches = ends.prefix(sources.count).enumerated().flatMap { source, end in
      end.batches.enumerated().map { (at: $1.at, source: source, number: $0, batch: $1) }
    }
    let since = ends.compactMap(\.since).max()
    for part in batches.sorted(by: { ($0.at, $0.source, $0.number) < ($1.at, $1.source, $1.number) }) {
      var batch = part.batch
      // Where one file is not known yet, the others would seem to be alone.
      if let since, batch.at < since { (batch.isCut, batch.records) = (true, []) }
      state.apply(.batch(batch), source: part.source)
    }
    return state
  }
}
