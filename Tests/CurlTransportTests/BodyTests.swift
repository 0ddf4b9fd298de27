import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// `-X` and `-d`, and what redirects make of them.
  @Suite struct Bodies {
    let engine = CurlEngine()

    /// A request as it came, with its body.
    struct Arrival: Equatable, Sendable {
      var line: String
      var type: [String]
      var length: [String]
      var body: String
    }

    /// Reads a request with its body.
    static func arrival(_ peer: Peer) -> Arrival {
      let text = peer.readHead()
      let head = RequestHead(Array(text.utf8))
      let values = { name in head.values(of: name).map { String(decoding: $0, as: UTF8.self) } }
      let length = values("Content-Length")
      let body = peer.read(length.first.flatMap { Int($0) } ?? 0)
      return Arrival(
        line: head.line, type: values("Content-Type"), length: length, body: String(decoding: body, as: UTF8.self))
    }

    /// Every request until one is answered by 204; the first is redirected with `status`, if there is one.
    func arrivals(status: Int? = nil, _ change: (inout CurlRequest) -> Void) async throws -> [Arrival] {
      let arrivals = Locked<[Arrival]>([])
      let server = try ScriptedServer { peer in
        let arrival = Self.arrival(peer)
        arrivals.withLock { $0.append(arrival) }
        if let status, peer.path == "/" {
          peer.send("HTTP/1.1 \(status) Go\r\nContent-Length: 0\r\nLocation: /there\r\n\r\n")
        } else {
          peer.send("HTTP/1.1 204 No Content\r\n\r\n")
        }
      }
      var request = CurlRequest.direct(server.url())
      change(&request)
      _ = try await engine.transport(for: request).open(lastEventID: [])
      return arrivals.withLock { $0 }
    }

    static let form = "application/x-www-form-urlencoded"

    @Test func `a body makes it a POST of a form, as with curl`() async throws {
      let arrivals = try await arrivals { $0.body = Array("a=b".utf8) }
      #expect(arrivals == [Arrival(line: "POST / HTTP/1.1", type: [Self.form], length: ["3"], body: "a=b")])
    }

    @Test func `an empty body is a body`() async throws {
      let arrivals = try await arrivals { $0.body = [] }
      #expect(arrivals == [Arrival(line: "POST / HTTP/1.1", type: [Self.form], length: ["0"], body: "")])
    }

    @Test func `a body goes in its own bytes, and a header says its type`() async throws {
      let arrivals = try await arrivals { request in
        request.body = Array("a\0b\r\n".utf8)
        request.headers = [.init(name: "content-type", value: "application/json")]
      }
      #expect(
        arrivals == [Arrival(line: "POST / HTTP/1.1", type: ["application/json"], length: ["5"], body: "a\0b\r\n")])
    }

    @Test func `a large body waits for no 100 Continue`() async throws {
      let body = String(repeating: "x", count: 3 << 20)
      let heads = Locked<[String]>([])
      let server = try ScriptedServer { peer in
        let head = peer.readHead()
        heads.withLock { $0.append(head) }
        #expect(peer.read(body.utf8.count).count == body.utf8.count)
        peer.send("HTTP/1.1 204 No Content\r\n\r\n")
      }
      var request = CurlRequest.direct(server.url())
      request.body = Array(body.utf8)
      _ = try await engine.transport(for: request).open(lastEventID: [])
      #expect(heads.withLock { $0 }.allSatisfy { !$0.lowercased().contains("expect") })
    }

    @Test(arguments: [nil, "x=1"])
    func `a method that is named is sent`(body: String?) async throws {
      let arrivals = try await arrivals { request in
        request.method = "QUERY"
        request.body = body.map { Array($0.utf8) }
      }
      #expect(arrivals.map(\.line) == ["QUERY / HTTP/1.1"])
      #expect(arrivals.map(\.body) == [body ?? ""])
    }

    @Test(arguments: ["", "GET /\r\nX:", "A B", "Ä"])
    func `a method that would break the request is refused`(method: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.method = method
      #expect(await engine.failure(request)?.exitCode == 43)
      #expect(server.connections == 0)
    }

    @Test(arguments: [301, 302, 303])
    func `C-12 these turn a POST into a GET, without its body and the headers of it`(status: Int) async throws {
      for type in [nil, "application/json"] {
        let arrivals = try await arrivals(status: status) { request in
          request.body = Array("a=b".utf8)
          request.headers = type.map { [.init(name: "Content-type", value: $0)] } ?? []
        }
        #expect(
          arrivals == [
            Arrival(line: "POST / HTTP/1.1", type: [type ?? Self.form], length: ["3"], body: "a=b"),
            Arrival(line: "GET /there HTTP/1.1", type: [], length: [], body: ""),
          ])
      }
    }

    @Test(arguments: [307, 308])
    func `C-12 these keep method and body`(status: Int) async throws {
      let arrivals = try await arrivals(status: status) { $0.body = Array("a=b".utf8) }
      #expect(arrivals.map(\.line) == ["POST / HTTP/1.1", "POST /there HTTP/1.1"])
      #expect(arrivals.allSatisfy { $0.body == "a=b" && $0.type == [Self.form] })
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a method that is named is kept over redirects, as with curl`(status: Int) async throws {
      let arrivals = try await arrivals(status: status) { request in
        request.method = "PUT"
        request.body = Array("a=b".utf8)
      }
      #expect(arrivals.map(\.line) == ["PUT / HTTP/1.1", "PUT /there HTTP/1.1"])
    }

    @Test func `the redirect limit is the request's`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 307 Go\r\nContent-Length: 0\r\nLocation: /\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.redirectLimit = 1
      #expect(await engine.failure(request) == .tooManyRedirects("more than 1 redirect"))
      request.redirectLimit = 0
      #expect(await engine.failure(request) == .tooManyRedirects("more than 0 redirects"))
      #expect(server.connections == 3)
    }
  }
}
