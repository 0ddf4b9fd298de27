import StreamModel
import Testing

@testable import ContentDecoding
@testable import CurlTransport

extension CurlTransportTests {
  /// Encoded bodies over the network.
  @Suite struct Bombs {
    let engine = CurlEngine()

    func server(_ coding: String, _ body: [UInt8], status: String = "200 OK") throws -> ScriptedServer {
      try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 \(status)\r\nContent-Type: text/event-stream\r\nContent-Encoding: \(coding)\r\n\r\n")
        peer.send(body)
      }
    }

    static let bombs: [(coding: String, body: [UInt8])] = [
      ("gzip", Encoded.gzip(Encoded.bomb)), ("br", Encoded.brotliBomb), ("zstd", Encoded.zstandardBomb),
    ]

    @Test func `a body that swells when it is decoded comes in bounded pieces, all of it`() async throws {
      for (coding, body) in Self.bombs {
        let server = try server(coding, body)
        let response = try await engine.open(server.url())
        var count = 0
        for try await chunk in response.chunks {
          count += chunk.count
          #expect(chunk.count <= ContentDecoder.pieceLimit)
        }
        #expect(count == Encoded.bomb.count)
      }
    }

    @Test func `who reads slowly loses nothing of a body that swells`() async throws {
      // Large states that compress well, as honest servers send them.
      let state = Array("data: \(String(repeating: " ", count: 1 << 20))\n\n".utf8)
      let server = try server("gzip", (0..<70).flatMap { _ in Encoded.gzip(state) })
      let response = try await engine.open(server.url())
      var count = 0
      for try await chunk in response.chunks {
        count += chunk.count
        await Task.yield()
      }
      #expect(count == 70 * state.count)
    }

    @Test func `every member of a gzip body is read, and what follows is told and ignored`() async throws {
      let members = Encoded.gzip(Array("data: one\n\n".utf8)) + Encoded.gzip(Array("data: two\n\n".utf8))
      for (rest, end) in [("", Disconnection.ended), ("garbage", .surplus(ContentCoding.gzip.surplus))] {
        let server = try server("gzip", members + Array(rest.utf8))
        let run = await SourceRun.of(server.url()) { $0.losses.count == 1 }
        #expect(run.events.map(\.data) == ["one", "two"])
        #expect(run.losses == [end])
        #expect(end.exitCode == 0)
      }
    }

    @Test func `a body that is cut in mid-coding is a loss, a damaged one an error`() async throws {
      let body = Encoded.gzip(Array("data: one\n\n".utf8))
      let cut = try server("gzip", body.dropLast())
      #expect(await engine.failure(cut.url()) == .cut("the gzip data ends before its end"))
      var damaged = body
      damaged[body.count - 8] ^= 1
      let broken = try server("gzip", damaged)
      let run = await SourceRun.of(broken.url()) { $0.losses.count == 1 }
      #expect(run.events.map(\.data) == ["one"])
      #expect(run.losses == [.other(code: 61, "the gzip data is damaged")])
    }

    @Test func `a coding that is not known is refused at the first byte, in words`() async throws {
      let sentence = "the body is encoded as compress, which is none of gzip, deflate, br and zstd"
      let six = Array(repeating: "gzip", count: 6).joined(separator: ", ")
      for (coding, body, failure) in [
        ("compress", [1], .other(code: 61, sentence)), ("compress", [], nil),
        (six, [1], .other(code: 61, "Reject response due to more than 5 content encodings")),
      ] as [(String, [UInt8], Disconnection?)] {
        let server = try server(coding, body)
        let found = await engine.failure(server.url())
        #expect(found == failure)
      }
    }

    @Test func `the body of a refusal is decoded, and the body of a redirect is not looked at`() async throws {
      let refusing = try server("gzip", Encoded.gzip(Array("busy".utf8)), status: "503 No")
      let run = await SourceRun.of(refusing.url())
      #expect(run.reports.contains(.refusal(Array("busy".utf8))))
      let server = try ScriptedServer { peer in
        peer.readHead()
        guard peer.path == "/" else {
          _ = peer.send("HTTP/1.1 200 OK\r\n\r\nthere")
          return
        }
        let head = "HTTP/1.1 307 Go\r\nLocation: /there\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\n"
        peer.send(head + "no gzip")
      }
      #expect(try await engine.open(server.url()).body() == Array("there".utf8))
    }
  }
}
