public import StreamModel

/// The way to one source over libcurl: each `open` is one request on a connection of its own.
public struct CurlTransport: Transport {
  public let request: CurlRequest
  let engine: CurlEngine

  public func open(lastEventID: [UInt8]) async throws -> Response {
    let exchange = Exchange(engine)
    let head = try await exchange.head(of: request, lastEventID: lastEventID)
    return Response(head: head, chunks: BodyChunks(exchange: exchange))
  }
}

/// The body of a response, as it arrives.
private struct BodyChunks: AsyncSequence, Sendable {
  let exchange: Exchange

  struct AsyncIterator: AsyncIteratorProtocol {
    let exchange: Exchange

    func next() async throws -> [UInt8]? {
      try await exchange.chunk()
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      try await exchange.chunk(isolation: actor)
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(exchange: exchange) }
}

/// A request and its response, seen from the task that asked. When it is let go, the request ends.
private final class Exchange: Sendable {
  private let handover = Handover()
  private let engine: CurlEngine

  init(_ engine: CurlEngine) { self.engine = engine }

  deinit { cancel() }

  func head(of request: CurlRequest, lastEventID: [UInt8]) async throws -> ResponseHead {
    try Task.checkCancellation()
    guard engine.post(.begin(request, lastEventID: lastEventID, handover)) else {
      throw engine.reason
    }
    return try await withTaskCancellationHandler {
      try await handover.head()
    } onCancel: {
      cancel()
    }
  }

  func chunk(isolation: isolated (any Actor)? = #isolation) async throws -> [UInt8]? {
    try await withTaskCancellationHandler(
      operation: {
        try await handover.chunk { _ = engine.post(.resume(handover)) }
      }, onCancel: { cancel() }, isolation: isolation)
  }

  private func cancel() {
    if handover.cancel() { _ = engine.post(.cancel(handover)) }
  }
}
