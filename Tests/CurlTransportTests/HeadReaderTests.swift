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
    func `a head has a bound in lines and in bytes`(status: String) {
      for (piece, most) in [("A: b\r\n", HeadReader.lineLimit), (String(repeating: "x", count: 1024) + "\r\n", 256)] {
        var reader = HeadReader()
        _ = reader.read(Array(status.utf8))
        let count = (1...2000).first { _ in reader.read(Array(piece.utf8)) == .tooLong }
        #expect(count.map { $0 <= most } == true)
      }
    }
  }
}
