internal import ContentDecoding
public import StreamModel

/// The way to one source over libcurl: each `open` is one request on a connection of its own.
public struct CurlTransport: Transport {
  public let request: CurlRequest
  let engine: CurlEngine

  public func open(
    lastEventID: [UInt8], progress: @Sendable (RequestProgress) async -> Void
  ) async throws -> Response {
    let exchange = Exchange(engine)
    try exchange.begin(request, lastEventID: lastEventID)
    while true {
      switch try await exchange.news() {
      case .progress(let news): await progress(news)
      case .head(let head):
        var response = Response(head: head, chunks: BodyChunks(exchange: exchange, head: head))
        response.position = { [channel = exchange.channel] in channel.position }
        return response
      }
    }
  }
}

/// The body of a response, as it arrives, decoded.
private struct BodyChunks: AsyncSequence, Sendable {
  let exchange: Exchange
  let head: ResponseHead

  struct AsyncIterator: AsyncIteratorProtocol {
    let exchange: Exchange
    let decoder: ContentDecoder?

    func next() async throws -> [UInt8]? { try await next(isolation: nil) }

    func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      guard let decoder else { return try await exchange.chunk(isolation: actor) }
      while true {
        switch try pull(decoder) {
        case .bytes(let bytes): return bytes
        case .unfinished:
          // The others of the engine are served between the parts of what takes long.
          try Task.checkCancellation()
          await Task.yield()
        case .hungry:
          guard let bytes = try await exchange.chunk(isolation: actor) else {
            try finish(decoder)
            return nil
          }
          decoder.push(bytes)
        case .over(let coding): throw Disconnection.surplus(coding.surplus)
        }
      }
    }

    private func pull(_ decoder: ContentDecoder) throws(Disconnection) -> ContentDecoder.Piece {
      do { return try decoder.pull() } catch { throw error.disconnection }
    }

    private func finish(_ decoder: ContentDecoder) throws(Disconnection) {
      do { try decoder.finish() } catch { throw error.disconnection }
    }
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(exchange: exchange, decoder: ContentDecoder(for: head))
  }
}

extension ContentDecoder.Failure {
  fileprivate var disconnection: Disconnection {
    if case .endsEarly = self { return .cut(sentence) }
    return .other(code: CurlFailure.badContentEncoding, sentence)
  }
}

/// A request and its response, seen from the task that asked. When it is let go, the request ends.
private final class Exchange: Sendable {
  let channel = ResponseChannel()
  private let engine: CurlEngine

  init(_ engine: CurlEngine) { self.engine = engine }

  deinit { cancel() }

  func begin(_ request: CurlRequest, lastEventID: [UInt8]) throws {
    try Task.checkCancellation()
    guard engine.post(.begin(request, lastEventID: lastEventID, channel)) else { throw engine.reason }
  }

  func news() async throws -> ResponseChannel.News {
    try await withTaskCancellationHandler {
      try await channel.news()
    } onCancel: {
      cancel()
    }
  }

  func chunk(isolation: isolated (any Actor)? = #isolation) async throws -> [UInt8]? {
    try await withTaskCancellationHandler(
      operation: {
        try await channel.chunk { _ = engine.post(.resume(channel)) }
      }, onCancel: { cancel() }, isolation: isolation)
  }

  private func cancel() {
    if channel.cancel() { _ = engine.post(.cancel(channel)) }
  }
}
