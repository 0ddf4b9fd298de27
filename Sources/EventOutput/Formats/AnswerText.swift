import ModelAnswers
import Text

/// Writes an answer as text: pieces as they come, a call of a tool as a line of JSON.
struct AnswerText: Sendable {
  /// `--thinking`
  let showsThinking: Bool
  private var isAtLineStart = true
  private var isThinking = false

  init(showsThinking: Bool) { self.showsThinking = showsThinking }

  mutating func change(_ change: AnswerChange, to output: inout [UInt8]) {
    switch change {
    case .appended(let kind, let text): write(text, kind, &output)
    case .replaced(let kind, let text):
      // What was written stays written.
      if kind != .thinking || showsThinking { endLine(&output) }
      write(text, kind, &output)
    case .called(let name, let id, let arguments):
      endBlock(&output)
      output.append(contentsOf: Self.line(name: name, id: id, arguments: arguments))
    case .choice(let number):
      endBlock(&output)
      output.append(contentsOf: "--- choice \(number) ---\n".utf8)
    case .ended: endBlock(&output)
    }
  }

  private mutating func write(_ text: [UInt8], _ kind: BlockKind, _ output: inout [UInt8]) {
    guard let last = text.last else { return }
    switch kind {
    case .text, .refusal: if isThinking { endBlock(&output) }
    case .thinking:
      guard showsThinking else { return }
      if !isThinking {
        endLine(&output)
        output.append(contentsOf: "<thinking>\n".utf8)
        isThinking = true
      }
    case .tool, .result, .other: return
    }
    output.append(contentsOf: text)
    isAtLineStart = last == 0x0A
  }

  private mutating func endLine(_ output: inout [UInt8]) {
    if !isAtLineStart { output.append(0x0A) }
    isAtLineStart = true
  }

  /// Ends the line, and the thinking if there is one.
  private mutating func endBlock(_ output: inout [UInt8]) {
    endLine(&output)
    if isThinking { output.append(contentsOf: "</thinking>\n".utf8) }
    isThinking = false
  }

  /// `{"tool":NAME,"id":ID,"arguments":…}`: arguments as JSON where they are, else as a string.
  private static func line(name: String, id: String, arguments: [UInt8]) -> [UInt8] {
    var line = Array("{\"tool\":\"".utf8)
    JSONText.append(name, to: &line)
    line.append(contentsOf: "\",\"id\":".utf8)
    append(id.isEmpty ? nil : Array(id.utf8), &line)
    line.append(contentsOf: ",\"arguments\":".utf8)
    if let json = JSONCheck.compact(arguments) { line += json } else { append(arguments, &line) }
    return line + Array("}\n".utf8)
  }

  private static func append(_ text: [UInt8]?, _ line: inout [UInt8]) {
    guard let text else { return line.append(contentsOf: "null".utf8) }
    line.append(UInt8(ascii: "\""))
    text.withUnsafeBytes { JSONText.append($0, to: &line) }
    line.append(UInt8(ascii: "\""))
  }
}
