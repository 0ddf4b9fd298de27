import EventFilter
import StreamModel

/// A filter's way over everything that is kept.
func filter(_ corpus: Corpus, _ expression: String, rounds: Int) throws {
  let filter = try EventFilter(expression)
  var pipeline = Pipeline(byteLimit: 4 << 30)
  for bytes in corpus.chunks(of: 1 << 16) { pipeline.take(bytes) }
  let state = pipeline.state
  for _ in 0..<rounds {
    let start = processorTime()
    var matches = 0
    for position in state.log.positions where filter.matches(state.log[position], in: state) { matches += 1 }
    report([
      "seconds": "\(processorTime() - start)", "matches": "\(matches)", "kept": "\(state.log.positions.count)",
    ])
  }
}
