import StreamModel
import Testing
import Text

@testable import Dashboard

/// What the panel about a connection tells.
@Suite struct ConnectionViewTests {
  private func text(_ sample: Sample) -> String {
    var scene = sample.scene
    return scene.screen(columns: 120, rows: 120).lines.joined(separator: "\n")
  }

  @Test(arguments: [
    (Disconnection.finished("[DONE]"), Role.heading), (.endOfFile("standard input"), .heading), (.closed, .heading),
    (.status(204), .heading), (.ended, .warning), (.status(500), .bad), (.reset("peer"), .bad),
    (.certificate("expired"), .bad),
  ]) func `only an end that is a failure is shown as one`(reason: Disconnection, role: Role) {
    var scene = Scene()
    scene.open()
    scene.close(reason)
    let frame = Frame(columns: 80, rows: 24, now: scene.now, clock: WallClock(start: .zero))
    #expect(ConnectionText(scene.state.sources[0], frame).role == role)
    let told = scene.state.log[scene.state.log.positions.upperBound - 1]
    #expect(scene.state.notice(told)?.role == role)
  }

  @Test func `request, redirects, response, phases and gaps are told, secrets are not`() {
    let text = text(.connection)
    for part in [
      "GET https://api.example.com/v1/stream", "Authorization: Bearer ***", "Redirected  https://api.example.com",
      "HTTP/2 200", "via: 1.1 cache", "set-cookie: ***", "Name lookup", "88.0 ms", "140.0 ms", "First event",
      "longest 700.0 ms", "Retry       1.5 s",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("sid=secret"))
  }

  @Test func `a heartbeat is told once it is known`() {
    var scene = Scene("http://a/")
    scene.open()
    for _ in 0..<6 {
      scene.pass(15_000)
      scene.receive(": beat\n\n")
    }
    scene.press("i")
    #expect(scene.screen(rows: 60).contains("Heartbeat   every 15.0"))
  }

  @Test func `a request without a response is shown as it was sent, with the phases so far`() {
    let text = text(.connectionUnanswered)
    for part in [
      "connected, asked 00:07 ago, no response yet", "GET /v1/stream HTTP/1.1", "Host: api.example.com",
      "Cache-Control: no-cache", "(by way of a proxy)", "Name lookup", "31.0 ms", "TLS", "88.0 ms", "No response",
      "7.690 s",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("GET https:"))
  }

  @Test func `how far a request has come is told with seconds`() throws {
    func wait(_ scene: Scene) -> ResponseWait? { ResponseWait(scene.state.sources[0], at: scene.now) }
    var scene = Scene()
    #expect(wait(scene) == nil)
    scene.connect()
    scene.pass(12_500)
    #expect(try #require(wait(scene)).sentence == "not connected yet, after 00:12")
    scene.reach(RequestProgress(lines: []))
    scene.pass(3000)
    #expect(try #require(wait(scene)).sentence == "connected 00:03 ago, no TLS handshake yet")
    scene.reach(RequestProgress(lines: ["GET / HTTP/1.1"], timings: .init(connect: .milliseconds(2))))
    scene.pass(9999)
    #expect(wait(scene)?.isLong == false)
    scene.pass(1)
    #expect(wait(scene)?.isLong == true)
    #expect(
      try #require(wait(scene)).sentence == "connected, asked 00:10 ago, no response yet (connect 2.0 ms)")
    scene.wait(.timedOut("x"), milliseconds: 1000)
    #expect(wait(scene) == nil)
    scene.connect(attempt: 2)
    #expect(scene.state.sources[0].sentRequest.isEmpty)
    #expect(wait(scene)?.stage == .connecting)
  }

  @Test func `attempts are a timeline, the newest first, with their causes`() {
    let lines = text(.connectionLost).split(separator: "\n").map(String.init)
    let begin = lines.firstIndex { $0.hasPrefix("ATTEMPTS") } ?? 0
    let timeline = lines[begin...]
    #expect(timeline.dropFirst().first?.contains("sent Last-Event-ID 400") == true)
    #expect(timeline.contains { $0.contains("could not connect: localhost:3000: Connection refused") })
    #expect(timeline.contains { $0.contains("the connection broke: Connection reset by peer") })
    #expect(timeline.contains { $0.contains("320 events") } && timeline.contains { $0.contains("1 event ") })
  }

  @Test func `attempts are counted on over opened ones, and an input that is no response has no status`() {
    var scene = Scene()
    for _ in 0..<3 {
      scene.open()
      scene.wait(.ended, milliseconds: 3000)
      scene.pass(3000)
    }
    scene.press("i")
    let lines = scene.screen(columns: 120, rows: 120).lines
    for number in 1...3 { #expect(lines.contains { $0.contains("  #\(number)  ") }) }
    var piped = Scene("standard input")
    piped.open(with: ResponseHead(status: 0, version: "standard input"))
    piped.press("i")
    let text = piped.screen(columns: 120, rows: 120).lines.joined(separator: "\n")
    #expect(text.contains("INPUT") && !text.contains("RESPONSE") && !text.contains("standard input 0"))
  }

  @Test func `what the user has closed is not told twice`() {
    var scene = Scene()
    scene.open()
    scene.close(.closed)
    for (columns, rows) in [(80, 24), (40, 10), (120, 40)] {
      let text = scene.screen(columns: columns, rows: rows).lines.joined(separator: "\n")
      #expect(!text.contains("closed   closed") && !text.contains("closed  closed") && !text.contains("closed: closed"))
      #expect(text.contains("disconnected by you"))
    }
  }

  @Test func `the panel scrolls, stays within its lines, and closes with its key`() {
    var scene = Sample.connection.scene
    scene.press("G")
    #expect(scene.screen().contains("ATTEMPTS"))
    scene.press("k", .pageUp, "g", "k")
    #expect(scene.screen().contains("REQUEST"))
    scene.press("i")
    #expect(scene.view.pane == nil)
  }

  @Test func `phases are told in milliseconds below a second`() {
    #expect(PhaseTime.text(.microseconds(400)) == "0.4 ms")
    #expect(PhaseTime.text(.milliseconds(999)) == "999.0 ms")
    #expect(PhaseTime.text(.milliseconds(1234)) == "1.234 s")
    #expect(PhaseTime.text(.seconds(-1)) == "0.0 ms")
  }

  @Test func `URLs in the headers of a response are shown without their secrets`() {
    var scene = Scene()
    scene.open(
      with: ResponseHead(
        status: 200,
        headers: [
          .init(name: "Content-Type", value: "text/event-stream"),
          .init(name: "Link", value: "<https://me:hidden@x/?token=hidden>; rel=\"next\", </y?sig=hidden>; rel=up"),
          .init(name: "Refresh", value: "5; url=/z?code=hidden"), .init(name: "X-Signature", value: "hidden"),
          .init(name: "WWW-Authenticate", value: "Basic realm=\"shown\""),
        ]))
    scene.press("i")
    let text = scene.screen(columns: 120, rows: 60).lines.joined(separator: "\n")
    #expect(!text.contains("hidden") && text.contains("realm=\"shown\"") && text.contains("rel=\"next\""))
  }
}
