import NIOCore

/// Closes a connection whose client has something to say and does not say it.
///
/// Stands before the HTTP handlers and sees the bytes; what they mean it is told. While an answer is under way there
/// is no limit.
final class TimeLimits: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// From the first byte of a request, or from the beginning of the connection, to the end of the head.
  static let head = TimeAmount.seconds(10)
  /// From an answer to the next request.
  static let idle = TimeAmount.seconds(60)

  private enum State {
    case answering
    case awaitingHead(Scheduled<Void>)
    case idle(Scheduled<Void>)
  }

  private var state = State.answering
  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if context.channel.isActive { awaitHead() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stop()
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    awaitHead()
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .idle = state { awaitHead() }
    context.fireChannelRead(data)
  }

  func answerBegins() {
    stop()
  }

  func answerEnds() {
    stop()
    if let task = schedule(in: Self.idle, closeIfAllIsSent) { state = .idle(task) }
  }

  private func awaitHead() {
    stop()
    if let task = schedule(in: Self.head, { $0.close(promise: nil) }) { state = .awaitingHead(task) }
  }

  /// The end of a stream may still wait for a slow client, who is not idle then.
  private func closeIfAllIsSent(_ channel: any Channel) {
    let waiting = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    if waiting > 0 { answerEnds() } else { channel.close(promise: nil) }
  }

  private func stop() {
    switch state {
    case .answering: break
    case .awaitingHead(let task), .idle(let task): task.cancel()
    }
    state = .answering
  }

  private func schedule(in time: TimeAmount, _ body: @escaping (any Channel) -> Void) -> Scheduled<Void>? {
    guard let channel = context?.channel, channel.isActive else { return nil }
    return channel.eventLoop.assumeIsolated().scheduleTask(in: time) { body(channel) }
  }
}
