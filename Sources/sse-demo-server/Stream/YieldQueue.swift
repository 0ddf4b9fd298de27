import NIOCore

/// The line of those who could go on at once, but let the sockets be looked after first.
///
/// NIO's event loop runs tasks until none is due before it looks at its sockets. A task that always makes another one
/// keeps it from that for ever, and so do two that are due in turn: hence one line for all, and one task for the line.
final class YieldQueue {
  /// Long enough that a task is not due before the event loop has seen that none is.
  private static let pause = TimeAmount.microseconds(10)

  private var line: [() -> Void] = []

  func wait(on eventLoop: any EventLoop, _ body: @escaping () -> Void) {
    line.append(body)
    if line.count == 1 { schedule(on: eventLoop) }
  }

  private func schedule(on eventLoop: any EventLoop) {
    eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
      let round = self.line
      // Kept until the round is over: whoever gets in line again during it shall not make a task of his own yet.
      for body in round { body() }
      self.line.removeFirst(round.count)
      if !self.line.isEmpty { self.schedule(on: eventLoop) }
    }
  }
}
