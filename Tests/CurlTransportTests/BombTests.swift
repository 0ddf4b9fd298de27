import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Bombs {
    /// A gzip body that says one byte over and over: 258 of them in every 13 bits.
    func bomb(matches: Int) -> [UInt8] {
      // RFC 1951, 3.2.6: a block with the fixed codes, the byte 0, then "length 258, distance 1" without end.
      var bits: [UInt8] = [0, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
      let match: [UInt8] = [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]
      // Eight matches fill 13 bytes; the first ones come bit by bit, the rest is the same 13 bytes again.
      for _ in 0..<16 { bits += match }
      let bytes = stride(from: 0, to: 208, by: 8).map { start in
        (0..<8).reduce(0 as UInt8) { $0 | bits[start + $1] << UInt8($1) }
      }
      let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
      return header + bytes[..<13] + (0..<matches / 8).flatMap { _ in bytes[13..<26] }
    }

    @Test func `a body that swells when it is decoded comes in bounded pieces, or ends`() async throws {
      let body = bomb(matches: 1 << 20)
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
        peer.send(body)
      }
      let response = try await CurlEngine().open(server.url())
      var count = 0
      do {
        for try await chunk in response.chunks {
          count += chunk.count
          #expect(chunk.count <= Transfer.decodedLimit + 2 * Handover.limit)
        }
      } catch let failure as Disconnection {
        #expect([27, 61, 100, 18].contains(failure.exitCode))
      }
      #expect(count >= Handover.limit)
    }
  }
}
