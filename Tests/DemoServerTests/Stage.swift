import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization

@testable import sse_demo_server

/// A server without sockets, whose time stands still until it is moved.
///
/// The day is 2026-11-21 05:00:00 UTC when it begins.
final class Stage {
  let loop = EmbeddedEventLoop()
  let lines = Lines()
  let clock: WallClock
  let site: Site
  private let recorder: RequestRecorder?

  init(
    seed: UInt64 = 7, history: History? = nil, recorder: RequestRecorder? = nil,
    _ site: (Environment) -> Site = { Site.demo($0) }
  ) {
    self.recorder = recorder
    let loop = self.loop
    clock = WallClock { 1_795_237_200 + Int(loop.now.uptimeNanoseconds / 1_000_000_000) }
    self.site = site(
      Environment(eventLoop: loop, clock: clock, seed: seed, history: history, log: lines))
  }

  convenience init(_ route: any Route) {
    self.init { _ in Site(routes: [route]) }
  }

  func advance(by amount: TimeAmount) {
    loop.advanceTime(by: amount)
  }

  /// A client that has connected and said nothing yet.
  func connect() throws -> Client {
    let channel = EmbeddedChannel(loop: loop)
    let client = Client(channel: channel)
    try channel.pipeline.syncOperations.addHandler(client.flushes)
    try channel.pipeline.syncOperations.serve(site, clock: clock, log: lines, recorder: recorder)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 49152)).wait()
    return client
  }

  /// A client that has asked for a path.
  func get(_ path: String, _ headers: HTTPHeaders = [:]) throws -> Client {
    try ask("GET", path, headers)
  }

  func ask(_ method: String, _ path: String, _ headers: HTTPHeaders = [:]) throws -> Client {
    let client = try connect()
    let more = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    try client.send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(more)\r\n")
    return client
  }
}

/// The other end of a connection of the stage.
struct Client {
  let channel: EmbeddedChannel
  let flushes = Flushes()

  func send(_ text: String) throws {
    try channel.writeInbound(ByteBuffer(string: text))
  }

  /// Makes the connection one that takes more, or no more for now.
  func setWritable(_ isWritable: Bool) {
    channel.isWritable = isWritable
    channel.pipeline.fireChannelWritabilityChanged()
  }

  func close() throws {
    try channel.close().wait()
  }

  /// What has come since the last call, as it came.
  func received() throws -> String {
    String(buffer: try receivedBytes())
  }

  private func receivedBytes() throws -> ByteBuffer {
    var all = ByteBuffer()
    while var bytes = try channel.readOutbound(as: ByteBuffer.self) { all.writeBuffer(&bytes) }
    return all
  }

  /// What has come since the last call, which must be whole chunks, out of its chunks.
  func chunks() throws -> [String] {
    try chunksOfBytes().map { String(buffer: $0) }
  }

  /// The same for chunks that may not be UTF-8.
  func chunksOfBytes() throws -> [ByteBuffer] {
    try receivedBytes().outOfChunks()
  }

  /// What has come of a stream with its head.
  func body() throws -> String {
    try ByteBuffer(string: head().rest).outOfChunks().map { String(buffer: $0) }.joined()
  }

  /// The chunks of a stream that has begun and ended.
  func wholeBody() throws -> [String] {
    let chunks = try wholeBodyBytes()
    return chunks.map { String(buffer: $0) }
  }

  /// The same for chunks that may not be UTF-8.
  func wholeBodyBytes() throws -> [ByteBuffer] {
    var bytes = try receivedBytes()
    guard let end = bytes.readableBytesView.firstRange(of: Array("\r\n\r\n".utf8)) else {
      throw NotChunked(text: String(buffer: bytes))
    }
    bytes.moveReaderIndex(to: end.upperBound)
    let chunks = try bytes.outOfChunks()
    guard chunks.last?.readableBytes == 0 else { throw NotChunked(text: "\(chunks)") }
    return chunks.dropLast()
  }

  /// The head that has come, which must be all that has come.
  func head() throws -> Head {
    try Head(received())
  }
}

extension ByteBuffer {
  /// The contents of its chunks, of which it must consist; the last, empty one included.
  func outOfChunks() throws -> [ByteBuffer] {
    var rest = self
    var chunks: [ByteBuffer] = []
    while rest.readableBytes > 0 {
      guard let end = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\r")),
        let size = rest.readString(length: end - rest.readerIndex).flatMap({ Int($0, radix: 16) }),
        rest.readString(length: 2) == "\r\n", let chunk = rest.readSlice(length: size),
        rest.readString(length: 2) == "\r\n"
      else { throw NotChunked(text: String(buffer: rest)) }
      chunks.append(chunk)
    }
    return chunks
  }
}

struct NotChunked: Error {
  let text: String
}

/// The head of a response, and what came after it.
struct Head {
  let status: String
  let headers: HTTPHeaders
  let rest: String

  init(_ text: String) throws {
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard !lines.isEmpty, let end = lines.firstIndex(of: ""), end > 0 else { throw NotChunked(text: text) }
    status = String(lines.removeFirst())
    headers = HTTPHeaders(
      lines[..<(end - 1)].map { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        return (String(parts[0]), String(parts[1].drop { $0 == " " }))
      })
    rest = lines[end...].joined(separator: "\r\n")
  }
}

/// Counts how often a connection is flushed.
final class Flushes: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  private(set) var count = 0

  func flush(context: ChannelHandlerContext) {
    count += 1
    context.flush()
  }
}

/// A log to look into.
final class Lines: Log {
  private let lines = Mutex<[String]>([])
  private let accesses = Mutex<[Access]>([])

  var all: [String] { lines.withLock { $0 } }
  var allAccesses: [Access] { accesses.withLock { $0 } }

  func mention(_ line: String) { say(line) }

  func note(_ access: Access) {
    accesses.withLock { $0.append(access) }
  }

  func say(_ line: String) {
    lines.withLock { $0.append(line) }
  }
}
