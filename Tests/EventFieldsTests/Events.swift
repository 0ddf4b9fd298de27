import StreamModel
import Text

@testable import EventFields

/// Events with data, as a connection would bring them.
struct Events {
  private(set) var state = StreamState(urls: ["http://localhost/"])

  /// - Parameter data: an event each.
  init(_ data: [[UInt8]]) {
    var parser = EventParser()
    for (index, data) in data.enumerated() {
      var bytes: [UInt8] = []
      for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
        bytes += Array("data: ".utf8) + line + [0x0A]
      }
      bytes.append(0x0A)
      var records: [Record] = []
      parser.push(bytes, into: &records)
      state.apply(
        .batch(
          Batch(
            bytes: bytes, records: records, at: Moment(.seconds(index)), pendingOffset: parser.pendingOffset,
            lastEventID: [], reconnectionTime: .seconds(3))), source: 0)
    }
  }

  init(_ data: [String]) { self.init(data.map { Array($0.utf8) }) }

  func groups(_ path: JSONPath) -> GroupTable {
    var table = GroupTable(path)
    for record in state.log.positions.map({ state.log[$0] }) where record.kind == .event {
      table.count(record, in: state.log)
    }
    return table
  }
}
