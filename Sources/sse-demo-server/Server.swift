import NIOCore
import NIOHTTP1
import NIOPosix

/// The running server: a listening socket and its connections.
///
/// All of it lives on one event loop, so routes and streams share state without locks.
struct Server {
  /// Where to find it, with the port it really has.
  let url: String

  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  private let connections: NIOLoopBound<Connections>

  /// Starts to listen; returns when clients can connect.
  ///
  /// Port 0 takes a free one. Throws a `ServerFailure`.
  static func start(
    host: String, port: Int, clock: WallClock = .system, log: any Log, recorder: RequestRecorder? = nil,
    site: @escaping @Sendable (any EventLoop) throws -> Site
  ) throws -> Server {
    let address = try address(host: host, port: port)
    let hosts = ServedHosts(listeningOn: host, at: address.hostInURL)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let loop = group.next()
      let (site, connections) = try loop.submit {
        (NIOLoopBound(try site(loop), eventLoop: loop), NIOLoopBound(Connections(), eventLoop: loop))
      }.wait()
      let listener = try bootstrap(on: group, log: log) { channel in
        channel.eventLoop.makeCompletedFuture {
          connections.value.add(channel)
          try channel.pipeline.syncOperations.serve(
            site.value, clock: clock, log: log, recorder: recorder, hosts: hosts)
        }
      }.bind(to: address).wait()
      let url = "http://\((listener.localAddress ?? address).hostAndPort)"
      return Server(url: url, group: group, listener: listener, connections: connections)
    } catch {
      try? group.syncShutdownGracefully()
      throw ServerFailure(error, host: host, port: port)
    }
  }

  /// Ends all streams, closes all connections, and returns when nothing is left.
  func stop() throws {
    try? listener.close().wait()
    try group.next().submit { [connections] in connections.value.stop() }.wait()
    try group.syncShutdownGracefully()
  }

  private static func bootstrap(
    on group: MultiThreadedEventLoopGroup, log: any Log,
    connection: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(log: log))
        }
      }
      // Events are small and each is to be seen at once.
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      // Finds out about clients that vanished without a word while nothing is sent.
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      // Requests are small too, and while a stream is open nothing is read: a small buffer for each will do.
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
      .childChannelOption(
        .writeBufferWaterMark,
        value: .init(low: Connection.pendingLimit / 2, high: Connection.pendingLimit)
      )
      .childChannelInitializer(connection)
  }

  private static func address(host: String, port: Int) throws -> SocketAddress {
    // NIO tries one address only, and that of localhost may be ::1 where there is no IPv6.
    let host = host == "localhost" ? "127.0.0.1" : host
    do {
      return try SocketAddress.makeAddressResolvingHost(host, port: port)
    } catch {
      throw ServerFailure.unknownHost(host)
    }
  }
}

/// The connections there are.
private final class Connections {
  private var channels: [ObjectIdentifier: any Channel] = [:]

  func add(_ channel: any Channel) {
    let key = ObjectIdentifier(channel)
    channels[key] = channel
    channel.closeFuture.assumeIsolated().whenComplete { _ in self.channels[key] = nil }
  }

  func stop() {
    for channel in channels.values {
      channel.pipeline.fireUserInboundEventTriggered(HTTPHandler.ServerStopping())
    }
  }
}
