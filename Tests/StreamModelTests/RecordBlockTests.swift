import Testing

@testable import StreamModel

/// The data of a line of JSON as a block of an event stream: what is written, recorded and copied.
@Suite struct RecordBlockTests {
  private func block(_ data: String) -> String {
    var output: [UInt8] = []
    Array(data.utf8).withUnsafeBytes { Record.appendBlock(of: $0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("{}", "data: {}\n\n"), ("", "data: \n\n"), ("a\rb", "data: a\ndata: b\n\n"),
    ("a\r\nb\nc", "data: a\ndata: b\ndata: c\n\n"), ("a\n", "data: a\ndata: \n\n"),
    ("a\r", "data: a\ndata: \n\n"), ("\r\n", "data: \ndata: \n\n"), (" a", "data:  a\n\n"),
  ])
  func `each line, however it ends, is a data line`(data: String, expected: String) {
    #expect(block(data) == expected)
  }

  @Test(arguments: ["{}", "a\rb", "\r\r", "a\r\n\rb", " x", "id: 1\revent: e"])
  func `a parser of the standard reads the data again, with LF for every line end`(data: String) {
    var parser = EventParser()
    var records: [Record] = []
    let bytes = Array(block(data).utf8)
    parser.push(bytes, into: &records)
    var log = EventLog(initialIDs: [[]], byteLimit: 1 << 20)
    log.append(bytes, source: 0)
    log.append(records, source: 0) { _ in }
    #expect(records.count == 1 && records.first?.kind == .event)
    let expected = data.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    #expect(records.first.map { String(decoding: log.data($0), as: UTF8.self) } == expected)
  }
}
