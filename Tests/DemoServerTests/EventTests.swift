import NIOCore
import Testing

@testable import sse_demo_server

/// The numbers are those of the rules for authors of event streams.
struct EventTests {
  private func wire(_ block: Block) -> String { String(buffer: block.encoded()) }

  @Test func `A-01: an event is its fields and an empty line`() {
    #expect(wire(.event(Event(data: "x"))) == "data: x\n\n")
    #expect(wire(.event(Event(id: "1", type: "t", data: "é"))) == "id: 1\nevent: t\ndata: é\n\n")
    #expect(wire(.event(Event(data: ""))) == "data: \n\n")
    #expect(wire(.comment("hi")) == ": hi\n\n")
    #expect(wire(.reconnectionTime(2000)) == "retry: 2000\n\n")
    #expect(wire(.reconnectionTime(-1)) == "retry: 0\n\n")
    #expect(wire(.blank) == "\n")
  }

  @Test func `A-03: data is split at CR, LF and CRLF`() {
    #expect(wire(.event(Event(data: "a\rb\nc\r\nd"))) == "data: a\ndata: b\ndata: c\ndata: d\n\n")
    #expect(wire(.event(Event(data: "\n\r"))) == "data: \ndata: \ndata: \n\n")
    #expect(wire(.event(Event(data: "a\r\n"))) == "data: a\ndata: \n\n")
    #expect(wire(.comment("a\r\n\rb")) == ": a\n: \n: b\n\n")
    #expect(wire(.event(Event(data: "a\u{2028}b\u{85}c"))) == "data: a\u{2028}b\u{85}c\n\n")
  }

  @Test func `A-03: neither CR nor LF comes into a type or an id, nor NUL into an id`() {
    #expect(
      wire(.event(Event(id: "a\r\nb\0c", type: "d\ndata: e\r", data: "f"))) == "id: abc\nevent: ddata: e\ndata: f\n\n")
  }

  @Test func `A-04: a value that begins with a space keeps it`() {
    #expect(wire(.event(Event(data: " a"))) == "data:  a\n\n")
  }

  @Test func `Data comes back as it was, line ends being LF`() {
    var dice = SplitMix64(state: 1)
    let alphabet = ["a", " ", ":", "\n", "\r", "\r\n", "data: ", "é", "\u{FEFF}", "😕"]
    for _ in 0..<2000 {
      let data = (0..<Int.random(in: 0..<12, using: &dice)).map { _ in alphabet.randomElement(using: &dice) ?? "" }
        .joined()
      let wire = wire(.event(Event(data: data)))
      #expect(!wire.utf8.contains(UInt8(ascii: "\r")))
      let lines = wire.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(lines.suffix(2).map(\.count) == [0, 0])
      let values = lines.dropLast(2).map { $0.dropFirst("data: ".utf8.count) }
      let expected = Array(data.utf8).withLineFeedsOnly
      #expect(Array(values.joined(separator: [UInt8(ascii: "\n")])) == expected)
    }
  }
}

extension [UInt8] {
  fileprivate var withLineFeedsOnly: [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in enumerated() {
      if byte == UInt8(ascii: "\n"), index > 0, self[index - 1] == UInt8(ascii: "\r") { continue }
      result.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
    }
    return result
  }
}
