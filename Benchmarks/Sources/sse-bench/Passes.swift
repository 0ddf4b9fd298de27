/// What a pass over a corpus found.
struct Tally: Equatable {
  var events = 0
  var dataBytes = 0
}

/// Runs passes until they have taken long enough to be measured.
///
/// - Returns: megabytes a second of processor time, and what each pass found.
func speed(of bytes: Int, _ pass: () -> Tally) -> (megabytesPerSecond: Double, tally: Tally) {
  let enough = 0.15
  var passes = 0
  var spent = 0.0
  var tally = Tally()
  repeat {
    let start = processorTime()
    tally = pass()
    spent += processorTime() - start
    passes += 1
  } while spent < enough
  return (Double(bytes * passes) / 1e6 / spent, tally)
}

/// Measures rivals by turns, in an order that changes with each round, and reports a line a round.
func compare(
  rounds: Int, bytes: Int, chunk: Int, rivals: [(name: String, pass: () -> Tally)]
) {
  for round in 0..<rounds {
    for turn in rivals.indices {
      let rival = rivals[(turn + round) % rivals.count]
      let (rate, tally) = speed(of: bytes, rival.pass)
      report([
        "rival": "\"\(rival.name)\"", "chunk": "\(chunk)", "round": "\(round)", "rate": "\(rate)",
        "events": "\(tally.events)", "data_bytes": "\(tally.dataBytes)",
      ])
    }
  }
}
