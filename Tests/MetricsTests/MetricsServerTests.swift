import Glibc
import Synchronization
import Testing

@testable import Metrics

@Suite("The metrics' server", .timeLimit(.minutes(20))) struct MetricsServerTests {
  /// A client's end of a connection.
  struct Client: ~Copyable {
    let descriptor: Int32

    init(port: UInt16) {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let isConnected = withUnsafeBytes(of: address) { bytes in
        bytes.withMemoryRebound(to: sockaddr.self) {
          connect(descriptor, $0.baseAddress, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      #expect(isConnected)
    }

    deinit { close(descriptor) }

    func send(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }

    /// All that comes until the end.
    func read() -> String {
      var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
      while true {
        let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return String(decoding: all, as: UTF8.self) }
        all += buffer[..<count]
      }
    }
  }

  /// A server that is asked by a counter, and tells what it counted.
  private static func serve(_ asked: @escaping @Sendable (MetricsServer) -> Void) throws -> (MetricsServer, UInt16) {
    let box = Box()
    let address = try #require(MetricsAddress("0"))
    let server = try MetricsServer(address) { box.server.withLock { $0 }.map(asked) }
    box.server.withLock { $0 = server }
    let port = server.url.split(separator: ":").last.flatMap { UInt16($0.prefix { $0.isNumber }) }
    return (server, try #require(port))
  }

  private final class Box: Sendable {
    let server = Mutex<MetricsServer?>(nil)
  }

  @Test func `whoever asks gets the metrics of then; other paths none`() throws {
    let (server, port) = try Self.serve { $0.answer("a 1\n") }
    defer { server.stop() }
    for _ in 1...3 {
      let client = Client(port: port)
      client.send("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(client.read().hasSuffix("\r\n\r\na 1\n"))
    }
    let other = Client(port: port)
    other.send("GET /x HTTP/1.1\r\n\r\n")
    #expect(other.read().hasPrefix("HTTP/1.1 404 "))
  }

  @Test func `more clients than it has room for wait, and all are answered`() throws {
    let (server, port) = try Self.serve { $0.answer(String(repeating: "a 1\n", count: 1 << 16)) }
    defer { server.stop() }
    // Idle ones take all the places until their time is over.
    let idle = (0..<MetricsServer.connectionLimit).map { _ in Kept(Client(port: port)) }
    let client = Client(port: port)
    client.send("GET /metrics HTTP/1.1\r\n\r\n")
    #expect(client.read().utf8.count > 1 << 18)
    withExtendedLifetime(idle) {}
  }

  private final class Kept {
    let client: Client
    init(_ client: consuming Client) { self.client = client }
  }

  @Test func `a port that is taken is told`() throws {
    let (server, port) = try Self.serve { $0.answer("") }
    defer { server.stop() }
    let address = try #require(MetricsAddress("127.0.0.1:\(port)"))
    #expect(throws: MetricsServer.Failure(sentence: "127.0.0.1:\(port): Address already in use")) {
      try MetricsServer(address) {}
    }
  }
}
