import StreamModel
import Testing

@testable import sse_top

/// When it is told that a request comes no further.
@Suite struct ResponseWatchTests {
  private static func at(_ seconds: Double) -> Moment { Moment(.seconds(seconds)) }
  private static let sent = RequestProgress(lines: ["GET / HTTP/1.1"])

  @Test func `each attempt is told of once, ten seconds after it asked`() {
    var state = StreamState(urls: ["http://a/", "http://b/"])
    var watch = ResponseWatch()
    #expect(watch.next(in: state) == nil)
    for source in 0..<2 { state.apply(.state(.connecting(attempt: 1), at: Self.at(0)), source: source) }
    state.apply(.progress(RequestProgress(lines: []), at: Self.at(1)), source: 0)
    state.apply(.progress(Self.sent, at: Self.at(2)), source: 0)
    state.apply(.progress(Self.sent, at: Self.at(3)), source: 1)
    #expect(watch.next(in: state) == Self.at(12))
    #expect(watch.due(in: state, at: Self.at(11.9)).isEmpty)
    #expect(watch.due(in: state, at: Self.at(12)) == [0])
    #expect(watch.due(in: state, at: Self.at(12.5)).isEmpty)
    #expect(watch.next(in: state) == Self.at(13))
    // The other one answers.
    state.apply(.head(ResponseHead(status: 200)), source: 1)
    #expect(watch.next(in: state) == nil)
    // The first is asked again.
    state.apply(.state(.waiting(until: Self.at(20), after: .emptyReply), at: Self.at(17)), source: 0)
    #expect(watch.next(in: state) == nil)
    state.apply(.state(.connecting(attempt: 2), at: Self.at(20)), source: 0)
    state.apply(.progress(Self.sent, at: Self.at(20)), source: 0)
    #expect(watch.next(in: state) == Self.at(30))
    #expect(watch.due(in: state, at: Self.at(40)) == [0])
  }

  @Test func `each stage of an attempt is told of once, ten seconds after it began`() {
    var state = StreamState(urls: ["https://a/"])
    var watch = ResponseWatch()
    state.apply(.state(.connecting(attempt: 1), at: Self.at(0)), source: 0)
    for (progress, time) in [(nil, 0.0), (RequestProgress(lines: []), 15), (Self.sent, 30)] {
      if let progress { state.apply(.progress(progress, at: Self.at(time)), source: 0) }
      #expect(watch.isUntold(0, in: state) && watch.next(in: state) == Self.at(time + 10))
      #expect(watch.due(in: state, at: Self.at(time + 9.9)).isEmpty)
      #expect(watch.due(in: state, at: Self.at(time + 10)) == [0])
      #expect(watch.due(in: state, at: Self.at(time + 11)).isEmpty)
      #expect(!watch.isUntold(0, in: state) && watch.next(in: state) == nil)
    }
  }
}
