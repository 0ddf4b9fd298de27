// A line of an expression, then any stream: no crash, and the index finds what looking at each record finds.

@testable import EventFilter
@testable import StreamModel

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 2 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let end = bytes.dropFirst(2).firstIndex(of: 0x0A) ?? count
  let text = String(decoding: bytes[2..<end], as: UTF8.self)
  let stream = Array(bytes[end...])
  let pattern = try? TextPattern(text)
  if let pattern {
    for range in pattern.ranges(in: stream) { precondition(!range.isEmpty && range.upperBound <= stream.count) }
  }
  let filter: EventFilter
  do throws(FilterError) {
    filter = try EventFilter(text)
  } catch {
    precondition(0...text.utf8.count ~= error.offset && !error.message.isEmpty)
    return 0
  }
  let criterion = MatchCriterion(filter, showsComments: bytes[0] & 1 == 1, pattern: bytes[0] & 2 == 2 ? pattern : nil)
  let source = Int(bytes[0] >> 7)
  var parsers = [EventParser(), EventParser()]
  var state = StreamState(urls: ["a", "b"], byteLimit: 1024)
  var index = MatchIndex(criterion)
  // In two chunks, so that records come and go between two looks.
  let cut = stream.count * Int(bytes[1]) / 256
  for (number, chunk) in [Array(stream[..<cut]), Array(stream[cut...])].enumerated() {
    let source = number * source
    var records: [Record] = []
    parsers[source].push(chunk, into: &records)
    state.apply(
      .batch(
        Batch(
          bytes: chunk, records: records, at: .start, pendingOffset: parsers[source].pendingOffset,
          lastEventID: parsers[source].lastEventID, reconnectionTime: .seconds(3))), source: source)
    _ = index.advance(in: state, budget: Int(bytes[0] >> 3 & 7))
    // A match that is given up may find its end in another order of the same matches.
    guard filter.givenUp == 0, pattern?.givenUp ?? 0 == 0 else { return 0 }
    let matches = index.scanned.filter { criterion.matches(state.log[$0], in: state) }
    precondition(index.count == matches.count && matches.allSatisfy { index.contains($0) })
  }
  return 0
}
