import CLinux
import Glibc
import Synchronization

/// Answers `GET /metrics` over HTTP/1.1, from a thread of its own, for as long as it is kept.
///
/// The metrics are made by who has them, when somebody asks: `ask` is called, and `answer` gives them. Bounded:
/// `connectionLimit` connections at once, 4 KiB a request, two seconds each.
package final class MetricsServer: Sendable {
  /// Why it cannot be.
  package struct Failure: Error, Equatable {
    /// Without the program's name.
    package let sentence: String
  }

  static let connectionLimit = 8

  /// Where it answers, with the port that it has.
  package let url: String
  private let socket: ListeningSocket
  /// An eventfd(2) that ends the thread's wait.
  private let wake: Int32
  private let shared = Mutex(Shared())
  private let ask: @Sendable () -> Void

  private struct Shared {
    var metrics: String?
    var isOver = false
  }

  /// Listens, and begins to answer.
  ///
  /// - Parameter ask: called from the server's thread, once for all who wait.
  package init(_ address: MetricsAddress, ask: @escaping @Sendable () -> Void) throws(Failure) {
    socket = try ListeningSocket(address)
    wake = linux_event()
    guard wake >= 0 else { throw Failure(sentence: String(cString: strerror(errno))) }
    var bound = address
    bound.port = socket.port
    url = "http://\(bound.authority)/metrics"
    self.ask = ask
    let context = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<MetricsServer>.fromOpaque(context).takeRetainedValue().serve()
        return nil
      }, context.toOpaque())
    guard failure == 0 else {
      context.release()
      throw Failure(sentence: String(cString: strerror(failure)))
    }
    pthread_detach(thread)
  }

  deinit { close(wake) }

  /// Gives the metrics to all who wait for them.
  package func answer(_ metrics: String) {
    shared.withLock { $0.metrics = metrics }
    ring()
  }

  /// Answers nobody any more.
  package func stop() {
    shared.withLock { $0.isOver = true }
    ring()
  }

  private func ring() {
    var one = UInt64(1)
    _ = write(wake, &one, MemoryLayout<UInt64>.size)
  }

  // MARK: The thread

  private func serve() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_SETMASK, &signals, nil)
    var connections: [(descriptor: Int32, state: ScrapeConnection)] = []
    defer { for connection in connections { close(connection.descriptor) } }
    var isAsking = false
    while true {
      var polled = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
      polled += connections.map { pollfd(fd: $0.descriptor, events: $0.state.events, revents: 0) }
      // Who comes while it is full waits in the kernel's queue.
      if connections.count < Self.connectionLimit {
        polled.append(pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0))
      }
      let now = Self.milliseconds
      let pause = connections.map { max($0.state.deadline - now, 0) }.min() ?? -1
      guard poll(&polled, nfds_t(polled.count), Int32(clamping: pause)) >= 0 || errno == EINTR else { return }
      if polled[0].revents != 0 {
        var count = UInt64()
        _ = read(wake, &count, MemoryLayout<UInt64>.size)
        let (metrics, isOver) = shared.withLock { ($0.metrics.take(), $0.isOver) }
        if isOver { return }
        if let metrics {
          isAsking = false
          for index in connections.indices { connections[index].state.answer(metrics) }
        }
      }
      for index in connections.indices {
        if polled[index + 1].revents != 0 { Self.move(&connections[index]) }
        if connections[index].state.deadline <= Self.milliseconds { connections[index].state.end() }
      }
      if polled.count > connections.count + 1, polled[connections.count + 1].revents != 0 {
        let descriptor = socket.accept()
        if descriptor >= 0 { connections.append((descriptor, ScrapeConnection(at: Self.milliseconds))) }
      }
      for connection in connections where connection.state.stage == .over { close(connection.descriptor) }
      connections.removeAll { $0.state.stage == .over }
      let isWanted = connections.contains { if case .waiting = $0.state.stage { true } else { false } }
      if isWanted, !isAsking {
        isAsking = true
        ask()
      }
    }
  }

  /// Reads or writes what is possible now.
  private static func move(_ connection: inout (descriptor: Int32, state: ScrapeConnection)) {
    switch connection.state.stage {
    case .writing:
      let count = connection.state.output.withUnsafeBytes {
        send(connection.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { connection.state.wrote(count) } else if errno != EAGAIN, errno != EINTR { connection.state.end() }
    case .reading, .waiting, .over:
      var buffer = [UInt8](repeating: 0, count: ScrapeRequest.limit)
      let count = buffer.withUnsafeMutableBytes { recv(connection.descriptor, $0.baseAddress, $0.count, 0) }
      if count > 0 {
        connection.state.read(buffer[..<count])
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        connection.state.end()
      }
    }
  }

  private static var milliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension ScrapeConnection {
  /// What is waited for; that the peer has gone is told always.
  fileprivate var events: Int16 { stage == .writing ? Int16(POLLOUT) : Int16(POLLIN) }
}
