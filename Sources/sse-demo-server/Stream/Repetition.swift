import NIOCore

/// Does something again and again on an event loop, until it is stopped.
final class Repetition {
  private let eventLoop: any EventLoop
  private var next: Scheduled<Void>?

  init(every interval: TimeAmount, on eventLoop: any EventLoop, _ body: @escaping () -> Void) {
    self.eventLoop = eventLoop
    schedule(at: eventLoop.now + interval, then: interval, body)
  }

  func stop() {
    next?.cancel()
    next = nil
  }

  private func schedule(at deadline: NIODeadline, then interval: TimeAmount, _ body: @escaping () -> Void) {
    next = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      // From the deadline, not from now, so that the pace does not drift; but after a long sleep of the whole
      // process nothing is made up for.
      let following = max(deadline + interval, self.eventLoop.now)
      self.schedule(at: following, then: interval, body)
      body()
    }
  }
}
