import Dashboard
import StreamModel
import Testing

@testable import sse_top

/// What the dashboard decides before it does something to the world.
@MainActor @Suite struct EffectDecisionsTests {
  private static let closed = ConnectionMachine.State.closed(.closed)
  private static let others: [ConnectionMachine.State] = [
    .idle, .connecting(attempt: 1), .open(since: .start), .waiting(until: .start, after: .emptyReply),
  ]

  @Test func `what only reads files has nothing to connect`() {
    #expect(ConnectionSwitch([]) == .nothing)
    #expect(ConnectionSwitch([(false, Self.closed), (false, .open(since: .start))]) == .nothing)
  }

  @Test func `connections that are all closed are connected, whatever files do`() {
    #expect(ConnectionSwitch([(true, Self.closed), (true, Self.closed)]) == .connect([0, 1]))
    for state in Self.others {
      #expect(ConnectionSwitch([(false, state), (true, Self.closed)]) == .connect([1]))
    }
  }

  @Test func `while one is not closed, those that are not are disconnected`() {
    for state in Self.others {
      #expect(ConnectionSwitch([(true, Self.closed), (true, state), (false, state)]) == .disconnect([1]))
    }
  }

  @Test func `a recording replaces no file that the user was not asked about`() {
    let wish = RecordingWish("a.sse", overwrites: false, after: nil)
    #expect(wish.name == "a.sse" && wish.replaced.isEmpty)
    // Nothing was put off, or something else was.
    #expect(RecordingWish("a-1.sse", overwrites: true, after: nil).replaced.isEmpty)
    var other = RecordingWish("b.sse", overwrites: false, after: nil)
    other.obstacle = "b.sse"
    #expect(RecordingWish("a-1.sse", overwrites: true, after: other).replaced.isEmpty)
    #expect(RecordingWish("b.sse", overwrites: false, after: other).replaced.isEmpty)
  }

  @Test func `a recording of several files asks about one after the other, and keeps its name`() {
    var wish = RecordingWish("a.sse", overwrites: false, after: nil)
    for (number, file) in ["a-1.sse", "a-2.sse", "a-3.sse"].enumerated() {
      wish.obstacle = file
      wish = RecordingWish(file, overwrites: true, after: wish)
      #expect(wish.name == "a.sse" && wish.obstacle == nil)
      #expect(wish.replaced == Set(["a-1.sse", "a-2.sse", "a-3.sse"].prefix(number + 1)))
    }
  }

  @Test(
    arguments: [
      ("~/x", "/home/me", "/home/me/x"), ("~/x", nil, "~/x"), ("~", "/home/me", "~"), ("~you/x", "/home/me", "~you/x"),
      ("a/~/x", "/home/me", "a/~/x"), ("", "/home/me", ""),
    ] as [(String, String?, String)])
  func `a name is expanded as a shell does it`(path: String, home: String?, expanded: String) {
    #expect(Path.expanded(path, home: home) == expanded)
  }

  @Test(
    arguments: [
      ("a.sse", .events(.sse)), ("a.ndjson", .events(.ndjson)), ("A.JSONL", .events(.ndjson)),
      ("a.json", .events(.json)), ("/x.y/a.b.json", .events(.json)), ("a.csv", .table(.comma)), ("a.tsv", .table(.tab)),
      ("a", nil), ("a.txt", nil), ("a.sse.gz", nil), ("", nil),
    ] as [(String, SavedFormat?)])
  func `the name's ending tells the format`(path: String, format: SavedFormat?) {
    #expect(SavedFormat(path: path) == format)
  }
}
