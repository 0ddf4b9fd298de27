import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Compression {
    /// A coding that leaves the bytes as they are, in blocks of its own: what it costs to write one without a library.
    enum Coding: String, CaseIterable, Sendable {
      case gzip, deflate, br, zstd

      var start: [UInt8] {
        switch self {
        // RFC 1952, 2.3
        case .gzip: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        // RFC 1950, 2.2
        case .deflate: [0x78, 0x01]
        // The window's size is in the first block.
        case .br: []
        // RFC 8878, 3.1.1: magic number, no checksum, a window of 1 MB.
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50]
        }
      }

      func block(_ bytes: [UInt8], isFirst: Bool) -> [UInt8] {
        let count = UInt32(bytes.count)
        switch self {
        // RFC 1951, 3.2.4
        case .gzip, .deflate:
          return [0, UInt8(count & 255), UInt8(count >> 8), ~UInt8(count & 255), ~UInt8(count >> 8)] + bytes
        // RFC 7932, 9.2: not the last, four nibbles of length, uncompressed; before the first a bit for 64 KB.
        case .br:
          let bits = ((count - 1) << 3 | 1 << 19) << (isFirst ? 1 : 0)
          return [UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16)] + bytes
        // RFC 8878, 3.1.1.2: not the last, raw.
        case .zstd: return [UInt8(count << 3 & 255), UInt8(count >> 5 & 255), UInt8(count >> 13)] + bytes
        }
      }
    }

    let engine = CurlEngine()

    @Test(arguments: Coding.allCases, [false, true])
    func `C-24 events appear one by one, whether the coding was asked for or not`(
      coding: Coding, isAskedFor: Bool
    ) async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: \(coding.rawValue)\r\n\r\n")
        peer.send(coding.start)
        for number in 0..<3 {
          gate.wait()
          peer.send(coding.block(Array("data: \(number)\n\n".utf8), isFirst: number == 0))
        }
        peer.waitForClose()
      }
      var request = CurlRequest.direct(server.url())
      request.isCompressed = isAskedFor
      let response = try await engine.transport(for: request).open(lastEventID: [])
      var chunks = response.chunks.makeAsyncIterator()
      for number in 0..<3 {
        gate.open()
        #expect(try await chunks.next(isolation: nil) == Array("data: \(number)\n\n".utf8))
      }
      let offered = RequestHead(Array(server.heads[0].utf8)).values(of: "Accept-Encoding")
        .map { String(decoding: $0, as: UTF8.self) }
      let names = offered.first.map { Set($0.split { ", ".contains($0) }.map(String.init)) }
      #expect(names == (isAskedFor ? Set(Coding.allCases.map(\.rawValue)) : nil))
    }

    @Test func `an Accept-Encoding of the user's own is sent as it is`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.isCompressed = true
      request.headers = [.init(name: "accept-encoding", value: "gzip;q=0")]
      _ = try await engine.transport(for: request).open(lastEventID: [])
      #expect(RequestHead(Array(server.heads[0].utf8)).values(of: "Accept-Encoding") == [Array("gzip;q=0".utf8)])
    }
  }
}
