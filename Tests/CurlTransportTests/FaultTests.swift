import Foundation
import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// Servers that mean harm, and networks that break.
  @Suite struct Faults {
    let engine = CurlEngine()

    @Test(arguments: ["javascript:alert(1)", "JavaScript://x/%0a", "data:text/event-stream,data:1", "ftp://127.0.0.1/"])
    func `a redirect to another scheme is refused in words`(location: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 302 Go\r\nLocation: \(location)\r\n\r\n")
      let scheme = location.prefix { $0 != ":" }
      #expect(await engine.failure(server.url()) == .unsupportedScheme("\(scheme): is neither http: nor https:"))
      #expect(server.connections == 1)
    }

    @Test(arguments: [
      Array("/a\u{1}b".utf8), Array("/\u{7F}".utf8), Array("//\u{1B}[2J/".utf8), Array("http://a b/".utf8),
      Array("http://[/".utf8), Array("http://h:0x50/".utf8), Array("/a\0b".utf8), Array("http:///".utf8),
    ])
    func `a Location that is no URL ends the try, with a sentence`(location: [UInt8]) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        guard peer.number == 0 else { return }
        peer.send(Array("HTTP/1.1 302 Go\r\nLocation: ".utf8) + location + Array("\r\n\r\n".utf8))
      }
      let failure = try #require(await engine.failure(server.url()))
      #expect([3, 6, 8].contains(failure.exitCode), "\(failure)")
      #expect(!failure.sentence.isEmpty && failure.sentence.utf8.count < 300)
      #expect(server.connections == 1)
    }

    @Test func `bytes in a Location that no URL holds go on encoded`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        guard peer.number == 0 else {
          _ = peer.send("HTTP/1.1 204 No Content\r\n\r\n")
          return
        }
        peer.send(Array("HTTP/1.1 302 Go\r\nLocation: /ü ".utf8) + [0xFF] + Array("x\r\n\r\n".utf8))
      }
      let head = try await engine.open(server.url()).head
      #expect(server.heads.last?.hasPrefix("GET /%c3%bc%20%ffx HTTP/1.1") == true)
      #expect(head.url.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [90_000, 1 << 20])
    func `a Location without end is walked or given up, and nothing grows`(count: Int) async throws {
      let path = "/" + String(repeating: "x", count: count)
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 302 Go\r\nLocation: \(path)\r\n\r\n")
      }
      let failure = try #require(await engine.failure(server.url()))
      #expect([8, 47].contains(failure.exitCode))
      #expect(failure.sentence.utf8.count < 300)
      #expect(server.connections <= 21)
    }

    @Test(arguments: [
      String(repeating: "text/", count: 10_000), "text/event-stream\u{1B}[2J", "text/event-stream, \u{1B}/y, x/y",
      ";;;;,,,,\"", "\u{9B}31m", "text/event-stream\u{B}x",
    ])
    func `C-11 a Content-Type of nonsense is told as it is, and final`(type: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\ndata: 1\n\n")
      let run = await SourceRun.of(server.url()) { $0.openings > 0 }
      guard case .contentType? = run.closedBecause else {
        Issue.record("it goes on")
        return
      }
      #expect(server.connections == 1)
    }

    @Test(arguments: ["é", "€", "😀"])
    func `P-06, C-18 a reset in mid-character and in mid-event leaves no trace in the next connection`(
      character: String
    ) async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        if peer.number == 0 {
          peer.send(Array("data: whole\n\nid: 7\nevent: broken\ndata: half \(character)".utf8.dropLast()))
          gate.wait()
          peer.reset()
        } else {
          peer.send("data: \(character)\n\n")
          peer.waitForClose()
        }
      }
      let run = await SourceRun.of(server.url()) { run in
        if run.bodyCount > 0 { gate.open() }
        return run.openings == 2 && run.bodyCount > 0 || run.openings > 2
      }
      #expect(run.losses == [.reset("Connection reset by peer")])
      #expect(run.events.map(\.data) == ["whole", character])
      #expect(run.events.map(\.type) == ["message", "message"])
      #expect(server.heads.last?.contains("Last-Event-ID") == false)
    }

    @Test(arguments: ["FFFFFFFFFFFFFFFFF", "-5", "zz", "7FFFFFFFFFFFFFFF", "1;\u{1B}"])
    func `a chunk's length that lies`(length: String) async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(length)\r\ndata: 1\n\n")
      let failure = try #require(await engine.failure(server.url()))
      #expect([18, 56].contains(failure.exitCode), "\(failure)")
      #expect(!failure.isFinal)
    }

    @Test func `the body of an answer that fails can be looked into and let go`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 503 No\r\nContent-Type: application/json\r\n\r\n{\"error\": \"busy\"}")
        while peer.send([UInt8](repeating: 0x20, count: 1 << 20)), peer.report.sent < 100 << 20 {}
      }
      var response: Response? = try await engine.open(server.url())
      #expect(response?.head.status == 503)
      var chunks = response?.chunks.makeAsyncIterator()
      let start = try await chunks?.next(isolation: nil)
      #expect(start?.starts(with: "{\"error\": \"busy\"}".utf8) == true)
      (response, chunks) = (nil, nil)
      #expect(await server.report().sent < 100 << 20)
    }

    @Test func `ten thousand reconnections leave neither descriptors nor memory after`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: \(peer.number)\ndata: x\n\n")
      }
      let transport = engine.transport(for: .direct(server.url()))
      func reconnect(_ count: Int) async throws {
        for number in 0..<count {
          _ = try await transport.open(lastEventID: Array("\(number)".utf8)).body()
        }
      }
      // What is kept for later is made in the first ones.
      try await reconnect(500)
      let before = try Holdings()
      try await reconnect(10_000)
      let after = try Holdings()
      // Other tests of the process have sockets and memory meanwhile; ten thousand handles would be ten thousand sockets
      // and five gigabytes.
      #expect(after.descriptors < before.descriptors + 1_000)
      #expect(after.threads < before.threads + 50)
      #expect(after.kilobytes < before.kilobytes + 500_000)
      #expect(server.connections == 10_500)
    }
  }
}

/// What the process holds.
private struct Holdings {
  let descriptors: Int
  let threads: Int
  /// Of memory, resident.
  let kilobytes: Int

  init() throws {
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    kilobytes = line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }
}
