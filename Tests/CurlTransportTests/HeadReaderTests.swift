import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct HeadReaders {
    @Test func `a folded line goes on with the value before it`() {
      var reader = HeadReader()
      for line in ["HTTP/1.1 200 Fine\r\n", "A: b\r\n", " \tc \r\n", "nonsense\r\n", "D:\n"] {
        #expect(reader.read(Array(line.utf8)) != .final)
      }
      #expect(reader.read(Array("\r\n".utf8)) == .final)
      #expect(
        reader.head
          == ResponseHead(status: 200, headers: [.init(name: "A", value: "b c"), .init(name: "D", value: "")]))
    }

    @Test func `bytes that are not UTF-8 are replaced`() {
      var reader = HeadReader()
      _ = reader.read(Array("HTTP/2 200 \r\n".utf8))
      _ = reader.read(Array("A: ".utf8) + [0xFF, 0x0D, 0x0A])
      #expect(
        reader.head == ResponseHead(status: 200, version: "HTTP/2", headers: [.init(name: "A", value: "\u{FFFD}")]))
    }

    @Test func `the trailer of a redirect's body is no header of what follows`() {
      var reader = HeadReader()
      let lines = [
        "HTTP/1.1 302 Go\r\n", "Location: /\r\n", "\r\n", "X-Trailer: 1\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n",
      ]
      let progress = lines.map { reader.read(Array($0.utf8)) }
      #expect(
        progress == [.begins(status: 302), .more, .redirect(location: "/"), .more, .more, .begins(status: 200), .final])
      #expect(reader.head.headers.isEmpty)
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n"])
    func `a head has a bound in bytes, whatever its lines`(status: String) {
      for piece in ["A: b\r\n", String(repeating: "x", count: 1024) + "\r\n"] {
        var reader = HeadReader()
        _ = reader.read(Array(status.utf8))
        let most = (HeadReader.byteLimit - status.utf8.count) / piece.utf8.count
        let count = (1...HeadReader.byteLimit).first { _ in reader.read(Array(piece.utf8)) == .tooLong }
        #expect(count == most + 1)
      }
    }

    @Test func `each interim head has the bound for itself`() {
      var reader = HeadReader()
      for _ in 0..<100_000 {
        _ = reader.read(Array("HTTP/1.1 102 Processing\r\n".utf8))
        #expect(reader.read(Array("\r\n".utf8)) == .interim)
      }
      _ = reader.read(Array("HTTP/1.1 200 OK\r\n".utf8))
      #expect(reader.read(Array("\r\n".utf8)) == .final)
    }

    @Test func `101 is the end, unless HTTP 2 was offered`() {
      for (offers, progress) in [(false, HeadReader.Progress.final), (true, .interim)] {
        var reader = HeadReader(offersUpgrade: offers)
        _ = reader.read(Array("HTTP/1.1 101 Switching Protocols\r\n".utf8))
        #expect(reader.read(Array("\r\n".utf8)) == progress)
      }
    }

    @Test(
      arguments: [
        (["5"], .bytes(5)), (["5, 5"], .bytes(5)), (["5", "5"], .bytes(5)), (["5", "005"], .bytes(5)), ([], .none),
        (["9223372036854775807"], .bytes(.max)), (["9223372036854775808"], .endless),
        (["99999999999999999999", "99999999999999999999"], .endless),
      ] as [([String], ContentLength)])
    func `lengths that agree are one`(values: [String], length: ContentLength) {
      let headers = values.map { ResponseHead.Header(name: "content-length", value: $0) }
      #expect(ContentLength(ResponseHead(status: 200, headers: headers)) == length)
    }

    @Test func `the lengths that differ are named`() {
      let headers = ["5", "5, 7"].map { ResponseHead.Header(name: "Content-Length", value: $0) }
      #expect(
        ContentLength(ResponseHead(status: 200, headers: headers))
          == .invalid("its Content-Length is given twice: 5 and 7"))
    }

    @Test(arguments: [
      ["5", "7"], ["5, 7"], ["5, 5, 7"], ["5", "99999999999999999999"], ["-5"], ["+5"], ["5x"], ["5 5"], [""], ["5,"],
      ["0x5"], ["5.0"], ["\u{0665}"], ["99999999999999999999", "99999999999999999998"],
    ])
    func `others are an error, but where no length counts`(values: [String]) {
      let headers = values.map { ResponseHead.Header(name: "Content-Length", value: $0) }
      for status in [200, 302, 404] {
        guard case .invalid = ContentLength(ResponseHead(status: status, headers: headers)) else {
          Issue.record("\(values) is taken")
          continue
        }
      }
      let chunked = ResponseHead.Header(name: "Transfer-Encoding", value: "chunked")
      #expect(ContentLength(ResponseHead(status: 200, headers: headers + [chunked])) == .none)
      for status in [103, 204, 304] { #expect(ContentLength(ResponseHead(status: status, headers: headers)) == .none) }
    }
  }
}
