import Testing

@testable import Findings

/// Findings that ask what field a line is: by the standard's grammar, not by how its name begins.
@Suite struct FieldNameTests {
  @Test(arguments: ["data: half", "data: half\n", "data", "id: 1\rdata: half"])
  func `an end after a line of data is in the middle of an event`(rest: String) {
    #expect(codes(after: rest).contains("cut.mid-event"), "\(codes(after: rest))")
  }

  @Test(arguments: ["database: half", "database: half\n", "dataset", "id: 1\n", ": data\n"])
  func `an end after other lines is not`(rest: String) { #expect(!codes(after: rest).contains("cut.mid-event")) }

  /// What is found where a body ends so after two whole events.
  private func codes(after rest: String) -> Set<String> {
    var scene = Scene()
    scene.connect()
    scene.send("data: a\n\ndata: b\n\n" + rest, at: 1)
    scene.end(at: 2)
    scene.pass(to: 4)
    return scene.codes
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines without a blank one among them are counted, however they end`(end: String) {
    var scene = Scene()
    scene.connect()
    for number in 1...12 { scene.send("data: \(number)\(end)", at: Double(number)) }
    scene.pass(to: 14)
    #expect(scene.finding(.noBlankLine)?.figures.first?.value == 11)
  }

  @Test func `a CRLF that two reads bring is one line end`() {
    var scene = Scene()
    scene.connect()
    scene.send("data: 0\r", at: 0.5)
    for number in 1...12 { scene.send("\ndata: \(number)\r", at: Double(number)) }
    scene.pass(to: 14)
    #expect(scene.finding(.noBlankLine)?.figures.first?.value == 12)
  }
}
