import Glibc
import NIOCore
import NIOHTTP1

/// The event stream of one client, from after its head to its end.
///
/// Lives on the event loop of its connection. What the client does not take piles up no further than the channel's
/// high-water mark, the limit of the connection. Beyond it the client is dropped, so nobody waits for it; but what is
/// given to a flow waits.
final class ClientStream {
  let eventLoop: any EventLoop
  /// Succeeds as soon as nothing more can be sent, for whatever reason.
  let ended: EventLoopFuture<Void>

  /// What has been given to the connection of this stream, less what frames it.
  private(set) var bytesSent = 0

  private let ending: EventLoopPromise<Void>
  private let channel: any Channel
  private let path: String
  private let isChunked: Bool
  private let keepAlive: Bool
  private let turns: YieldQueue
  private let log: any Log
  private var isOpen = true
  private var repetitions: [Repetition] = []
  private var flow: Flow?
  private var waiting: Scheduled<Void>?

  init(on channel: any Channel, path: String, isChunked: Bool, keepAlive: Bool, turns: YieldQueue, log: any Log) {
    self.channel = channel
    self.path = path
    self.isChunked = isChunked
    self.keepAlive = keepAlive
    self.turns = turns
    self.log = log
    eventLoop = channel.eventLoop
    ending = channel.eventLoop.makePromise()
    ended = ending.futureResult
  }

  func send(_ block: Block) {
    send(block.encoded())
  }

  func send(_ event: Event) {
    send(.event(event))
  }

  /// Sends bytes as they are, in one flush.
  func send(_ bytes: ByteBuffer) {
    guard isOpen else { return }
    write(bytes)
    if !channel.isWritable { drop() }
  }

  /// Sends pieces no faster than the client takes them, however slow it is.
  ///
  /// `next` gives the next piece, which should be no more than some 64 kB, or nil if there is none for now. A stream
  /// has one flow at most, and what is sent past it comes in between its pieces.
  @discardableResult
  func flow(_ next: @escaping () -> ByteBuffer?) -> Flow {
    let flow = Flow(to: self, turns: turns, next)
    if isOpen { self.flow = flow }
    flow.resume()
    return flow
  }

  /// Whether more can be sent without making the client one that is to be dropped.
  var hasRoom: Bool { isOpen && channel.isWritable }

  /// Sends bytes, whether there is room or not.
  func write(_ bytes: ByteBuffer) {
    guard isOpen else { return }
    bytesSent += bytes.readableBytes
    channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(bytes)), promise: nil)
  }

  /// Takes note that the client has taken some of what waited, or no more for now.
  func writabilityChanged() {
    flow?.resume()
  }

  /// Does something at a steady pace, first after one interval, for as long as the stream lasts.
  func every(_ interval: TimeAmount, _ body: @escaping () -> Void) {
    guard isOpen else { return }
    repetitions.append(Repetition(every: interval, on: eventLoop, body))
  }

  /// Lets the flow go on after a while, which takes the place of any other such wish.
  func resumeFlow(in wait: TimeAmount) {
    waiting?.cancel()
    waiting = eventLoop.assumeIsolated().scheduleTask(in: wait) { self.flow?.resume() }
  }

  /// Ends the stream the regular way; the connection stays if the client wishes.
  func end() {
    end(keepingConnection: keepAlive)
  }

  /// Ends the stream the regular way, and the connection after it.
  func endWithConnection() {
    end(keepingConnection: false)
  }

  /// Closes the connection without an end of the body, right after what is written: the server has died.
  func abort() {
    guard isOpen else { return }
    connectionClosed()
    channel.close(promise: nil)
  }

  /// Resets the connection, so that what is still under way is lost too.
  func reset() {
    guard isOpen else { return }
    connectionClosed()
    // Without a time to linger, close(2) sends an RST instead of a FIN: socket(7).
    _ = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    channel.close(promise: nil)
  }

  /// Announces a chunk of a length, sends less than that, and closes.
  func breakOff(chunkOf length: Int, after bytes: ByteBuffer) {
    guard isOpen else { return }
    if isChunked, let encoder = try? channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self) {
      var raw = ByteBuffer(string: String(length, radix: 16) + "\r\n")
      raw.writeImmutableBuffer(bytes)
      // From the encoder on, so past it: it would tell the truth.
      encoder.writeAndFlush(NIOAny(raw), promise: nil)
    }
    abort()
  }

  /// Takes note that the connection is gone.
  func connectionClosed() {
    guard isOpen else { return }
    isOpen = false
    for repetition in repetitions { repetition.stop() }
    repetitions = []
    waiting?.cancel()
    waiting = nil
    flow = nil
    ending.succeed()
  }

  private func end(keepingConnection isKept: Bool) {
    guard isOpen else { return }
    connectionClosed()
    let written = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !isKept {
      written.whenComplete { [channel] _ in channel.close(promise: nil) }
    }
  }

  private func drop() {
    guard isOpen else { return }
    connectionClosed()
    Connection.drop(channel, at: path, log: log)
  }
}

extension ClientStream {
  /// Does something once, after a while, unless the stream has ended by then.
  func after(_ wait: TimeAmount, _ body: @escaping () -> Void) {
    let task = eventLoop.assumeIsolated().scheduleTask(in: wait, body)
    ended.assumeIsolated().whenComplete { _ in task.cancel() }
  }
}
