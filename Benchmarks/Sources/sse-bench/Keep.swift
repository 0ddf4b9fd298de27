import CReferenceParser
import StreamModel

/// What becomes of a source's bytes in the program: parsed, kept, counted by type, measured.
struct Pipeline {
  private(set) var state: StreamState
  private var parser: EventParser
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init(byteLimit: Int = 64 << 20, limits: EventParser.Limits = .init()) {
    state = StreamState(urls: ["http://localhost/"], byteLimit: byteLimit)
    parser = EventParser(limits: limits)
    start = clock.now
  }

  mutating func receive(_ bytes: [UInt8]) {
    var records: [Record] = []
    parser.push(bytes, into: &records)
    state.apply(
      .batch(
        Batch(
          bytes: bytes, records: records, at: now, pendingOffset: parser.pendingOffset,
          lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))),
      source: 0)
  }

  var now: Moment { Moment(start.duration(to: clock.now)) }

  /// What was found, by the table of types.
  var tally: Tally { Tally(events: state.events, dataBytes: state.types.rows.reduce(0) { $0 + $1.bytes }) }
}

/// Parsing and keeping: everything that happens to an event before it is drawn, against C that keeps copies.
func keep(_ corpus: Corpus, rounds: Int) {
  keep(corpus, rounds: rounds, "C") {
    Tally(reference_parse_keeping(corpus.bytes.baseAddress, corpus.bytes.count, $0))
  }
}

/// The same against what finds the line ends and does nothing else.
func limit(_ corpus: Corpus, rounds: Int) {
  keep(corpus, rounds: rounds, "memchr") { _ in
    Tally(events: reference_line_ends(corpus.bytes.baseAddress, corpus.bytes.count), dataBytes: 0)
  }
}

private func keep(_ corpus: Corpus, rounds: Int, _ rival: String, _ pass: @escaping (_ chunk: Int) -> Tally) {
  let chunk = 1 << 16
  let chunks = corpus.chunks(of: chunk)
  compare(
    rounds: rounds, bytes: corpus.bytes.count, chunk: chunk,
    rivals: [
      (
        "sse-top",
        {
          var pipeline = Pipeline()
          for bytes in chunks { pipeline.receive(bytes) }
          return pipeline.tally
        }
      ),
      (rival, { pass(chunk) }),
    ])
}
