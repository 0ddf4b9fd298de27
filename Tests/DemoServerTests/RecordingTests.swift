import Foundation
import NIOCore
import Testing

@testable import sse_demo_server

struct RecordingTests {
  private func pieces(_ text: String) -> [(Int64, String)] {
    Recording(ByteBuffer(string: text)).pieces.map { ($0.at.nanoseconds / 1_000_000, String(buffer: $0.bytes)) }
  }

  @Test func `The comments of time cut it, and are no part of it`() {
    let recorded = """
      : sse-top at=12.031 connection=1
      : hello

      : sse-top at=12.531 connection=1
      id: 1
      data: a

      : sse-top at=12.5 connection=2
      data: b
      : sse-top at=14.031 connection=2
      data: : sse-top at=1


      """
    let found = pieces(recorded)
    #expect(found.map(\.0) == [0, 500, 500, 2000])
    #expect(found.map(\.1) == [": hello\n\n", "id: 1\ndata: a\n\n", "data: b\n", "data: : sse-top at=1\n\n"])
  }

  @Test(arguments: [
    "data: a\r\rdata: b\r\n\r\n", "data: a\n\n", "data", "\r\n", ": sse-top at=x\n", "\u{FEFF}data: a\n\n",
  ])
  func `Whatever has no times comes at once, byte by byte the same`(text: String) {
    #expect(pieces(text).map(\.1) == [text])
  }

  /// Two members, ": sse-top at=5" before one event and ": sse-top at=6" before another.
  private static let members: [[UInt8]] = [
    [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 179, 82, 40, 46, 78, 213, 45, 201, 47, 80, 72, 44, 177, 53, 229, 74, 73, 44, 73,
      180, 82, 72, 228, 226, 2, 0, 182, 186, 204, 238, 24, 0, 0, 0,
    ],
    [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 179, 82, 40, 46, 78, 213, 45, 201, 47, 80, 72, 44, 177, 53, 227, 74, 73, 44, 73,
      180, 82, 72, 226, 226, 2, 0, 238, 98, 104, 117, 24, 0, 0, 0,
    ],
  ]

  private func open(_ bytes: [UInt8]) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try Recording.open(path).pieces.map { String(buffer: $0.bytes) }
  }

  @Test func `A gzipped recording is read to its last member, and one that is broken is refused`() throws {
    #expect(try open(Self.members[0]) == ["data: a\n\n"])
    #expect(try open(Self.members.flatMap(\.self) + [0, 0]) == ["data: a\n\n", "data: b\n\n"])
    var damaged = Self.members[0]
    damaged[20] ^= 0xFF
    for (bytes, words) in [
      (damaged, "damaged"), (Self.members[0].dropLast(9), "ends before its end"), ([31, 139], "ends before its end"),
    ]
      as [([UInt8], String)]
    {
      let failure = try #require(throws: ServerFailure.self) { try open(Array(bytes)) }
      #expect("\(failure)".contains(words))
    }
  }

  private func stage(_ text: String, speed: Double = 1, isLooped: Bool = false) -> Stage {
    Stage(Playback(recording: Recording(ByteBuffer(string: text)), speed: speed, isLooped: isLooped))
  }

  private let timed = ": sse-top at=5\ndata: a\n\n: sse-top at=6.5\ndata: b\n\n: sse-top at=9\ndata: c\n\n"

  @Test(arguments: [1.0, 2, 0.5])
  func `It plays with its own timing, or so many times faster`(speed: Double) throws {
    let stage = stage(timed, speed: speed)
    let client = try stage.get("/recording")
    #expect(try client.body() == "data: a\n\n")
    stage.advance(by: .milliseconds(Int64(1499 / speed)))
    #expect(try client.received() == "")
    stage.advance(by: .milliseconds(2))
    #expect(try client.chunks() == ["data: b\n\n"])
    stage.advance(by: .milliseconds(Int64(2500 / speed)))
    #expect(try client.chunks() == ["data: c\n\n", ""])
  }

  @Test func `It begins again if it is looped, and each client has it from its beginning`() throws {
    let stage = stage(timed, isLooped: true)
    let client = try stage.get("/recording")
    stage.advance(by: .seconds(8))
    let late = try stage.get("/recording")
    #expect(try late.body() == "data: a\n\n")
    let events = try client.body().split(separator: "\n\n")
    #expect(events == ["data: a", "data: b", "data: c", "data: a", "data: b", "data: c", "data: a"])
  }

  @Test func `A piece of any size waits for a slow client`() throws {
    let stage = stage("data: " + String(repeating: "x", count: 3_000_000) + "\n\n")
    let client = try stage.get("/recording")
    stage.advance(by: .seconds(1))
    #expect(try client.wholeBody().joined().utf8.count == 3_000_008)
  }

  @Test func `A speed is a factor`() {
    #expect(Speed("2x")?.factor == 2 && Speed("0.5")?.factor == 0.5)
    for wrong in ["", "x", "0", "-1", "nan", "inf", "2xx", "1e9"] { #expect(Speed(wrong) == nil) }
  }

  @Test func `A file that is not there, or empty, is told in a sentence`() {
    for path in ["/nonexistent/a.sse", "/dev/null"] {
      #expect(throws: ServerFailure.self) { try Recording.open(path) }
    }
  }
}
