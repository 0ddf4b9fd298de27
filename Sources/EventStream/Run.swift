internal import CurlTransport
internal import StreamModel

/// A source at work for one iterator. When that is let go, the work ends.
final class Run: Sendable {
  private let handoff = Handoff()
  private let task: Task<Void, Never>
  /// The instant of `Moment.start`.
  let start = ContinuousClock.now

  init(_ stream: EventStream) {
    let engine = stream.options.engine.engine
    let source = EventSource(engine.transport(for: stream.request), clock: ContinuousClock(), start: start)
    let session = stream.session
    // The task knows only this, so that it does not keep the run.
    task = Task.detached(executorPreference: engine.executor) { [handoff] in
      var session = session
      await source.run(&session) { report in
        switch report {
        case .state, .refusal, .batch: await handoff.put(report)
        case .head, .progress, .unsentID, .reached, .jumped, .caughtUp: break
        }
      }
      handoff.end()
    }
  }

  deinit { cancel() }

  /// The next report; `nil` when there are no more.
  ///
  /// - Throws: `CancellationError` if the task that asks was cancelled.
  func next(isolation: isolated (any Actor)?) async throws -> Report? {
    let report = await withTaskCancellationHandler(
      operation: { await handoff.next(isolation: isolation) }, onCancel: { cancel() }, isolation: isolation)
    try Task.checkCancellation()
    return report
  }

  private func cancel() {
    task.cancel()
    handoff.close()
  }
}
