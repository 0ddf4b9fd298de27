import NIOCore

extension ClientStream {
  /// Does something once, after a while, unless the stream has ended by then.
  func after(_ wait: TimeAmount, _ body: @escaping () -> Void) {
    let task = eventLoop.assumeIsolated().scheduleTask(in: wait, body)
    ended.assumeIsolated().whenComplete { _ in task.cancel() }
  }
}
