import StreamModel
import Testing

@testable import Dashboard

/// What the panel about a connection tells.
@Suite struct ConnectionViewTests {
  private func text(_ sample: Sample) -> String {
    var scene = sample.scene
    return scene.screen(columns: 120, rows: 120).lines.joined(separator: "\n")
  }

  @Test func `request, redirects, answer, phases and gaps are told, secrets are not`() {
    let text = text(.connection)
    for part in [
      "GET https://api.example.com/v1/stream", "Authorization: Bearer ***", "Redirected  https://api.example.com",
      "HTTP/2 200", "via: 1.1 cache", "set-cookie: ***", "Name lookup", "88.0 ms", "140.0 ms", "First event",
      "a comment every 700.0 ms", "longest 700.0 ms", "Retry       1.5 s",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("sid=secret"))
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

  @Test func `the panel scrolls, stays within its lines, and closes with its key`() {
    var scene = Sample.connection.scene
    scene.press("G")
    #expect(scene.screen().contains("ATTEMPTS"))
    scene.press("k", .pageUp, "g", "k")
    #expect(scene.screen().contains("REQUEST"))
    scene.press("i")
    #expect(scene.view.pane == nil)
  }

  @Test func `headers that hold events back are named`() {
    func verdict(_ headers: [(String, String)]) -> BufferingVerdict {
      BufferingVerdict(ResponseHead(status: 200, headers: headers.map { .init(name: $0.0, value: $0.1) }))
    }
    #expect(verdict([]).role == .value)
    #expect(verdict([("Via", "1.1 x"), ("X-Accel-Buffering", "no")]).role == .value)
    #expect(verdict([("via", "1.1 x")]).sentence.contains("Via: 1.1 x"))
    #expect(verdict([("Content-Encoding", "gzip")]).sentence.contains("gzip"))
    #expect(verdict([("Content-Encoding", "identity")]).role == .value)
    #expect(verdict([("Content-Length", "10")]).role == .warning)
  }

  @Test func `phases are told in milliseconds below a second`() {
    #expect(ConnectionLines.phase(.microseconds(400)) == "0.4 ms")
    #expect(ConnectionLines.phase(.milliseconds(999)) == "999.0 ms")
    #expect(ConnectionLines.phase(.milliseconds(1234)) == "1.234 s")
    #expect(ConnectionLines.phase(.seconds(-1)) == "0.0 ms")
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
