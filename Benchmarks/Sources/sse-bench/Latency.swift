import CurlTransport
import StreamModel

/// How old events are when the client has parsed them: the transport, the parser and the hand-over.
func latency(url: String, events: Int) async {
  let clock = ContinuousClock()
  let engine = CurlEngine()
  let source = EventSource(engine.transport(for: CurlRequest(url: url)), clock: clock, start: clock.now)
  let ages = Ages(wanted: events)
  let reading = Task(executorPreference: engine.executor) {
    var session = EventSource<ContinuousClock>.Session()
    await source.run(&session) { report in
      guard case .batch(let batch) = report else { return }
      let now = monotonicTime()
      if await ages.receive(batch, at: now) { withUnsafeCurrentTask { $0?.cancel() } }
    }
  }
  await reading.value
  await engine.shutdown()
  await ages.tell()
}

/// The ages of events that `bench-sender` stamped.
private actor Ages {
  private let wanted: Int
  private var wire: UInt64 = 0
  private var events = 0
  private var ages: [Int64] = []

  init(wanted: Int) { self.wanted = wanted }

  /// Notes the batch's events, and says whether they were the last that are wanted.
  func receive(_ batch: Batch, at now: Int64) -> Bool {
    for record in batch.records where record.kind == .event {
      events += 1
      // An event that began in an earlier batch is counted only.
      guard record.offset >= wire else { continue }
      let data = Int(record.offset - wire) + Int(record.dataStart)
      // A mark of twelve letters and a space stand before the time.
      let digits = batch.bytes[(data + 13)...].prefix { (0x30...0x39).contains($0) }
      ages.append(now - digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) })
    }
    wire += UInt64(batch.bytes.count)
    return events >= wanted
  }

  func tell() {
    ages.sort()
    guard !ages.isEmpty else { return }
    report([
      "events": "\(events)", "p50": "\(Double(ages[ages.count / 2]) / 1e3)",
      "p99": "\(Double(ages[ages.count * 99 / 100]) / 1e3)", "max": "\(Double(ages[ages.count - 1]) / 1e3)",
    ])
  }
}
