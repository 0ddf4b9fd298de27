import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite(.enabled(if: TLSServer.tool != nil, "the openssl command is not installed"))
  struct Encrypted {
    let engine = CurlEngine()

    @Test func `a certificate that signs itself is not trusted, and said so`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      #expect(
        await engine.failure("https://localhost:\(server.port)/")
          == .certificate("self-signed certificate (localhost:\(server.port))"))
    }

    @Test func `a certificate of an authority that is named is trusted`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      var request = CurlRequest.direct("https://localhost:\(server.port)/")
      request.tls.caFile = server.certificate
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.status == 200)
      #expect(String(decoding: try await response.body(), as: UTF8.self).contains("TLSv1"))
    }

    @Test func `a trusted certificate for another name is refused`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      var request = CurlRequest.direct("https://127.0.0.1:\(server.port)/")
      request.tls.caFile = server.certificate
      guard case .certificate(let words) = await engine.failure(request) else {
        Issue.record("trusted")
        return
      }
      #expect(words.contains("127.0.0.1"))
    }
  }
}
