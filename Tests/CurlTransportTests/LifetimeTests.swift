import Foundation
import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Lifetimes {
    let engine = CurlEngine()

    /// Sends a head and one chunk, then waits for the client to go.
    func streaming() throws -> ScriptedServer {
      try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n")
        peer.waitForClose()
      }
    }

    @Test func `cancelling the task that waits for a chunk closes the socket`() async throws {
      let server = try streaming()
      let response = try await engine.open(server.url())
      let (first, isThere) = AsyncStream<Void>.makeStream()
      let reader = Task {
        for try await _ in response.chunks { isThere.yield() }
      }
      _ = await first.first { true }
      reader.cancel()
      await #expect(throws: CancellationError.self) { try await reader.value }
      #expect(await server.report().close != .notInTime)
    }

    @Test func `cancelling the task that waits for the head closes the socket`() async throws {
      let (asked, isAsked) = AsyncStream<Void>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        isAsked.yield()
        peer.waitForClose()
      }
      let opener = Task { try await engine.open(server.url()).head }
      _ = await asked.first { true }
      opener.cancel()
      await #expect(throws: CancellationError.self) { try await opener.value }
      #expect(await server.report().close != .notInTime)
    }

    @Test func `an engine that gets nothing from the system is a failure, and no end`() async throws {
      let engine = CurlEngine(sockets: { () throws(Disconnection) in throw .noResources("Too many open files") })
      // The first may come before the thread has found out, the second comes after.
      for _ in 0..<2 {
        let refusal = await #expect(throws: Disconnection.self) { try await engine.open("http://127.0.0.1:1/") }
        #expect(refusal == .noResources("Too many open files"))
        #expect(refusal?.exitCode == 1)
        #expect(refusal?.isFinal == true)
      }
      await engine.shutdown()
    }

    @Test func `a request after the shutdown is closed by the user`() async throws {
      let engine = CurlEngine()
      await engine.shutdown()
      await #expect(throws: Disconnection.closed) { try await engine.open("http://127.0.0.1:1/") }
    }

    @Test func `a task that is cancelled already asks nothing`() async throws {
      let server = try streaming()
      let opener = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try await engine.open(server.url())
      }
      await #expect(throws: CancellationError.self) { try await opener.value }
      #expect(server.connections == 0)
    }

    @Test func `a response let go closes its socket, read or not`() async throws {
      let server = try streaming()
      _ = try await engine.open(server.url())
      var response: Response? = try await engine.open(server.url())
      var chunks = response?.chunks.makeAsyncIterator()
      _ = try await chunks?.next(isolation: nil)
      response = nil
      chunks = nil
      for number in 0..<2 { #expect(await server.report(number).close != .notInTime) }
    }

    @Test func `a paused response let go closes its socket`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\n")
        while peer.send([UInt8](repeating: 0x61, count: 1 << 20)), peer.report.sent < 100 << 20 {}
      }
      _ = try await engine.open(server.url())
      #expect(await server.report().sent < 100 << 20)
    }

    @Test func `a cancelled task that asks a paused response gets nothing, and its socket closes`() async throws {
      let (blocked, isBlocked) = AsyncStream<Int>.makeStream()
      let total = 50 << 20
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\n")
        isBlocked.yield(peer.sendUntilBlocked([UInt8](repeating: 0x61, count: total)))
        peer.waitForClose()
      }
      let response = try await engine.open(server.url())
      #expect(try #require(await blocked.first { _ in true }) < total)
      let reader = Task {
        var chunks = response.chunks.makeAsyncIterator()
        withUnsafeCurrentTask { $0?.cancel() }
        return try await chunks.next(isolation: nil)
      }
      await #expect(throws: CancellationError.self) { try await reader.value }
      // The response is still there: cancelling alone has closed it.
      #expect(await server.report().close != .notInTime)
      #expect(response.head.status == 200)
    }

    @Test func `a request that meets the shutdown ends as closed, and nothing of it is left`() async throws {
      let server = try streaming()
      for _ in 0..<50 {
        let engine = CurlEngine()
        let failures = await withTaskGroup(of: Disconnection?.self) { group in
          for _ in 0..<6 { group.addTask { await engine.failure(server.url()) } }
          group.addTask {
            await engine.shutdown()
            return .closed
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures == [Disconnection?](repeating: .closed, count: 7))
      }
      for number in 0..<server.connections { #expect(await server.report(number).close != .notInTime) }
    }

    @Test func `shutting down ends every response as closed`() async throws {
      let server = try streaming()
      let responses = [try await engine.open(server.url()), try await engine.open(server.url())]
      await engine.shutdown()
      for (number, response) in responses.enumerated() {
        await #expect(throws: Disconnection.closed) { try await response.body() }
        #expect(await server.report(number).close != .notInTime)
      }
      #expect(await engine.failure(server.url()) == .closed)
      await engine.shutdown()
    }

    @Test func `an engine outlives its last name while a response is read`() async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\n")
        gate.wait()
        peer.send("data: 1\n\n")
      }
      let response = try await CurlEngine().open(server.url())
      gate.open()
      #expect(try await response.body() == Array("data: 1\n\n".utf8))
    }

    @Test func `two hundred responses at once are told apart`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\n\(peer.path)")
      }
      let responses = try await withThrowingTaskGroup(of: (Int, Response).self) { group in
        for number in 0..<200 {
          group.addTask { (number, try await engine.open(server.url("/\(number)"))) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(responses.count == 200)
      for (number, response) in responses {
        #expect(try await response.body() == Array("/\(number)".utf8))
      }
    }

    @Test func `a thousand requests opened and let go leave no descriptor`() async throws {
      let server = try streaming()
      let before = try count(in: "/proc/self/fd")
      for number in 0..<1000 {
        _ = try await engine.open(server.url())
        #expect(await server.report(number).close != .notInTime)
      }
      await engine.shutdown()
      // Others in this process may hold a few more than before; a leak would be a thousand.
      #expect(try count(in: "/proc/self/fd") < before + 100)
    }

    @Test func `engines come and go without a trace`() async throws {
      let before = try (
        descriptors: count(in: "/proc/self/fd"), threads: count(in: "/proc/self/task")
      )
      for _ in 0..<200 { await CurlEngine().shutdown() }
      #expect(try count(in: "/proc/self/fd") < before.descriptors + 100)
      #expect(try count(in: "/proc/self/task") < before.threads + 100)
    }

    func count(in directory: String) throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: directory).count
    }
  }
}
