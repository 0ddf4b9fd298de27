import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct QueryTests {
  @Test(arguments: [
    ("a=1", "1"), ("b=2&a=1&a=3", "1"), ("a", ""), ("a=", ""), ("&&a=1&", "1"), ("a=b=c", "b=c"), ("%61=1", "1"),
    ("a=%C3%A9+%2B%26", "é +&"), ("a=%", "%"), ("a=%4", "%4"), ("a=%zz%+1%2", "%zz% 1%2"), ("a=%ff", "\u{FFFD}"),
    ("", nil), ("A=1", nil), ("=1", nil),
  ])
  func `An option is decoded as a form's`(text: String, value: String?) {
    #expect(Query(text)["a"] == value)
  }

  @Test(arguments: ["", "x", "-1", "11", "1.5", "1e1", "99999999999999999999", " 1", "0x1"])
  func `A value out of place is told in a sentence, without the value`(text: String) throws {
    let query = Query("n=" + text)
    let failure = #expect(throws: BadQuery.self) { try query.integer("n", in: 0...10, default: 3) }
    #expect(failure?.sentence == "The option n must be a whole number from 0 to 10.")
    #expect(throws: BadQuery.self) { try Query("n=nan").number("n", in: 0...10, default: 3) }
    #expect(throws: BadQuery.self) { try Query("n=inf").number("n", in: 0...10, default: 3) }
  }

  @Test func `A value in place is taken, and a missing one replaced`() throws {
    #expect(try Query("n=10").integer("n", in: 0...10, default: 3) == 10)
    #expect(try Query("m=10").integer("n", in: 0...10, default: 3) == 3)
    #expect(try Query("n=0.25").number("n", in: 0...10, default: 3) == 0.25)
    #expect(try Query("").number("n", in: 0...10, default: 3) == 3)
  }

  @Test func `A wrong option is answered with 400`() throws {
    let client = try Stage().get("/firehose?rate=%1B%5B2J")
    let head = try client.head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.headers["Content-Type"] == ["text/plain; charset=utf-8"])
    #expect(head.rest == "The option rate must be a whole number from 0 to 10000000.\n")
    #expect(client.channel.isActive)
  }
}
