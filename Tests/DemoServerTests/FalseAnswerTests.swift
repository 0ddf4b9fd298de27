import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// Answers whose head does not fit what is asked, or what follows.
struct FalseAnswerTests {
  @Test func `An error with the head of a stream, and a page`() throws {
    for (target, start, part) in [
      ("/json-error", #"{"error":{"#, #""message":"The quota of this key is used up.""#),
      ("/json-error?as=html", "<!DOCTYPE html>", "<title>Down for maintenance</title>"),
    ] {
      let client = try Stage().get(target)
      let head = try client.head()
      #expect(head.status == "HTTP/1.1 200 OK" && head.headers["Content-Type"] == ["text/event-stream"])
      let chunks = try ByteBuffer(string: head.rest).outOfChunks().map { String(buffer: $0) }
      #expect(chunks.count == 2 && chunks[1] == "")
      #expect(chunks[0].hasPrefix(start) && chunks[0].contains(part) && chunks[0].hasSuffix("\n"))
      #expect(!chunks[0].contains("\n\n") && client.channel.isActive)
    }
  }

  @Test(arguments: [
    ("", [], []), ("?allow=*", ["*"], []), ("?allow=null", ["null"], []),
    ("?allow=https://shop.example:8443&credentials=true", ["https://shop.example:8443"], ["true"]),
    ("?allow=*&credentials=true", ["*"], ["true"]), ("?credentials=true", [], ["true"]),
    ("?allow=http%3A%2F%2F%5B%3A%3A1%5D:80&credentials=false", ["http://[::1]:80"], []),
  ])
  func `The headers for pages of other origins are those asked for`(
    query: String, origins: [String], credentials: [String]
  ) throws {
    let head = try Stage().get("/cors" + query, ["Origin": "https://other.example"]).head()
    #expect(head.headers["Access-Control-Allow-Origin"] == origins)
    #expect(head.headers["Access-Control-Allow-Credentials"] == credentials)
    #expect(try ByteBuffer(string: head.rest).outOfChunks() == [ByteBuffer(string: "id: 1\ndata: event 1\n\n")])
  }

  @Test(arguments: [
    "", "shop.example", "https://", "https://a/b", "https://a%20b", "https://a%0D%0ASet-Cookie:%20x=1", "ftp://a",
    "https://user@a", "https://%C3%A9", "*,*", "https://" + String(repeating: "a", count: 300),
  ])
  func `What is no origin gets into no header`(value: String) throws {
    let head = try Stage().get("/cors?allow=\(value)").head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(!head.headers.contains(name: "Set-Cookie") && !head.headers.contains(name: "Access-Control-Allow-Origin"))
    #expect(head.rest.hasPrefix("The option allow must be "))
  }

  @Test(arguments: [
    ("/json-error?as=xml", "as"), ("/cors?credentials=yes", "credentials"), ("/cors?interval=0", "interval"),
  ])
  func `A wrong option is named`(target: String, option: String) throws {
    let head = try Stage().get(target).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option \(option) must be ") && head.rest.hasSuffix(".\n"))
  }
}
