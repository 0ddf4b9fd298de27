import Foundation
import NIOCore
import TestSupport
import Testing

@testable import sse_demo_server

/// The streams of `/llm` beside samples of the services' own: every member of a sample is there, with a value of the
/// same kind.
struct AnswerSampleTests {
  @Test(arguments: samples)
  func `What a sample says, the demo says too`(sample: Sample) throws {
    let stage = Stage()
    let client = try stage.get("/llm?style=\(sample.dialect.rawValue)&count=3\(sample.options)")
    stage.advance(by: .minutes(1))
    let demo = try paths(in: client.wholeBody().joined(), sample.dialect)
    let expected = try paths(in: sample.body, sample.dialect)
    #expect(!expected.isEmpty)
    #expect(expected.subtracting(demo).sorted() == [])
  }

  /// Each member of each event as a line: the event's type, the names down to it, and the kind of its value.
  private func paths(in body: String, _ dialect: AnswerDialect) throws -> Set<String> {
    var paths: Set<String> = []
    for event in WireEvent.all(in: body, isNDJSON: dialect == .ollama) {
      // Comments have none.
      guard let data = event.data else { continue }
      guard data != "[DONE]" else {
        paths.insert(data)
        continue
      }
      let json = try #require(JSON(data).value)
      let type = (json as? [String: Any])?["type"] as? String
      add(json, at: "\(event.type ?? "-") \(type ?? "-") ", to: &paths)
    }
    return paths
  }

  private func add(_ value: Any, at path: String, to paths: inout Set<String>) {
    switch value {
    case let object as [String: Any]: for (name, value) in object { add(value, at: path + "." + name, to: &paths) }
    case let array as [Any]: for value in array { add(value, at: path + "[]", to: &paths) }
    case is NSNull: paths.insert(path + " null")
    case is String: paths.insert(path + " string")
    case let number as NSNumber:
      paths.insert(path + (isBool(number) ? " bool" : " number"))
    default: paths.insert(path)
    }
  }

  private func isBool(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}

struct Sample: Sendable, CustomTestStringConvertible {
  let dialect: AnswerDialect
  let options: String
  let body: String

  var testDescription: String { dialect.rawValue }
}

private let samples = [
  Sample(dialect: .openAIChat, options: "&thinking=1&tool=tide", body: AnswerWires.openAIChat),
  Sample(dialect: .openAIResponses, options: "&thinking=1&tool=tide", body: AnswerWires.openAIResponses),
  Sample(dialect: .anthropic, options: "&thinking=1&tool=tide", body: AnswerWires.anthropic),
  Sample(dialect: .gemini, options: "&thinking=1&tool=tide", body: AnswerWires.gemini),
  Sample(dialect: .ollama, options: "", body: AnswerWires.ollama),
  Sample(dialect: .vercelUI, options: "", body: AnswerWires.vercelUI),
  Sample(dialect: .a2a, options: "", body: AnswerWires.a2a),
]
