import StreamModel
import Synchronization
import TestSupport

/// A network that does what its script says, one step a request, and remembers what it was asked.
final class ScriptedTransport: Transport, Sendable {
  enum Step: Sendable {
    case fail(Disconnection)
    /// A response, its chunks, how long each takes, and how its body ends.
    ///
    /// - cancelling: how many chunks come before the one with which the asking task is cancelled.
    case respond(ResponseHead, [String], every: Duration = .zero, then: Disconnection? = nil, cancelling: Int? = nil)
    /// Nothing, until the request is cancelled.
    case hang
  }

  private let clock: JumpingClock
  private let steps: Mutex<[Step]>
  private let asked = Mutex<[String]>([])

  init(_ clock: JumpingClock, _ steps: [Step]) {
    self.clock = clock
    self.steps = Mutex(steps.reversed())
  }

  /// The `Last-Event-ID` of each request.
  var requests: [String] { asked.withLock(\.self) }

  func open(
    lastEventID: [UInt8], progress: @Sendable (RequestProgress) async -> Void
  ) async throws -> Response {
    asked.withLock { $0.append(String(decoding: lastEventID, as: UTF8.self)) }
    switch steps.withLock({ $0.popLast() }) {
    case .fail(let reason)?: throw reason
    case .respond(let head, let chunks, let pause, let end, let cancelling)?:
      let clock = clock
      let rest = Mutex(Array(chunks.reversed()))
      return Response(
        head: head,
        chunks: AsyncThrowingStream {
          clock.pass(pause)
          if let cancelling, rest.withLock({ $0.count }) == chunks.count - cancelling {
            withUnsafeCurrentTask { $0?.cancel() }
          }
          if let chunk = rest.withLock({ $0.popLast() }) { return Array(chunk.utf8) }
          if let end { throw end }
          return nil
        })
    case .hang?, nil:
      while true { try await Task.sleep(for: .seconds(3600)) }
    }
  }
}

/// What was said, in order.
final class Transcript: Sendable {
  private let said = Mutex<[String]>([])

  var lines: [String] { said.withLock(\.self) }
  func append(_ line: String) { said.withLock { $0.append(line) } }
}

extension ResponseHead {
  static let eventStream = ResponseHead(
    status: 200, headers: [.init(name: "Content-Type", value: "text/event-stream")])
}
