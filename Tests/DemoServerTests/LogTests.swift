import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import sse_demo_server

struct LogTests {
  @Test func `A limit that is too low is told, and no other`() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let lines = Lines()
    DescriptorLimit.raise(log: lines)
    #expect(lines.all.isEmpty == (limit.rlim_max >= DescriptorLimit.wanted))
    var raised = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised)
    #expect(raised.rlim_cur == raised.rlim_max)
  }

  @Test func `Only the first hundred clients are named`() throws {
    let stage = Stage()
    let clients = try (0..<103).map { _ in try stage.get("/events/") }
    stage.advance(by: .seconds(2))
    #expect(stage.lines.all[0].contains(",99,100 and 3 more <- 0."))
    #expect(clients.count == 103)
  }

  @Test func `What a path says in the log, a terminal does not obey`() throws {
    let stage = Stage()
    let client = try stage.connect()
    client.channel.isWritable = false
    try client.send("GET /\u{9B}2J HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for line in stage.lines.all + stage.lines.allAccesses.flatMap({ [$0.line, $0.json] }) {
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }
    #expect(stage.lines.allAccesses.count == 1)
  }
}
