import Testing

@testable import StreamModel

/// JSON text sequences (RFC 7464): a separator before each text, which may go over several lines.
struct TextSequenceTests {
  private static let texts: [(body: String, data: [String])] = [
    ("\u{1E}{\"a\":\n 1}\n\u{1E}[\n2\n]\n", ["{\"a\":\n 1}", "[\n2\n]"]),
    ("\u{1E}{\"a\":\"}\\\"\"}\n\u{1E}true\n\u{1E}12\n", ["{\"a\":\"}\\\"\"}", "true", "12"]),
    // What is cut off does not take the next text with it (2.3); empty elements are none.
    ("\u{1E}{\"a\":[\n\u{1E}\u{1E}\n\u{1E}{}\n", ["{\"a\":[", "{}"]),
    ("\u{1E}{\"a\":\"x\ny\u{1E}\"b\"\r\n", ["{\"a\":\"x\ny", "\"b\""]),
    // Without separators: lines, and texts over several.
    ("{}\n{\n}\n", ["{}", "{\n}"]),
    ("\u{1E}{\n\n}", ["{\n\n}"]),
  ]

  private static func events(_ chunks: [[UInt8]]) -> [String] {
    let body = chunks.flatMap(\.self)
    var parser = BodyParser(EventParser())
    parser.begin(.sequence)
    var records: [Record] = []
    for chunk in chunks { chunk.withUnsafeBytes { parser.push($0, into: &records) } }
    parser.finish(into: &records)
    return records.map { record in
      String(decoding: body[Int(record.offset)...].prefix(Int(record.dataLength)), as: UTF8.self)
    }
  }

  @Test(arguments: texts)
  func `a separator begins a text, however the bytes are cut`(body: String, data: [String]) {
    let bytes = Array(body.utf8)
    for cut in 0...bytes.count { #expect(Self.events([Array(bytes[..<cut]), Array(bytes[cut...])]) == data) }
    #expect(Self.events(bytes.map { [$0] }) == data)
  }

  @Test func `a text is there with the end of its line, before the next separator`() {
    var parser = BodyParser(EventParser())
    parser.begin(.sequence)
    var records: [Record] = []
    Array("\u{1E}{\n}\n".utf8).withUnsafeBytes { parser.push($0, into: &records) }
    #expect(records.count == 1)
  }

  @Test(arguments: texts)
  func `a recording of it has the same events`(body: String, data: [String]) {
    let bytes = Array(body.utf8)
    for cut in 0...bytes.count {
      var recorder = StreamRecorder()
      var output = recorder.opened(nil, at: .zero)
      output += recorder.receive(Array(bytes[..<cut]), .sequence, at: .zero)
      output += recorder.receive(Array(bytes[cut...]), .sequence, at: .zero)
      output += recorder.ended(.ended, attempt: 1, wait: nil, at: .zero)
      let lines = output.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        String(decoding: $0.drop { $0 == 0x0D }, as: UTF8.self)
      }
      let events = lines.split(separator: "").map { event in
        event.filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }.joined(separator: "\n")
      }.filter { !$0.isEmpty }
      let expected = data.map { $0.replacing("\n\n", with: "\n") }
      #expect(events.map { $0.replacing("\n\n", with: "\n") } == expected)
    }
  }

  @Test func `the type and the first byte of a file tell it`() {
    let head = ResponseHead(
      status: 200, headers: [.init(name: "Content-Type", value: "application/json-seq; charset=utf-8")])
    #expect(BodyFormat(head) == .sequence)
    let other = ResponseHead(
      status: 200, headers: [.init(name: "Content-Type", value: "application/geo+json-seq")])
    #expect(BodyFormat(other) == .sequence)
    #expect(FileKind(Array("\u{1E}{\n".utf8), isWhole: false) == .sequence)
  }
}
