import EventFilter
import StreamModel

/// A state that is told what comes, as a connection would tell it.
struct Stage {
  var state: StreamState
  private var parsers: [EventParser]

  init(_ text: String = "", sources: Int = 1, byteLimit: Int = 64 << 20, lastEventID: String = "") {
    let urls = (0..<sources).map { "http://localhost/\($0)" }
    state = StreamState(urls: urls, lastEventID: Array(lastEventID.utf8), byteLimit: byteLimit)
    parsers = Array(repeating: EventParser(lastEventID: Array(lastEventID.utf8)), count: sources)
    feed(Array(text.utf8))
  }

  /// One event with this data, which has no line end.
  init(data: String) { self.init("data: \(data)\n\n") }

  mutating func feed(_ bytes: [UInt8], source: Int = 0) {
    var records: [Record] = []
    parsers[source].push(bytes, into: &records)
    state.apply(
      .batch(
        Batch(
          bytes: bytes, records: records, at: .start, pendingOffset: parsers[source].pendingOffset,
          lastEventID: parsers[source].lastEventID, reconnectionTime: .seconds(3))), source: source)
  }

  /// A change of the connection, which the log keeps as a notice.
  mutating func interrupt() { state.apply(.state(.closed(.closed), at: .start), source: 0) }

  var records: [Record] { state.log.positions.map { state.log[$0] } }

  /// The data or texts of the records that match.
  func matching(_ expression: String) throws -> [String] {
    let filter = try EventFilter(expression)
    return records.filter { filter.matches($0, in: state) }.map { String(decoding: state.log.data($0), as: UTF8.self) }
  }
}

/// Whether an event with this data is matched.
func matches(_ expression: String, data: String) throws -> Bool {
  try Stage(data: data).matching(expression) == [data]
}

/// The error of a wrong expression.
func error(_ expression: String) -> FilterError? {
  do {
    _ = try EventFilter(expression)
    return nil
  } catch {
    return error
  }
}
