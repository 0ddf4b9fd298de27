import Foundation
import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite(.enabled(if: Tool.node != nil, "the node command is not installed"))
  struct HTTP2 {
    let engine = CurlEngine()

    /// An HTTP/2 server that streams an event; what it does next is said by the path.
    final class Server {
      let port: Int
      private let process: Process
      private let folder: TemporaryFolder

      init(_ identity: TestCertificate? = nil) throws {
        guard let node = Tool.node else { throw Tool.Failure.missing }
        folder = try TemporaryFolder()
        let making =
          identity.map { identity in
            "createSecureServer({allowHTTP1: true, key: read('\(identity.key)'), cert: read('\(identity.path)')}"
          } ?? "createServer({}"
        let script = """
          const http2 = require('http2'), read = require('fs').readFileSync;
          const server = http2.\(making), (request, response) => {
            response.writeHead(200, {'Content-Type': 'text/event-stream', 'X-Agent': request.headers['user-agent']});
            let body = '';
            request.on('data', (part) => { body += part; });
            request.on('end', () => {
              response.write('data: ' + request.method + body + '\\n\\n', () => {
                switch (request.url) {
                case '/end': response.end(); break;
                // Not before the client has what came: an answer's end may overtake what of it was not taken yet.
                case '/reset': case '/reset/1': case '/reset/7': case '/reset/8': case '/reset/11': case '/reset/13':
                  const error = +(request.url.split('/')[2] ?? http2.constants.NGHTTP2_INTERNAL_ERROR);
                  response.stream.session.ping(() => response.stream.close(error));
                  break;
                case '/goaway': response.stream.session.ping(() => response.stream.session.destroy()); break;
                }
              });
            });
          });
          server.on('sessionError', () => {});
          server.listen(0, '127.0.0.1', () => { console.log(server.address().port); });
          """
        (process, port) = try node.serve(in: folder.url, ["-e", script]) { Int($0.dropLast()) }
      }

      deinit { Tool.stop(process) }
    }

    func request(_ server: Server, _ path: String, scheme: String = "http") -> CurlRequest {
      CurlRequest.direct("\(scheme)://localhost:\(server.port)\(path)")
    }

    @Test func `with prior knowledge it is spoken at once`() async throws {
      let server = try Server()
      var request = request(server, "/end")
      request.httpVersion = .http2PriorKnowledge
      request.body = Array(" body".utf8)
      request.userAgent = "tool/1"
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.version == "HTTP/2")
      #expect(response.head.values(of: "x-agent") == ["tool/1"])
      #expect(try await response.body() == Array("data: POST body\n\n".utf8))
    }

    @Test func `the request is told as it was sent`() async throws {
      let server = try Server()
      var request = request(server, "/end")
      request.httpVersion = .http2PriorKnowledge
      let told = Locked<[RequestProgress]>([])
      _ = try await engine.transport(for: request).open(lastEventID: Array("7".utf8)) { progress in
        told.withLock { $0.append(progress) }
      }
      let lines = told.withLock { $0 }.last?.lines ?? []
      #expect(lines.first == "GET /end HTTP/2")
      #expect(lines.contains { $0.lowercased() == "last-event-id: 7" })
    }

    @Test(.enabled(if: Tool.openssl != nil, "the openssl command is not installed"))
    func `over TLS it is spoken where the server offers it, unless told otherwise`() async throws {
      let identity = try TestCertificate()
      let server = try Server(identity)
      for (wanted, spoken) in [(nil, "HTTP/2"), (.http2, "HTTP/2"), (.http11, "HTTP/1.1")]
        as [(CurlRequest.HTTPVersion?, String)]
      {
        var request = request(server, "/end", scheme: "https")
        request.httpVersion = wanted
        request.tls.caFile = identity.path
        let response = try await engine.transport(for: request).open(lastEventID: [])
        #expect(response.head.version == spoken)
        #expect(try await response.body() == Array("data: GET\n\n".utf8))
        let timings = response.head.timings
        let times = [timings.nameLookup, timings.connect, timings.handshake, timings.firstByte].compactMap(\.self)
        #expect(times.count == 4)
        #expect(times == times.sorted())
      }
    }

    @Test(arguments: ["/reset", "/goaway"])
    func `C-18 a stream that the server breaks off gives what came, then a failure to recover from`(
      path: String
    ) async throws {
      let server = try Server()
      var request = request(server, path)
      request.httpVersion = .http2PriorKnowledge
      let response = try await engine.transport(for: request).open(lastEventID: [])
      var body: [UInt8] = []
      do {
        for try await chunk in response.chunks { body += chunk }
        Issue.record("the body ended well")
      } catch let failure as Disconnection {
        #expect(!failure.isFinal)
        #expect([16, 18, 56, 92].contains(failure.exitCode))
        #expect(!failure.sentence.isEmpty)
      }
      #expect(body == Array("data: GET\n\n".utf8))
    }

    @Test(arguments: [
      (1, "PROTOCOL_ERROR"), (8, "CANCEL"), (11, "ENHANCE_YOUR_CALM"), (13, "HTTP_1_1_REQUIRED"),
    ])
    func `a reset in the body is told in the words of HTTP 2, and nothing is asked again after it`(
      code: Int, name: String
    ) async throws {
      let server = try Server()
      var request = request(server, "/reset/\(code)")
      request.httpVersion = .http2PriorKnowledge
      let response = try await engine.transport(for: request).open(lastEventID: [])
      var body: [UInt8] = []
      await #expect(
        throws: Disconnection.other(code: 92, "the server reset the HTTP/2 stream: \(name) (error \(code))")
      ) {
        for try await chunk in response.chunks { body += chunk }
      }
      #expect(body == Array("data: GET\n\n".utf8))
    }

    @Test func `a refused stream is told in the words of HTTP 2`() async throws {
      let server = try Server()
      var request = request(server, "/reset/7")
      request.httpVersion = .http2PriorKnowledge
      #expect(await engine.failure(request) == .reset("the server broke off the HTTP/2 stream"))
    }

    @Test func `a connection that ends before its stream is told in the words of HTTP 2`() async throws {
      let server = try Server()
      var request = request(server, "/goaway")
      request.httpVersion = .http2PriorKnowledge
      #expect(await engine.failure(request) == .cut("the HTTP/2 connection ended before the stream did"))
    }

    @Test func `a response let go closes its stream`() async throws {
      let server = try Server()
      var request = request(server, "/stay")
      request.httpVersion = .http2PriorKnowledge
      for _ in 0..<20 {
        let response = try await engine.transport(for: request).open(lastEventID: [])
        var chunks = response.chunks.makeAsyncIterator()
        #expect(try await chunks.next(isolation: nil) == Array("data: GET\n\n".utf8))
      }
    }

    @Test func `in the clear it is offered, and a server may stay with HTTP 1.1`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\nthere")
      var request = CurlRequest.direct(server.url())
      request.httpVersion = .http2
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.version == "HTTP/1.1")
      #expect(try await response.body() == Array("there".utf8))
      #expect(RequestHead(Array(server.heads[0].utf8)).values(of: "Upgrade") == [Array("h2c".utf8)])
    }
  }
}
