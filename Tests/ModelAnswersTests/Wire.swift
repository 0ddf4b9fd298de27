import Foundation
import ModelAnswers
import Testing

/// A stream as one vendor's servers or their relatives send it, and what it says.
///
/// The same files are read by `script/real-sdks`, where the vendors' own SDKs tell what they make of them.
struct Wire: Sendable, CustomTestStringConvertible {
  struct Choice: Decodable, Equatable, Sendable {
    struct Tool: Decodable, Equatable, Sendable {
      var name: String
      var arguments: String
    }

    var text: String
    var thinking: String
    var refusal: String
    var tools: [Tool]
    var finish: String
  }

  struct Meaning: Decodable, Sendable {
    /// How many answers there are; what follows is told of the last.
    var answers: Int
    var choices: [Choice]
    var usage: [String: Int]
    var end: String
    /// The end of the answers before, unless they are whole.
    var before: String?
    var findings: [String]
    var failure: String?
  }

  let dialect: DialectName
  let name: String
  let bytes: [UInt8]
  let isLines: Bool
  let meaning: Meaning

  var testDescription: String { "\(dialect.rawValue)/\(name)" }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ModelWires")

  /// All of them; what cannot be read is missed by the test that counts them.
  static let all: [Wire] = {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    let wires = files.compactMap { $0 as? URL }.filter { ["sse", "ndjson"].contains($0.pathExtension) }.map(read)
    return wires.compactMap(\.self).sorted { $0.testDescription < $1.testDescription }
  }()

  private static func read(_ file: URL) -> Wire? {
    let meaning = file.deletingPathExtension().appendingPathExtension("json")
    guard let dialect = DialectName(rawValue: file.deletingLastPathComponent().lastPathComponent),
      let bytes = try? Data(contentsOf: file), let json = try? Data(contentsOf: meaning),
      let meaning = try? JSONDecoder().decode(Meaning.self, from: json)
    else {
      Issue.record("\(file.path) cannot be read")
      return nil
    }
    return Wire(
      dialect: dialect, name: file.deletingPathExtension().lastPathComponent, bytes: Array(bytes),
      isLines: file.pathExtension == "ndjson", meaning: meaning)
  }
}

extension AnswerRun {
  /// What the newest answer says, a choice after the other in the order of their numbers.
  var choices: [Wire.Choice] {
    let numbers = answers.last?.choices.sorted() ?? []
    return numbers.map { number in
      var choice = Wire.Choice(text: "", thinking: "", refusal: "", tools: [], finish: "")
      for block in current?.blocks ?? [] where block.choice == number {
        let text = String(decoding: block.shownText, as: UTF8.self)
        switch block.kind {
        case .text: choice.text += text
        case .thinking: choice.thinking += text
        case .refusal: choice.refusal += text
        case .tool: choice.tools.append(Wire.Choice.Tool(name: block.name, arguments: text))
        case .result, .other: break
        }
      }
      choice.finish = answers.last?.finishes.first { $0.choice == number }?.reason ?? ""
      return choice
    }
  }

  var usage: [String: Int] {
    guard let usage = answers.last?.usage else { return [:] }
    let told = [
      "input": usage.input, "cached": usage.cached, "output": usage.output, "thinking": usage.thinking,
    ]
    return told.compactMapValues(\.self)
  }
}
