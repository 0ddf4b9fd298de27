internal import CurlTransport
internal import StreamModel

/// Brings the reports of a source to the loop that asks for them, at most two at a time. Who brings more waits, so that
/// a slow loop slows the socket.
final class Handoff: Sendable {
  private struct State: Sendable {
    var reports: [Report] = []
    var isOver = false
    var taker: CheckedContinuation<Report?, Never>?
    var putter: CheckedContinuation<Void, Never>?
  }

  private let state = Locked(State())

  /// Leaves a report, and returns when there is room for another.
  func put(_ report: Report) async {
    await withCheckedContinuation { continuation in
      let (taker, isRoom) = state.withLock { state -> (CheckedContinuation<Report?, Never>?, Bool) in
        if state.isOver { return (nil, true) }
        if let taker = state.taker.take() { return (taker, true) }
        state.reports.append(report)
        let isRoom = state.reports.count < 2
        if !isRoom { state.putter = continuation }
        return (nil, isRoom)
      }
      taker?.resume(returning: report)
      if isRoom { continuation.resume() }
    }
  }

  /// Waits for a report; `nil` when there are no more. One task at a time asks.
  func next(isolation: isolated (any Actor)?) async -> Report? {
    await withCheckedContinuation(isolation: isolation) { continuation in
      let (report, isFound, putter) = state.withLock { state -> (Report?, Bool, CheckedContinuation<Void, Never>?) in
        if !state.reports.isEmpty { return (state.reports.removeFirst(), true, state.putter.take()) }
        if state.isOver { return (nil, true, nil) }
        state.taker = continuation
        return (nil, false, nil)
      }
      putter?.resume()
      if isFound { continuation.resume(returning: report) }
    }
  }

  /// No more will be put. What was left is still handed over.
  func end() { end(dropping: false) }

  /// No more is wanted.
  func close() { end(dropping: true) }

  private func end(dropping: Bool) {
    let (taker, putter) = state.withLock { state in
      state.isOver = true
      if dropping { state.reports = [] }
      return (state.taker.take(), state.putter.take())
    }
    taker?.resume(returning: nil)
    putter?.resume()
  }
}
