import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// How sources are told apart where there is little room.
@Suite struct SourceNamesTests {
  private func short(_ names: [String], columns: Int = 24) -> [String] {
    SourceNames.short(names, columns: columns, glyphs: .unicode)
  }

  @Test func `names that fit stay whole`() {
    #expect(short(["http://a/x", "http://a/y"]) == ["http://a/x", "http://a/y"])
    #expect(short([]).isEmpty)
  }

  @Test func `what all begin and end with is left out, by whole parts`() {
    let base = "http://127.0.0.1:40123/a/long/path"
    #expect(short(["\(base)/heartbeat", "\(base)/half-open"]) == ["…/heartbeat", "…/half-open"])
    #expect(short(["\(base)?channel=1", "\(base)?channel=2"]) == ["…=1", "…=2"])
    #expect(short([base, "\(base)/more"]) == ["…/path", "…/path/more"])
    let hosts = ["https://eu.example.com/v1/stream", "https://us.example.com/v1/stream"]
    #expect(short(hosts, columns: 26) == ["…/eu.example.com/v1/stream", "…/us.example.com/v1/stream"])
    #expect(short(hosts, columns: 20) == ["…/eu…", "…/us…"])
    #expect(
      short(["http://localhost:3000/events/", "https://example.com/x"]) == [
        "http://localhost:3000/events/", "https://example.com/x",
      ])
    #expect(short([base, base]) == [base, base])
  }

  @Test func `a name of one's own, or another server, does not keep the others from being told apart`() {
    let base = "http://127.0.0.1:40123/a/long/path"
    let urls = ["\(base)/heartbeat", "\(base)/half-open"]
    for other in ["pulse", "https://example.com/a/path/that/is/long"] {
      #expect(short(urls + [other]) == ["…/heartbeat", "…/half-open", other])
      #expect(short([other] + urls) == [other, "…/heartbeat", "…/half-open"])
    }
    let far = ["https://example.com/a/path/of/orders", "https://example.com/a/path/of/prices"]
    #expect(short(urls + far) == ["…/heartbeat", "…/half-open", "…/orders", "…/prices"])
  }

  @Test(arguments: [40, 80, 120])
  func `the tables tell sources of one server apart`(columns: Int) {
    let base = "http://127.0.0.1:40123/some/where"
    var scene = Scene(urls: ["\(base)/heartbeat", "\(base)/half-open"])
    scene.open(0)
    scene.open(1)
    let header = scene.screen(columns: columns, rows: 24).lines[2...3]
    #expect(header.contains { $0.contains("heartbeat") } && header.contains { $0.contains("half-open") })
    scene.press("S", columns: columns, rows: 24)
    let table = scene.screen(columns: columns, rows: 24).lines.dropFirst(4)
    #expect(table.contains { $0.contains("heartbeat") } && table.contains { $0.contains("half-open") })
  }

  @Test func `names are settled anew for another width, other glyphs and other names, and only then`() {
    var sources = StreamState(urls: ["http://a/long/path/x", "http://a/long/path/y"]).sources
    var names = SourceNames()
    var room = 24
    func fit(_ glyphs: Glyphs = .unicode) {
      names.fit(sources, glyphs: glyphs) { longest in
        #expect(longest == sources.reduce(0) { max($0, $1.shownName.count) })
        return room
      }
      #expect(names.shown == SourceNames.short(sources.map(\.shownName), columns: room, glyphs: glyphs))
    }
    fit()
    fit()
    room = 6
    fit()
    fit(.ascii)
    sources = StreamState(urls: ["http://a/long/path/x", "http://b/long/path/that/is/longer/y"]).sources
    fit(.ascii)
  }

  @Test func `a name of one's own takes the URL's place`() {
    var state = StreamState(urls: ["http://a/x", "http://b/y"], names: [nil, "orders"])
    #expect(state.sources.map(\.shownName) == ["http://a/x", "orders"])
    state = StreamState(urls: ["http://a/x"])
    #expect(state.sources.first?.shownName == "http://a/x")
  }
}
