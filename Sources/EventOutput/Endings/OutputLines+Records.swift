package import StreamModel

extension OutputLines {
  /// Why writing has stopped before the end.
  package struct Stop {
    /// The position to go on from.
    package var next: Int
    /// That of a record to tell; without one there is much to write out.
    package var told: Int?
  }

  /// Bytes after which what there is is to be written out: little on the wire can be much in lines.
  private static let largePiece = 1 << 20

  /// Writes events and comments up to the first record that is told instead, or to the one that ends the run.
  ///
  /// - Returns: `nil` at the end.
  package mutating func write(
    _ positions: Range<Int>, _ state: StreamState, _ selector: inout EventSelector, _ progress: inout StopProgress
  ) -> Stop? {
    let isCounting = progress.hasEndings
    // Where nothing is written and nothing is waited for, only what is told matters: of a filter that it was stopped.
    let isIdle = format == .none && !isCounting && !selector.hasFilter
    var stop: Stop?
    state.log.forEachPiece(of: positions) { first, records in
      for index in records.indices {
        switch records[index].kind {
        case .event where isIdle, .comment where isIdle: continue
        case .event:
          let record = records[index]
          let isShown = selector.shows(record, in: state)
          if isCounting { progress.count(record, isShown: isShown, in: state) }
          // What was waited for is told, whatever the filters leave out.
          if isShown || progress.isUntilMet { event(record, in: state.log) }
          if isCounting, progress.isOver { return false }
        case .comment:
          comment(records[index], in: state.log, isShown: selector.showsComment(records[index], in: state))
        case .notice, .overlong:
          stop = Stop(next: first + index + 1, told: first + index)
          return false
        }
        if bytes.count >= Self.largePiece {
          stop = Stop(next: first + index + 1)
          return false
        }
      }
      return true
    }
    return stop
  }
}
