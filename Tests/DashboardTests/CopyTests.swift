import Testing

@testable import Dashboard
@testable import StreamModel

/// What copying gives where the wire was no event stream.
@Suite struct CopyTests {
  @Test func `on page d the event that is opened is copied, whatever has come since`() {
    var scene = Scene()
    scene.open()
    scene.receive("id: 1\ndata: {\"a\":1}\n\nid: 2\ndata: {\"a\":2}\n\n")
    scene.press("d")
    scene.receive("id: 3\ndata: {\"a\":3}\n\n")
    #expect(scene.press("I") == .copy(Array("2".utf8), subject: "the ID"))
    #expect(scene.press("Y") == .copy(Array("id: 2\ndata: {\"a\":2}\n\n".utf8), subject: "the event"))
    #expect(scene.press("y") == .copy(Array("2".utf8), subject: "the value"))
    scene.press("K")
    #expect(scene.press("I") == .copy(Array("1".utf8), subject: "the ID"))
  }

  @Test func `a copied line of JSON with a bare CR in it is a block whose lines are all of the data`() {
    var state = StreamState(urls: ["http://localhost:3000/lines"])
    state.apply(.state(.connecting(attempt: 1), at: .start), source: 0)
    state.apply(.state(.open(since: .start), at: .start), source: 0)
    var parser = LineParser(limit: 1 << 20)
    var records: [Record] = []
    let bytes = Array("{\"a\":\r1}\n".utf8)
    bytes.withUnsafeBytes { parser.push($0, .lines, into: &records) }
    let batch = Batch(
      bytes: bytes, records: records, at: .start, pendingOffset: UInt64(bytes.count), lastEventID: [],
      reconnectionTime: .seconds(3))
    state.apply(.batch(batch), source: 0)
    var view = ViewState()
    let clock = WallClock(start: .zero)
    view.fit(state, Frame(columns: 80, rows: 24, now: .start, clock: clock))
    let effect = view.press("Y", in: state, at: .start, clock: clock)
    #expect(effect == .copy(Array("data: {\"a\":\ndata: 1}\n\n".utf8), subject: "the event"))
  }
}
