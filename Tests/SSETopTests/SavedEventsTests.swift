import Dashboard
import EventFields
import EventFilter
import Foundation
import StreamModel
import TestSupport
import Testing
import Text

@testable import EventFiles
@testable import sse_top

/// What is saved from the dashboard: the events that are shown, in each format.
@MainActor @Suite struct SavedEventsTests {
  private static let stream =
    "event: a\nid: 1\ndata: one\n\n: a comment\ndata: {\"n\":2}\ndata: é\r\n\nevent: a\ndata\n\n"
  private static let time = "1970-01-01T00:00:01.500Z"
  private static let at = #"{"at":"1970-01-01T00:00:01.500Z""#

  private static func state(_ stream: String, urls: [String] = ["http://a/"]) -> StreamState {
    var state = StreamState(urls: urls)
    for source in urls.indices { state.apply(Reports.batch(stream, at: .milliseconds(500)), source: source) }
    return state
  }

  private static func save(
    _ state: StreamState, _ view: ViewState = ViewState(), to path: String, overwrites: Bool = false
  ) async throws -> (Int, Int) {
    let format = try #require(SavedFormat(path: path))
    let saved = SavedEvents(view: view, live: state, format: format, origin: .seconds(1))
    return try await saved.write(to: path, overwrites: overwrites)
  }

  private static func text(_ name: String, in folder: borrowing TemporaryFolder) throws -> String {
    String(decoding: try folder.contents(name), as: UTF8.self)
  }

  @Test func `each format has the events alone, and says how many and how much`() async throws {
    let folder = try TemporaryFolder()
    let events = [
      #"\#(Self.at),"event":"a","id":"1","data":"one"}"#,
      #"\#(Self.at),"event":"message","id":"1","data":"{\"n\":2}\né"}"#,
      #"\#(Self.at),"event":"a","id":"1","data":""}"#,
    ]
    let expected = [
      // As they came over the wire.
      "x.sse": "event: a\nid: 1\ndata: one\n\ndata: {\"n\":2}\ndata: é\r\n\nevent: a\ndata\n\n",
      "x.ndjson": events.map { $0 + "\n" }.joined(),
      "x.json": "[\n" + events.joined(separator: ",\n") + "\n]\n",
      // Without columns of the feed, the data.
      "x.csv": """
      at,event,id,data
      \(Self.time),a,1,one
      \(Self.time),message,1,"{""n"":2}
      é"
      \(Self.time),a,1,""

      """,
      "x.tsv": """
      at\tevent\tid\tdata
      \(Self.time)\ta\t1\tone
      \(Self.time)\tmessage\t1\t"{""n"":2}
      é"
      \(Self.time)\ta\t1\t""

      """,
    ]
    for (name, text) in expected {
      let sizes = try await Self.save(Self.state(Self.stream), to: folder.path(name))
      #expect(sizes == (3, text.utf8.count))
      #expect(try Self.text(name, in: folder) == text)
    }
  }

  @Test func `a table has the columns of the feed, the groups' path first`() async throws {
    let folder = try TemporaryFolder()
    let stream = [#"{"a":1.50,"b":{"c":"x,y"}}"#, #"{"a":null,"b":{"c":""}}"#, "prose"].map { "data: \($0)\n\n" }
    let state = Self.state(stream.joined(), urls: ["http://a/", "http://b/"])
    var view = ViewState()
    view.group(by: try JSONPath(expression: ".b.c"))
    for path in [".a", ".b.c", "."] { view.toggleColumn(try JSONPath(expression: path)) }
    _ = try await Self.save(state, view, to: folder.path("x.csv"))
    let beginning = """
      at,url,event,id,.a,.b.c,.
      \(Self.time),http://a/,message,,1.50,"x,y","{""a"":1.50,""b"":{""c"":""x,y""}}"
      \(Self.time),http://a/,message,,null,"","{""a"":null,""b"":{""c"":\"\"\"\"}}"
      \(Self.time),http://a/,message,,,,
      \(Self.time),http://b/,message,,1.50,
      """
    let table = try Self.text("x.csv", in: folder)
    #expect(table.hasPrefix(beginning), "\(table)")
    for path in [".b.c", "."] { view.toggleColumn(try JSONPath(expression: path)) }
    _ = try await Self.save(state, view, to: folder.path("x.tsv"))
    #expect(try Self.text("x.tsv", in: folder).hasPrefix("at\turl\tevent\tid\t.b.c\t.a\n"))
  }

  @Test(
    .enabled(if: ReferenceTool.python != nil, "the python3 command is not installed"), arguments: UInt64(0)..<4)
  func `Python's csv reads what was sent`(seed: UInt64) async throws {
    let python = try #require(ReferenceTool.python)
    var dice = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let texts = (0..<200).map { _ in
      (0..<2).map { _ in
        Int.random(in: 0...3, using: &dice) == 0
          ? ["", ",", "\t", "a\nb", "\r", "\"", "\\", "=1+1", " x "].randomElement(using: &dice) ?? ""
          : dice.hostileText(count: Int.random(in: 0...8, using: &dice))
      }
    }
    func json(_ value: some Encodable) throws -> String {
      String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
    let stream = try texts.map { row in
      "event: a,\"b\nid: \t=x\ndata: {\"a\":\(try json(row[0])),\",\":\(try json(row[1]))}\n\n"
    }
    var view = ViewState()
    for path in [".a", #".[","]"#] { view.toggleColumn(try JSONPath(expression: path)) }
    let rows = try json([["event", "id", ".a", #".[","]"#]] + texts.map { ["a,\"b", "\t=x"] + $0 })
    for (name, dialect) in [("x.csv", "excel"), ("x.tsv", "excel-tab")] {
      _ = try await Self.save(Self.state(stream.joined()), view, to: folder.path(name))
      let script = """
        import csv, json, sys
        rows = [row[1:] for row in csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), sys.argv[2])]
        sys.exit(rows != json.load(sys.stdin))
        """
      _ = try python.run(["-c", script, folder.path(name), dialect], input: Array(rows.utf8))
    }
  }

  @Test func `what a filter leaves out is not saved`() async throws {
    let folder = try TemporaryFolder()
    let view = ViewState(filter: try EventFilter("event=a"))
    #expect(try await Self.save(Self.state(Self.stream), view, to: folder.path("x.ndjson")).0 == 2)
    #expect(try !Self.text("x.ndjson", in: folder).contains("message"))
  }

  @Test func `nothing that is shown is a file all the same`() async throws {
    let folder = try TemporaryFolder()
    let files = ["x.sse": "", "x.ndjson": "", "x.json": "[\n]\n", "x.csv": "at,event,id,data\n"]
    for (name, text) in files {
      #expect(try await Self.save(Self.state(": no event\n\n"), to: folder.path(name)).0 == 0)
      #expect(try Self.text(name, in: folder) == text)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `what was saved is read again, event by event, however much it is`(seed: UInt64) async throws {
    var dice = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let stream = (0..<Int.random(in: 1...400, using: &dice)).map { number in
      "id: \(number)\ndata: " + String(repeating: "x", count: Int.random(in: 0...4000, using: &dice)) + "\n\n"
    }
    let state = Self.state(stream.joined())
    let saved = try await Self.save(state, to: folder.path("x.sse"))
    #expect(saved.0 == stream.count)
    let again = Self.state(try Self.text("x.sse", in: folder))
    func data(_ state: StreamState) -> [[UInt8]] {
      state.log.positions.map { position in state.log.withData(state.log[position]) { Array($0) } }
    }
    #expect(data(again) == data(state))
    _ = try await Self.save(state, to: folder.path("x.json"))
    let json = try JSONSerialization.jsonObject(with: Data(try folder.contents("x.json"))) as? [[String: Any]]
    #expect(json?.compactMap { $0["id"] as? String } == stream.indices.map(String.init))
  }

  @Test func `a file that is there is replaced only where that was asked for`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("old".utf8), "x.sse")
    let path = folder.path("x.sse")
    let error = await #expect(throws: RecordingFile.Failure.self) {
      _ = try await Self.save(Self.state(Self.stream), to: path)
    }
    #expect(error?.exists == true)
    #expect(try Self.text("x.sse", in: folder) == "old")
    _ = try await Self.save(Self.state(Self.stream), to: path, overwrites: true)
    #expect(try Self.text("x.sse", in: folder).hasPrefix("event: a"))
    #expect(folder.names == ["x.sse"])
  }

  @Test func `where no file can be made, that is told`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("none/x.sse")
    let error = await #expect(throws: RecordingFile.Failure.self) {
      _ = try await Self.save(Self.state(Self.stream), to: path)
    }
    #expect(error?.exists == false)
    #expect(folder.names.isEmpty)
  }
}
