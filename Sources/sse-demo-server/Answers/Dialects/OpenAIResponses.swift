import NIOCore

/// Responses of OpenAI: every event has a type, which its JSON repeats, and a number that counts up.
struct OpenAIResponses: AnswerWriter {
  private let answer: ModelAnswer
  private var number = 0

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  mutating func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      let response = #""response":"# + Self.response(answer, status: "in_progress", output: [])
      return events([("response.created", response), ("response.in_progress", response)])
    case .open(let part):
      let added = ("response.output_item.added", #""output_index":\#(part.index),"item":\#(Self.item(part, nil))"#)
      switch part.kind {
      case .thinking:
        return events([added, ("response.reasoning_summary_part.added", #"\#(place(part)),"part":\#(summary(""))"#)])
      case .text:
        return events([added, ("response.content_part.added", #"\#(place(part)),"part":\#(Self.content(""))"#)])
      case .toolCall: return events([added])
      }
    case .piece(let part, let number):
      let delta = #"\#(place(part)),"delta":\#(quoted(part.pieces[number]))"#
      switch part.kind {
      case .thinking: return events([("response.reasoning_summary_text.delta", delta)])
      case .text: return events([("response.output_text.delta", delta + #","logprobs":[]"#)])
      case .toolCall: return events([("response.function_call_arguments.delta", delta)])
      }
    case .close(let part): return close(part, part.text)
    case .end:
      let type = answer.finish == .length ? "incomplete" : "completed"
      return events([("response.\(type)", #""response":"# + Self.whole(answer))])
    case .failure(let message):
      return events([("error", #""code":"server_error","message":\#(quoted(message)),"param":null"#)])
    }
  }

  private mutating func close(_ part: ModelAnswer.Part, _ text: String) -> [ByteBuffer] {
    let json = quoted(text)
    let done = ("response.output_item.done", #""output_index":\#(part.index),"item":\#(Self.item(part, text))"#)
    switch part.kind {
    case .thinking:
      return events([
        ("response.reasoning_summary_text.done", #"\#(place(part)),"text":\#(json)"#),
        ("response.reasoning_summary_part.done", #"\#(place(part)),"part":\#(summary(text))"#), done,
      ])
    case .text:
      return events([
        ("response.output_text.done", #"\#(place(part)),"text":\#(json),"logprobs":[]"#),
        ("response.content_part.done", #"\#(place(part)),"part":\#(Self.content(text))"#), done,
      ])
    case .toolCall:
      let name = #""name":\#(quoted(part.name)),"arguments":\#(json)"#
      return events([("response.function_call_arguments.done", "\(place(part)),\(name)"), done])
    }
  }

  private mutating func events(_ bodies: [(type: String, members: String)]) -> [ByteBuffer] {
    bodies.map { type, members in
      defer { number += 1 }
      return frame(#"{"type":"\#(type)","sequence_number":\#(number),\#(members)}"#, type: type)
    }
  }

  private func place(_ part: ModelAnswer.Part) -> String {
    let place = #""item_id":"\#(Self.id(part))","output_index":\#(part.index)"#
    switch part.kind {
    case .thinking: return place + #","summary_index":0"#
    case .text: return place + #","content_index":0"#
    case .toolCall: return place
    }
  }

  private func summary(_ text: String) -> String { #"{"type":"summary_text","text":\#(quoted(text))}"# }

  // MARK: The objects that an answer in one piece is made of too

  /// The answer as a whole.
  static func whole(_ answer: ModelAnswer) -> String {
    let items = answer.parts.map { item($0, $0.text) }
    return response(answer, status: answer.finish == .length ? "incomplete" : "completed", output: items)
  }

  private static func response(_ answer: ModelAnswer, status: String, output: [String]) -> String {
    let isOver = status != "in_progress"
    let details = isOver && answer.finish == .length ? #"{"reason":"max_output_tokens"}"# : "null"
    return #"""
      {"id":"resp_demo","object":"response","created_at":\#(answer.secondsSince1970),"status":"\#(status)",\#
      "error":null,"incomplete_details":\#(details),"instructions":null,"metadata":{},\#
      "model":\#(JSONText.quoted(answer.model)),"output":\#(JSONText.array(output)),"parallel_tool_calls":true,\#
      "temperature":1,"tool_choice":"auto","tools":[],"top_p":1,"usage":\#(isOver ? usage(answer.usage) : "null")}
      """#
  }

  private static func usage(_ usage: ModelAnswer.Usage) -> String {
    #"""
    {"input_tokens":\#(usage.input),"input_tokens_details":{"cached_tokens":\#(usage.cached)},\#
    "output_tokens":\#(usage.output),"output_tokens_details":{"reasoning_tokens":\#(usage.thinking)},\#
    "total_tokens":\#(usage.input + usage.output)}
    """#
  }

  /// An item of the output with its whole text, or as it begins, without any.
  private static func item(_ part: ModelAnswer.Part, _ text: String?) -> String {
    let status = text == nil ? "in_progress" : "completed"
    switch part.kind {
    case .thinking:
      let summary = text.map { #"{"type":"summary_text","text":\#(JSONText.quoted($0))}"# } ?? ""
      return #"{"id":"\#(id(part))","type":"reasoning","summary":[\#(summary)]}"#
    case .text:
      return #"""
        {"id":"\#(id(part))","type":"message","status":"\#(status)","role":"assistant",\#
        "content":[\#(text.map(content) ?? "")]}
        """#
    case .toolCall:
      return #"""
        {"id":"\#(id(part))","type":"function_call","status":"\#(status)","call_id":"call_demo",\#
        "name":\#(JSONText.quoted(part.name)),"arguments":\#(JSONText.quoted(text ?? ""))}
        """#
    }
  }

  private static func content(_ text: String) -> String {
    #"{"type":"output_text","text":\#(JSONText.quoted(text)),"annotations":[],"logprobs":[]}"#
  }

  private static func id(_ part: ModelAnswer.Part) -> String {
    switch part.kind {
    case .thinking: "rs_demo"
    case .text: "msg_demo"
    case .toolCall: "fc_demo"
    }
  }
}
