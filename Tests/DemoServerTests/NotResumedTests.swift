import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// The streams that take no notice of Last-Event-ID.
struct NotResumedTests {
  @Test func `The same events at each connection, with the same data, whatever was seen`() throws {
    let stage = Stage()
    let wanted = (1...5).map { "id: \($0)\ndata: event \($0)\n\n" }
    for last in [nil, "5", "3", "x"] {
      let client = try stage.get("/replay", last.map { ["Last-Event-ID": $0] } ?? [:])
      stage.advance(by: .seconds(2))
      #expect(try client.wholeBody() == ["retry: 1000\n\n"] + wanted)
    }
    let other = try stage.get("/replay?count=2&id=8&type=t&retry=5&interval=0.01", ["Last-Event-ID": "9"])
    stage.advance(by: .seconds(1))
    #expect(
      try other.wholeBody() == [
        "retry: 5\n\n", "id: 8\nevent: t\ndata: event 8\n\n", "id: 9\nevent: t\ndata: event 9\n\n",
      ])
  }

  @Test func `The same ids at each connection, with other data`() throws {
    let stage = Stage()
    var data: [String] = []
    for last in [nil, "109", "109"] {
      let client = try stage.get("/restart-ids", last.map { ["Last-Event-ID": $0] } ?? [:])
      stage.advance(by: .milliseconds(4500))
      let lines = try client.wholeBody().joined().split(separator: "\n").map(String.init)
      #expect(lines.filter { $0.hasPrefix("id: ") } == (100...109).map { "id: \($0)" })
      data += lines.filter { $0.hasPrefix("data: ") }
    }
    #expect(data.count == 30 && Set(data).count == 30)
    #expect(data[0] == #"data: {"connection":1,"n":1}"# && data[29] == #"data: {"connection":3,"n":10}"#)
  }

  @Test(arguments: [
    ("/replay?count=x", "count"), ("/replay?retry=-1", "retry"), ("/restart-ids?id=-1", "id"),
    ("/restart-ids?interval=0", "interval"),
  ])
  func `A wrong option is named`(target: String, option: String) throws {
    let head = try Stage().get(target).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option \(option) must be ") && head.rest.hasSuffix(".\n"))
  }
}
