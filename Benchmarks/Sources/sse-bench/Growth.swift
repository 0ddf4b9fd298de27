import StreamModel

/// What an event costs, as the number of events, of types, or the size of an event grows.
func growth(events: Int, types: Int, size: Int) {
  // Whole events until each type has come and a read's worth is there; then the same again.
  var block: [UInt8] = []
  var count = 0
  while count < types || block.count < 1 << 16 {
    block += Array("event: t\(count % types)\nid: \(1_000_000 + count)\ndata: ".utf8)
    block += [UInt8](repeating: 0x61 + UInt8(count % 26), count: size)
    block += [0x0A, 0x0A]
    count += 1
  }
  let chunks = stride(from: 0, to: block.count, by: 1 << 16).map { Array(block[$0..<min($0 + 1 << 16, block.count)]) }
  let limit = max(16 << 20, size + 1 << 20)
  var pipeline = Pipeline(limits: .init(line: limit, event: limit))
  let start = processorTime()
  while pipeline.state.events < events {
    for bytes in chunks { pipeline.receive(bytes) }
  }
  let spent = processorTime() - start
  let found = pipeline.state.events
  report([
    "events": "\(found)", "types": "\(pipeline.state.types.rows.count)", "size": "\(size)",
    "nanoseconds_per_event": "\(spent * 1e9 / Double(found))",
    "megabytes_per_second": "\(Double(pipeline.state.sources[0].bytes) / 1e6 / spent)",
    "peak_megabytes": "\(Double(peakMemory()) / 1e6)", "exact": "\(found % count == 0)",
  ])
}
