import CReferenceParser
import StreamModel

extension Tally {
  init(_ tally: reference_tally) {
    self.init(events: Int(tally.events), dataBytes: Int(tally.data_bytes))
  }

  mutating func add(_ records: [Record]) {
    for record in records where record.kind == .event {
      events += 1
      dataBytes += Int(record.dataLength)
    }
  }
}

/// Parsing alone: the parser against the one in C, in whole buffers and in chunks of an event's size.
func parse(_ corpus: Corpus, rounds: Int) {
  for chunk in [1 << 16, 200] {
    compare(
      rounds: rounds, bytes: corpus.bytes.count, chunk: chunk,
      rivals: [
        ("sse-top", { parsed(corpus, chunk: chunk) }),
        ("C", { Tally(reference_parse(corpus.bytes.baseAddress, corpus.bytes.count, chunk)) }),
      ])
  }
}

private func parsed(_ corpus: Corpus, chunk: Int) -> Tally {
  var parser = EventParser()
  var records: [Record] = []
  var tally = Tally()
  corpus.forEachChunk(of: chunk) { bytes in
    records.removeAll(keepingCapacity: true)
    parser.push(bytes, into: &records)
    tally.add(records)
  }
  return tally
}

/// Whether both parsers find the same events and the same bytes of data in them, however the corpus is cut.
func verify(_ corpus: Corpus) {
  for chunk in [1 << 16, 1447, 200] {
    let wanted = reference_parse_summing(corpus.bytes.baseAddress, corpus.bytes.count, chunk)
    var pipeline = Pipeline(byteLimit: 1 << 30)
    var (seen, sum, dataBytes) = (0, UInt64(0), 0)
    for bytes in corpus.chunks(of: chunk) {
      pipeline.receive(bytes)
      let log = pipeline.state.log
      for position in seen..<log.positions.upperBound where log[position].kind == .event {
        let data = log.data(log[position])
        dataBytes += data.count
        for byte in data { sum += UInt64(byte) }
      }
      seen = log.positions.upperBound
    }
    report([
      "chunk": "\(chunk)", "events": "\(pipeline.state.events)", "wanted": "\(wanted.events)",
      "same": "\(sum == wanted.sum && dataBytes == wanted.data_bytes && pipeline.state.events == wanted.events)",
    ])
  }
}
