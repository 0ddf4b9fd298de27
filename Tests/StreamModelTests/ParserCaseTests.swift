import Foundation
import Testing

/// The parse cases of web-platform-tests (`eventsource/`), as data.
struct ParserCase: Codable, CustomTestStringConvertible {
  var name: String
  var chunks: [String]
  var events: [Dispatched]
  var retry: Int?
  var lastEventID: String

  var testDescription: String { name }
  var parts: [[UInt8]] { chunks.compactMap { [UInt8](hex: $0) } }

  static let all: [ParserCase] = {
    guard let url = Bundle.module.url(forResource: "Cases/parse", withExtension: "json"),
      let data = try? Data(contentsOf: url), let cases = try? JSONDecoder().decode([ParserCase].self, from: data)
    else { return [] }
    return cases
  }()
}

@Suite struct ParserCaseTests {
  @Test func `the cases are there`() { #expect(ParserCase.all.count == 42) }

  @Test(arguments: ParserCase.all) func `as written`(_ sample: ParserCase) { check(sample, sample.parts) }

  @Test(arguments: ParserCase.all) func `whole`(_ sample: ParserCase) { check(sample, [sample.parts.flatMap(\.self)]) }

  @Test(arguments: ParserCase.all) func `byte by byte, and split at every position`(_ sample: ParserCase) {
    for chunks in everyCut(of: sample.parts.flatMap(\.self)) { check(sample, chunks) }
  }

  private func check(_ sample: ParserCase, _ chunks: [[UInt8]]) {
    let outcome = parse(chunks)
    #expect(outcome.events == sample.events)
    #expect(outcome.retry == sample.retry)
    #expect(outcome.lastEventID == sample.lastEventID)
  }
}
