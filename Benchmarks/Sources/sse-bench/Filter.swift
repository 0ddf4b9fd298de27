import EventFilter
import StreamModel

/// A filter's way over everything that is kept, in the slices that the dashboard takes between two frames.
func filter(_ corpus: Corpus, _ expression: String, rounds: Int) throws {
  let filter = try EventFilter(expression)
  var pipeline = Pipeline(byteLimit: 4 << 30)
  for bytes in corpus.chunks(of: 1 << 16) { pipeline.receive(bytes) }
  let state = pipeline.state
  for _ in 0..<rounds {
    let start = processorTime()
    var index = MatchIndex(MatchCriterion(filter))
    while !index.advance(in: state, budget: 10_000) {}
    report([
      "seconds": "\(processorTime() - start)", "matches": "\(index.count)", "kept": "\(state.log.positions.count)",
    ])
  }
}
