import NIOCore
import NIOHTTP1

/// Puts the answers of a site on one connection.
///
/// It knows HTTP and nothing of what the streams carry. Requests that a client sends ahead are kept back by NIO's
/// pipelining handler until the answer before them has ended; while a stream is open nothing more is read, but NIO
/// still notices at once when the client closes. A connection of which the client has closed its sending half is
/// closed altogether (NIO's default): a client of an event stream never does that while it still listens.
final class HTTPHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Told to a connection when the server is about to end.
  struct ServerStopping {}

  /// What a body may be, in bytes.
  static let bodyLimit = 1 << 20

  private let site: Site
  private let timeLimits: TimeLimits
  private let clock: WallClock
  private let log: any Log
  private let recorder: RequestRecorder?
  private let hosts: ServedHosts
  private var stream: ClientStream?
  /// A request that is answered when its body has come.
  private var awaited: (head: HTTPRequestHead, request: Request)?
  /// How much of a body has come that nobody wants.
  private var unwantedBytes = 0
  private var isReading = false
  private var isAnswering = false

  init(
    site: Site, timeLimits: TimeLimits, clock: WallClock, log: any Log, recorder: RequestRecorder?, hosts: ServedHosts
  ) {
    self.site = site
    self.timeLimits = timeLimits
    self.clock = clock
    self.log = log
    self.recorder = recorder
    self.hosts = hosts
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      isReading = true
      unwantedBytes = 0
      begin(head, context: context)
    case .body(let bytes):
      receive(bytes, context: context)
    case .end:
      isReading = false
      guard let (head, request) = awaited else { return }
      awaited = nil
      answer(request, to: head, context: context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stream?.writabilityChanged()
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stream?.connectionClosed()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stream?.connectionClosed()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ServerStopping {
      stream?.end()
      context.close(promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// A request that cannot be read is answered with 400, unless it was its body; the connection is of no more use.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isReading, !isAnswering else {
      context.close(promise: nil)
      return
    }
    let response = Response.text(.badRequest, "This is not a request of HTTP/1.1, or its head is too long.\n")
    let unknown = HTTPRequestHead(version: .http1_1, method: .GET, uri: "*")
    send(response, to: unknown, keepAlive: false, context: context)
  }

  private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    // RFC 9112, 3.2: a request of HTTP/1.1 without exactly one Host is answered with 400.
    guard !head.isAtLeastHTTP11 || head.headers["Host"].count == 1 else {
      let response = Response.text(.badRequest, "A request of HTTP/1.1 must have exactly one Host header.\n")
      send(response, to: head, keepAlive: false, context: context)
      return
    }
    let request = Request(head)
    if let refusal = refusal(of: request) {
      send(refusal, to: head, keepAlive: false, context: context)
      return
    }
    if let length = head.headers.first(name: "Content-Length"), Int(length).map({ $0 > Self.bodyLimit }) ?? true {
      send(Self.tooLong, to: head, keepAlive: false, context: context)
      return
    }
    // The body of any other request is no matter, so that its answer need not wait.
    guard site.takesBody(of: request) else {
      answer(request, to: head, context: context)
      return
    }
    awaited = (head, request)
    if head.headers[canonicalForm: "Expect"].contains(where: { $0.lowercased() == "100-continue" }) {
      context.writeAndFlush(wrapOutboundOut(.head(.init(version: head.version, status: .continue))), promise: nil)
    }
  }

  /// What is said to a request for somebody else, or for nobody knows whom.
  private func refusal(of request: Request) -> Response? {
    // HTTP/1.0 knows requests without a Host; no browser sends them.
    for name in request.authority.map({ [$0] }) ?? request.headers["Host"] {
      guard let authority = Authority(name) else {
        return .text(.badRequest, "The request is for a host that is none.\n")
      }
      guard hosts.contains(authority) else {
        return .text(
          .misdirectedRequest,
          "This server answers to the names of its own machine only, as localhost; --host opens it to others.\n")
      }
    }
    return nil
  }

  private static let tooLong = Response.text(
    .payloadTooLarge, "A body must have no more than \(bodyLimit) bytes.\n")

  private func receive(_ bytes: ByteBuffer, context: ChannelHandlerContext) {
    guard let (head, request) = awaited else {
      // The answer is under way or out; a body that goes on and on would be read on and on.
      unwantedBytes += bytes.readableBytes
      if unwantedBytes > Self.bodyLimit { context.close(promise: nil) }
      return
    }
    guard request.body.readableBytes + bytes.readableBytes <= Self.bodyLimit else {
      awaited = nil
      send(Self.tooLong, to: head, keepAlive: false, context: context)
      return
    }
    awaited?.request.body.writeImmutableBuffer(bytes)
  }

  private func answer(_ request: Request, to head: HTTPRequestHead, context: ChannelHandlerContext) {
    recorder?.record(request, target: head.uri)
    switch site.answer(to: request) {
    case .whole(let response):
      send(response, to: head, keepAlive: head.isKeepAlive, context: context)
    case .stream(let headers, let delivery, let open):
      sendStream(headers, delivery, of: request, to: head, context: context, open: open)
    }
  }

  private func send(
    _ response: Response, to head: HTTPRequestHead, keepAlive: Bool, context: ChannelHandlerContext
  ) {
    var headers = response.headers
    if let body = response.body { headers.add(name: "Content-Length", value: String(body.utf8.count)) }
    start(response.status, headers, to: head, keepAlive: keepAlive, context: context)
    log.note(access(to: head, response.status, .answered, context: context))
    if head.method != .HEAD, let body = response.body {
      context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(string: body)))), promise: nil)
    }
    finish(keepAlive: keepAlive, context: context)
    // A client may ask again and again without ever reading an answer.
    if !context.channel.isWritable { Connection.drop(context.channel, at: head.uri, log: log) }
  }

  private func sendStream(
    _ more: HTTPHeaders, _ delivery: HeadDelivery, of request: Request, to head: HTTPRequestHead,
    context: ChannelHandlerContext, open: (ClientStream) -> Void
  ) {
    let hasLength = more.contains(name: "Content-Length")
    // HTTP/1.0 has no chunks: there the end of the connection is the end of the stream, unless its length is told.
    let isChunked = head.isAtLeastHTTP11 && !hasLength
    let keepAlive = head.isKeepAlive && (isChunked || hasLength)
    var headers: HTTPHeaders = ["Content-Type": "text/event-stream", "Cache-Control": "no-cache"]
    // Asks nginx, should it stand in between, to pass on each event as it comes.
    if delivery == .atOnce { headers.add(name: "X-Accel-Buffering", value: "no") }
    for (name, value) in more { headers.replaceOrAdd(name: name, value: value) }
    if head.method == .HEAD {
      start(.ok, headers, to: head, keepAlive: keepAlive, context: context)
      log.note(access(to: head, .ok, .answered, context: context))
      finish(keepAlive: keepAlive, context: context)
      return
    }
    if isChunked { headers.add(name: "Transfer-Encoding", value: "chunked") }
    start(.ok, headers, to: head, keepAlive: keepAlive, context: context)
    if delivery == .atOnce { context.flush() }
    let stream = ClientStream(
      on: context.channel, path: request.path, isChunked: isChunked, keepAlive: keepAlive, turns: site.turns, log: log)
    self.stream = stream
    var access = access(to: head, .ok, .opened, context: context)
    log.note(access)
    let start = context.eventLoop.now
    stream.ended.assumeIsolated().whenComplete { _ in
      self.answerEnds()
      access.stage = .ended(after: stream.eventLoop.now - start, bytes: stream.bytesSent)
      access.secondsSince1970 = self.clock.secondsSince1970()
      self.log.note(access)
    }
    open(stream)
  }

  private func start(
    _ status: HTTPResponseStatus, _ headers: HTTPHeaders, to head: HTTPRequestHead, keepAlive: Bool,
    context: ChannelHandlerContext
  ) {
    isAnswering = true
    timeLimits.answerBegins()
    var headers = headers
    headers.add(name: "Date", value: HTTPDate.text(secondsSince1970: clock.secondsSince1970()))
    headers.add(name: "Connection", value: keepAlive ? "keep-alive" : "close")
    let version: HTTPVersion = head.isAtLeastHTTP11 ? .http1_1 : .http1_0
    context.write(wrapOutboundOut(.head(.init(version: version, status: status, headers: headers))), promise: nil)
  }

  private func access(
    to head: HTTPRequestHead, _ status: HTTPResponseStatus, _ stage: Access.Stage, context: ChannelHandlerContext
  ) -> Access {
    Access(
      client: context.channel.remoteAddress?.hostAndPort ?? "a client", method: head.method.rawValue,
      target: head.uri, status: Int(status.code), lastEventID: head.headers.first(name: "Last-Event-ID"), stage: stage,
      secondsSince1970: clock.secondsSince1970())
  }

  private func answerEnds() {
    isAnswering = false
    timeLimits.answerEnds()
  }

  private func finish(keepAlive: Bool, context: ChannelHandlerContext) {
    // Before the end goes out, since that may bring in the next request at once.
    answerEnds()
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !keepAlive {
      written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
  }
}

extension HTTPRequestHead {
  fileprivate var isAtLeastHTTP11: Bool {
    version.major > 1 || (version.major == 1 && version.minor >= 1)
  }
}
