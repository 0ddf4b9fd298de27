import Dashboard
import EventFiles
import EventOutput
import StreamModel

/// The events that are shown, to be written to a file: a moment's copy, so that the stream goes on meanwhile.
nonisolated struct SavedEvents: Sendable {
  /// Bytes that are gathered before they are written.
  private static let chunk = 1 << 18

  let view: ViewState
  let live: StreamState
  let format: SavedFormat
  /// The time of the calendar at `Moment.start`, since 1970.
  let origin: Duration

  /// Writes a file, and says how many events and bytes it holds.
  ///
  /// - Parameter overwrites: see `WholeFile`.
  @concurrent func write(to path: String, overwrites: Bool) async throws(RecordingFile.Failure) -> (Int, Int) {
    try WholeFile.write(to: path, overwrites: overwrites) { (file) throws(RecordingFile.Failure) in
      try write(to: file)
    }
  }

  private func write(to file: RecordingFile) throws(RecordingFile.Failure) -> (Int, Int) {
    let state = view.state(live)
    let urls = state.sources.map(\.url)
    let lines = NDJSONLines(urls: urls)
    let table = table(urls)
    var stream = EventStreamText(sources: state.sources.count)
    var timestamp = Timestamp(start: Moment(origin).nanoseconds)
    var (events, total) = (0, 0)
    var bytes = Array((format == .events(.json) ? "[" : "").utf8)
    table?.header(to: &bytes)
    for position in view.shownEvents(live) {
      let record = state.log[position]
      timestamp.set(record.at)
      switch format {
      case .events(.sse): stream.event(record, in: state.log, to: &bytes)
      case .events(.ndjson): lines.event(record, in: state.log, at: timestamp.text, to: &bytes)
      case .events(.json):
        bytes.append(contentsOf: (events == 0 ? "\n" : ",\n").utf8)
        lines.event(record, in: state.log, at: timestamp.text, to: &bytes)
        // The line's own end comes after the comma.
        bytes.removeLast()
      case .table: table?.event(record, in: state.log, at: timestamp.text, to: &bytes)
      }
      events += 1
      if bytes.count >= Self.chunk {
        try file.write(bytes)
        total += bytes.count
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if format == .events(.json) { bytes.append(contentsOf: "\n]\n".utf8) }
    try file.write(bytes)
    return (events, total + bytes.count)
  }

  /// What the feed shows as a table: what each event is, and the values that are columns, or the data where none is.
  private func table(_ urls: [String]) -> TableLines? {
    guard case .table(let separator) = format else { return nil }
    let values = view.shownPaths
    return TableLines(
      [.at] + (urls.count > 1 ? [.url] : []) + [.event, .id]
        + (values.isEmpty ? [.data] : values.map(TableLines.Column.value)),
      separatedBy: separator, urls: urls)
  }
}
