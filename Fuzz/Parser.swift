// Any bytes: no crash, memory within the limits, and the same records however the bytes are cut.
// The first byte says how; a difference traps, which is what the fuzzer looks for.

@testable import StreamModel

private struct Outcome: Equatable {
  var records: [Record] = []
  var lastEventID: [UInt8]
  var reconnectionTime: Int?
  var endMark: EndMark?
}

private let limits = EventParser.Limits(line: 96, event: 160)

private func parse(_ chunks: [ArraySlice<UInt8>]) -> Outcome {
  var parser = EventParser(limits: limits)
  var state = StreamState(urls: ["fuzz"], byteLimit: 4096)
  var all: [Record] = []
  for chunk in chunks {
    var records: [Record] = []
    parser.push(Array(chunk), into: &records)
    precondition(parser.position - parser.pendingOffset <= UInt64(limits.line + limits.event))
    state.apply(
      .batch(
        Batch(
          bytes: Array(chunk), records: records, at: .start, pendingOffset: parser.pendingOffset,
          lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))), source: 0)
    all += records
  }
  for position in state.log.positions {
    let record = state.log[position]
    precondition(state.log.raw(record).count - Int(record.length) <= 1)
    if record.kind == .event {
      precondition(state.log.data(record).count == record.dataLength)
      precondition(state.log.id(record).count == record.idLength)
    }
  }
  // Where a loss is noticed depends on the cut; that there is one does not.
  for index in all.indices where all[index].kind == .overlong { all[index] = Record(kind: .overlong, offset: 0) }
  return Outcome(
    records: all, lastEventID: parser.lastEventID, reconnectionTime: parser.reconnectionTime, endMark: parser.endMark)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let body = bytes[1...]
  let whole = parse([body])
  precondition(parse(body.indices.map { body[$0...$0] }) == whole)
  let cut = body.startIndex + Int(bytes[0]) % body.count
  precondition(parse([body[..<cut], body[cut...]]) == whole)
  return 0
}
