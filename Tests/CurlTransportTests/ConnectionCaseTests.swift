import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// Each case over the real chain: an event source, libcurl, and a server on loopback.
  @Suite struct ConnectionCases {
    @Test(arguments: try ConnectionCase.all())
    func `a connection case of web-platform-tests`(_ test: ConnectionCase) async throws {
      // How long the newest body is; the last one is read to its end, and then the source is closed.
      let promised = Locked(0)
      let (asked, isAsked) = AsyncStream<Void>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        isAsked.yield()
        guard test.responses.indices.contains(peer.number) else {
          // One connection too many, which the count will show; this ends it.
          peer.send("HTTP/1.1 204 No Content\r\n\r\n")
          return
        }
        let answer = test.responses[peer.number]
        if answer.delayMs != nil { peer.waitForClose() }
        let body = answer.body(for: RequestHead(peer.report.heads[0]))
        promised.withLock { $0 = body.utf8.count }
        peer.send(answer.head + body)
        // A stream that ends is lost; the last one goes on.
        if peer.number == test.responses.count - 1, answer.status == 200 { peer.waitForClose() }
      }
      var request = CurlRequest.direct(server.url())
      if let url = test.expect.url {
        // The server as its proxy would see any attempt to connect.
        request = CurlRequest.via(server.url(), url)
      }
      let run = await outcome(of: request, asked, test) {
        server.connections == test.responses.count && $0.bodyCount > 0
          && $0.bodyCount == promised.withLock { $0 }
      }
      #expect(server.connections == test.responses.count)
      var heads: [RequestHead] = []
      for number in 0..<server.connections {
        let report = await server.report(number)
        heads.append(RequestHead(report.heads[0]))
        #expect(report.close != .notInTime)
      }
      check(run, test)
      check(heads, test, run)
    }

    /// Runs the source to its end; a response that is late is cancelled as soon as it was asked for.
    func outcome(
      of request: CurlRequest, _ asked: AsyncStream<Void>, _ test: ConnectionCase,
      isThere: @escaping @Sendable (SourceRun) -> Bool
    ) async -> SourceRun {
      let source = Task { await SourceRun.of(request, close: isThere) }
      guard test.isAborted else { return await source.value }
      _ = await asked.first { true }
      source.cancel()
      var run = await source.value
      run.isClosed = true
      return run
    }

    func check(_ run: SourceRun, _ test: ConnectionCase) {
      let expect = test.expect
      if let state = expect.state {
        // That the test itself closes what is read to its end does not count.
        let last = run.happenings.last { test.isAborted || $0.name != "close" }
        #expect(last?.readyState == SourceRun.ReadyState(rawValue: state))
      }
      if let events = expect.events { #expect(run.events == events) }
      if let errors = expect.errors { #expect(run.errors == errors) }
      if expect.reconnect == false {
        #expect(run.states.count { if case .connecting = $0 { true } else { false } } == 1)
        #expect(test.isAborted || run.closedBecause != nil)
      }
      if let name = expect.throws {
        #expect(name == "SyntaxError")
        guard case .malformedURL? = run.closedBecause else {
          Issue.record("the URL is taken for one: \(run.states)")
          return
        }
        #expect(run.states.count == 2)
      }
      if let milliseconds = expect.delayMs {
        let wait = Duration.milliseconds(milliseconds)
        let tolerance = wait * (expect.tolerance ?? 0)
        #expect(run.waits.count == 1)
        #expect(run.waits.allSatisfy { (wait - tolerance...wait + tolerance).contains($0) })
      }
      if let sequence = expect.sequence { check(run, sequence: sequence) }
    }

    /// A sequence speaks of all happenings of the kinds that it names, and of their states where it names them.
    func check(_ run: SourceRun, sequence: [String]) {
      let expected = sequence.map(SequenceEntry.init)
      let kinds = Set(expected.map(\.kind))
      let seen = run.happenings.filter { kinds.contains(SequenceEntry.kind(of: $0.name)) }
      #expect(seen.map(\.name) == expected.map(\.name))
      for (happening, entry) in zip(seen, expected) {
        if let state = entry.readyState { #expect(happening.readyState == state) }
      }
    }

    func check(_ heads: [RequestHead], _ test: ConnectionCase, _ run: SourceRun) {
      let expect = test.expect
      if let connections = expect.connections { #expect(heads.count == connections) }
      for (name, value) in expect.requestHeaders ?? [:] {
        #expect(heads.first?.values(of: name) == [Array(value.utf8)])
        // What the server has read of it, if it says so.
        if test.responses.first?.body?.contains("{{request header \(name)}}") == true {
          #expect(run.events.map(\.data) == [value])
        }
      }
      let second = heads.count > 1 ? heads[1] : nil
      for (name, value) in expect.secondRequestHeaders ?? [:] {
        #expect(second?.values(of: name) == [Array(value.utf8)])
      }
      for (name, hex) in expect.secondRequestHeadersHex ?? [:] {
        let values = second?.values(of: name).map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
        #expect(values == [hex])
      }
      for name in expect.secondRequestHeadersAbsent ?? [] { #expect(second?.values(of: name).isEmpty == true) }
    }
  }
}

/// One entry of a sequence: "open", "message:text", "error(state CONNECTING)", "open -> state OPEN".
private struct SequenceEntry {
  var name: String
  var readyState: SourceRun.ReadyState?

  var kind: String { Self.kind(of: name) }

  init(_ entry: String) {
    let words = entry.split { " ()".contains($0) }.map(String.init)
    readyState = words.lazy.compactMap(SourceRun.ReadyState.init).first
    name = words.filter { !["state", "at", "->"].contains($0) && SourceRun.ReadyState(rawValue: $0) == nil }
      .joined(separator: " ")
  }

  static func kind(of name: String) -> String { String(name.prefix { $0 != ":" }) }
}
