import Dashboard
import StreamModel

/// How long a frame takes after a key that jumps, when a million events are kept: nothing may look at all of them.
func views(events: Int, rounds: Int) {
  var pipeline = Pipeline(byteLimit: 4 << 30)
  // One type that came only at the beginning is the hardest to find from the end.
  var text = "event: rare\ndata: once\n\n"
  for number in 1..<events {
    text += "event: type\(number % 5)\nid: \(number)\ndata: {\"n\":\(number),\"value\":\(number &* 7919 % 1000)}\n\n"
    if text.utf8.count >= 1 << 16 || number == events - 1 {
      pipeline.receive(Array(text.utf8))
      text = ""
    }
  }
  let state = pipeline.state
  let frame = Frame(columns: 120, rows: 40, now: pipeline.now)
  var view = ViewState()
  func measure(_ name: String, _ key: Key, after preparation: [Key]) {
    var times: [Int64] = []
    for _ in 0..<rounds {
      for key in preparation { press(key, &view, state, frame) }
      let start = monotonicTime()
      press(key, &view, state, frame)
      times.append(monotonicTime() - start)
    }
    times.sort()
    report([
      "what": "\"\(name)\"", "events": "\(state.events)", "kept": "\(state.log.positions.count)",
      "median_ms": "\(Double(times[times.count / 2]) / 1e6)", "worst_ms": "\(Double(times[times.count - 1]) / 1e6)",
    ])
  }
  measure("a type", "3", after: ["0", "F"])
  measure("a type that came once", "1", after: ["0", "F"])
  measure("all types", "0", after: ["1"])
  measure("top", "g", after: ["0", "F"])
  measure("top of a type", "g", after: ["4", "F"])
  measure("end", "F", after: ["0", "g"])
  measure("a page up", .pageUp, after: ["0", "F"])
}

private func press(_ key: Key, _ view: inout ViewState, _ state: StreamState, _ frame: Frame) {
  _ = view.press(key, in: state, at: frame.now, clock: WallClock())
  view.fit(state, frame)
  withExtendedLifetime(draw(state, view, frame)) {}
}
