import Glibc
import NIOCore

/// Waits a little before the next connection is accepted, when one could not be for want of descriptors or memory.
///
/// NIO's own `AcceptBackoffHandler` holds back further reads, but not the one that failed: the listening socket stays
/// in the selector, which reports it again at once, tens of thousands of times a second.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let pause = TimeAmount.milliseconds(250)

  private let log: any Log
  private var isTold = false

  init(log: any Log) {
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    isTold = false
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
      context.fireErrorCaught(error)
      return
    }
    if !isTold {
      log.say("cannot accept connections for now: \(reason(error.errnoCode))")
      isTold = true
    }
    let channel = context.channel
    _ = channel.setOption(.autoRead, value: false)
    channel.eventLoop.scheduleTask(in: Self.pause) {
      _ = channel.setOption(.autoRead, value: true)
    }
  }
}
