import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct SiteTests {
  @Test(arguments: ["/nope", "/events//", "/event/x", "/Time", "*", "/%00"])
  func `An unknown path is answered with 404 and the list of paths`(path: String) throws {
    let head = try Stage().get(path).head()
    #expect(head.status == "HTTP/1.1 404 Not Found")
    #expect(head.headers["Content-Type"] == ["text/plain; charset=utf-8"])
    for known in ["  /  ", "/events/", "/event ", "/time", "/mixed"] { #expect(head.rest.contains(known)) }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
  func `Another method is answered with 405 and what is allowed`(method: String) throws {
    let head = try Stage().ask(method, "/time", ["Content-Length": "0"]).head()
    #expect(head.status == "HTTP/1.1 405 Method Not Allowed")
    #expect(head.headers["Allow"] == ["GET, HEAD, OPTIONS"])
  }

  @Test(arguments: ["/", "/events/", "/event", "/time", "/mixed"])
  func `HEAD tells what GET would, less the body`(path: String) throws {
    let stage = Stage()
    let head = try stage.ask("HEAD", path).head()
    var expected = try stage.get(path).head().headers
    expected.remove(name: "Transfer-Encoding")
    #expect(head.status == "HTTP/1.1 200 OK")
    #expect(head.rest == "")
    #expect(
      head.headers.sorted { $0.name < $1.name }.map(\.value) == expected.sorted { $0.name < $1.name }.map(\.value))
  }

  @Test func `HEAD takes no number among the clients`() throws {
    let stage = Stage()
    let client = try stage.ask("HEAD", "/events/")
    stage.advance(by: .seconds(2))
    #expect(stage.lines.all[0].hasPrefix("Clients:  <- "))
    #expect(try client.head().rest == "")
  }

  @Test(arguments: ["/", "/events/", "*"])
  func `OPTIONS tells the methods`(path: String) throws {
    let head = try Stage().ask("OPTIONS", path).head()
    #expect(head.status == "HTTP/1.1 204 No Content")
    #expect(head.headers["Allow"] == ["GET, HEAD, OPTIONS"])
    #expect(head.rest == "")
  }

  @Test(arguments: ["/", "/events/", "/time", "/mixed"])
  func `Nobody is let in who did not ask, or who may not`(path: String) throws {
    let headers: HTTPHeaders = path == "/time" ? [:] : ["Origin": "http://localhost:1234"]
    let head = try Stage().get(path, headers).head()
    #expect(!head.headers.contains { $0.name.lowercased().hasPrefix("access-control-") })
  }

  @Test(arguments: ["/orders", "/escape", "/llm", "/resume", "/drop", "/reset", "/storm", "/replay", "/cut"])
  func `Pages of other origins may read the scenarios`(path: String) throws {
    let head = try Stage().get(path, ["Origin": "http://localhost:1234"]).head()
    #expect(head.headers["Access-Control-Allow-Origin"] == ["*"])
  }

  @Test func `A preflight for the time is allowed to send Last-Event-ID`() throws {
    let head = try Stage().ask(
      "OPTIONS", "/time",
      [
        "Origin": "http://localhost:1234", "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "last-event-id",
      ]
    ).head()
    #expect(head.status == "HTTP/1.1 204 No Content")
    #expect(head.headers["Access-Control-Allow-Origin"] == ["http://localhost:1234"])
    #expect(head.headers["Access-Control-Allow-Credentials"] == ["true"])
    #expect(head.headers["Access-Control-Allow-Methods"] == ["GET, HEAD"])
    #expect(head.headers[canonicalForm: "Access-Control-Allow-Headers"].contains("Last-Event-ID"))
  }
}
