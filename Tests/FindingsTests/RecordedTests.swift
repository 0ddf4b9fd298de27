import StreamModel
import Testing

@testable import Findings
@testable import StreamModel

/// What the times of a recording show, and what not.
@Suite struct RecordedTests {
  @Test func `a recording has no times of blank lines`() {
    func codes(isLive: Bool) -> [String] {
      var state = StreamState(urls: ["h.sse"], byteLimit: 1 << 20)
      var session = SourceSession()
      session.reconnect()
      let head = ResponseHead(status: 200, headers: [.init(name: "Content-Type", value: "text/event-stream")])
      state.apply(.state(.connecting(attempt: 1), at: .start), source: 0)
      if isLive {
        state.apply(.progress(RequestProgress(lines: ["GET / HTTP/1.1"]), at: .start), source: 0)
      }
      state.apply(.head(head), source: 0)
      state.apply(.state(.open(since: .start), at: .start), source: 0)
      session.begin(head)
      for number in 1...6 {
        var start = 0
        let batch = session.receive(
          Array("\nid: \(number)\ndata: e\n".utf8), from: &start, at: Scene.moment(Double(number)))
        state.apply(.batch(batch), source: 0)
      }
      return Rules.verdicts(Circumstances(state.sources[0], at: Scene.moment(7))).map(\.code.rawValue)
    }
    #expect(codes(isLive: true).contains("delivery.one-behind"))
    #expect(!codes(isLive: false).contains("delivery.one-behind"))
  }
}
