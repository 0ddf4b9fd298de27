import Foundation

@testable import sse_demo_server

/// An event or a line of JSON, as a client gets it.
struct WireEvent {
  var type: String?
  var data: String?
  /// Of the field that llama.cpp has for errors.
  var error: String?

  var json: JSON { JSON(data) }

  /// The events of a body, whether their lines end with LF or CRLF; of newline-delimited JSON, the lines.
  static func all(in body: String, isNDJSON: Bool = false) -> [WireEvent] {
    guard !isNDJSON else { return body.split(separator: "\n").map { WireEvent(data: String($0)) } }
    return body.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n").dropLast().map { block in
      var event = WireEvent()
      for line in block.split(separator: "\n") {
        let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
        let value = parts.count == 2 ? parts[1] : ""
        switch parts[0] {
        case "event": event.type = value
        case "data": event.data = event.data.map { $0 + "\n" + value } ?? value
        case "error": event.error = value
        default: break
        }
      }
      return event
    }
  }
}

/// A value of JSON, or none, to be looked into without fuss.
struct JSON {
  let value: Any?

  init(_ text: String?) {
    value = text.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) }
  }

  private init(value: Any?) {
    self.value = value is NSNull ? nil : value
  }

  subscript(name: String) -> JSON { JSON(value: (value as? [String: Any])?[name]) }
  subscript(place: Int) -> JSON {
    let elements = value as? [Any] ?? []
    return JSON(value: elements.indices.contains(place) ? elements[place] : nil)
  }

  var string: String? { value as? String }
  var text: String { string ?? "" }
  var int: Int? { value as? Int }
  var bool: Bool { value as? Bool ?? false }
  var exists: Bool { value != nil }
  /// An object, written with its members in order.
  var canonical: String? {
    value.flatMap { try? JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What a client makes of a stream: the tables of the dialects, written down a second time.
struct AnswerReader {
  var model: String?
  var thinking = ""
  var text = ""
  var tool = ""
  var arguments = ""
  var finish: String?
  /// Input, cached, output and thinking tokens, the last part of the one before.
  var usage: [Int?] = []
  var error: String?
  /// Whether the dialect's end has come.
  var hasEnd = false
  /// How many events held text.
  var textEvents = 0

  init(_ dialect: AnswerDialect, _ body: String) {
    for event in WireEvent.all(in: body, isNDJSON: dialect == .ollama) {
      receive(event, dialect)
    }
    // A dialect without an end of its own ends with the reason.
    if dialect == .gemini || dialect == .openAIChat, finish != nil { hasEnd = true }
  }

  private mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    self.text += text
    textEvents += 1
  }

  private mutating func receive(_ event: WireEvent, _ dialect: AnswerDialect) {
    let json = event.json
    switch dialect {
    case .openAIChat: takeOpenAIChat(json)
    case .openAIResponses: takeOpenAIResponses(json)
    case .anthropic: takeAnthropic(json)
    case .gemini: takeGemini(json)
    case .geminiInteractions: takeGeminiInteractions(json)
    case .vercelUI: takeVercelUI(event)
    case .agUI: takeAGUI(json)
    case .cohere: takeCohere(json)
    case .mcp: takeMCP(json)
    case .a2a: takeA2A(json)
    case .dify: takeDify(json)
    case .langGraph: takeLangGraph(event)
    case .langServe: takeLangServe(event)
    case .ollama: takeOllama(json)
    case .llamaCpp: takeLlamaCpp(event)
    }
  }

  private mutating func takeOpenAIChat(_ json: JSON) {
    if json["model"].exists { model = json["model"].string }
    let choice = json["choices"][0]
    thinking += choice["delta"]["reasoning"].text
    add(choice["delta"]["content"].text)
    let function = choice["delta"]["tool_calls"][0]["function"]
    tool += function["name"].text
    arguments += function["arguments"].text
    finish = choice["finish_reason"].string ?? finish
    error = json["error"]["message"].string
    let told = json["usage"]
    if told.exists {
      usage = [
        told["prompt_tokens"].int, told["prompt_tokens_details"]["cached_tokens"].int, told["completion_tokens"].int,
        told["completion_tokens_details"]["reasoning_tokens"].int,
      ]
    }
  }

  private mutating func takeOpenAIResponses(_ json: JSON) {
    switch json["type"].text {
    case "response.created": model = json["response"]["model"].string
    case "response.reasoning_summary_text.delta": thinking += json["delta"].text
    case "response.output_text.delta": add(json["delta"].text)
    case "response.output_item.added": tool += json["item"]["name"].text
    case "response.function_call_arguments.delta": arguments += json["delta"].text
    case "response.completed":
      finish = json["response"]["status"].string
      let told = json["response"]["usage"]
      usage = [
        told["input_tokens"].int, told["input_tokens_details"]["cached_tokens"].int, told["output_tokens"].int,
        told["output_tokens_details"]["reasoning_tokens"].int,
      ]
      hasEnd = true
    case "error": error = json["message"].string
    default: break
    }
  }

  private mutating func takeAnthropic(_ json: JSON) {
    switch json["type"].text {
    case "message_start": model = json["message"]["model"].string
    case "content_block_start": tool += json["content_block"]["name"].text
    case "content_block_delta":
      let delta = json["delta"]
      thinking += delta["thinking"].text
      add(delta["text"].text)
      arguments += delta["partial_json"].text
    case "message_delta":
      finish = json["delta"]["stop_reason"].string
      let told = json["usage"]
      let cached = told["cache_read_input_tokens"].int
      usage = [told["input_tokens"].int.map { $0 + (cached ?? 0) }, cached, told["output_tokens"].int, nil]
    case "message_stop": hasEnd = true
    case "error": error = json["error"]["message"].string
    default: break
    }
  }

  private mutating func takeGemini(_ json: JSON) {
    if json["modelVersion"].exists { model = json["modelVersion"].string }
    let part = json["candidates"][0]["content"]["parts"][0]
    if part["thought"].bool { thinking += part["text"].text } else { add(part["text"].text) }
    tool += part["functionCall"]["name"].text
    arguments += part["functionCall"]["args"].canonical ?? ""
    finish = json["candidates"][0]["finishReason"].string ?? finish
    error = json["error"]["message"].string
    let told = json["usageMetadata"]
    if let candidates = told["candidatesTokenCount"].int {
      let thoughts = told["thoughtsTokenCount"].int ?? 0
      usage = [told["promptTokenCount"].int, told["cachedContentTokenCount"].int, candidates + thoughts, thoughts]
    }
  }

  private mutating func takeGeminiInteractions(_ json: JSON) {
    switch json["event_type"].text {
    case "interaction.created": model = json["interaction"]["model"].string
    case "step.start": tool += json["step"]["name"].text
    case "step.delta":
      let delta = json["delta"]
      add(delta["text"].text)
      thinking += delta["content"]["text"].text
      arguments += delta["arguments"].text
    case "interaction.completed":
      finish = json["interaction"]["status"].string
      let told = json["interaction"]["usage"]
      let thoughts = told["total_thought_tokens"].int ?? 0
      usage = [
        told["total_input_tokens"].int, told["total_cached_tokens"].int,
        told["total_output_tokens"].int.map { $0 + thoughts }, thoughts,
      ]
      hasEnd = true
    case "error": error = json["error"]["message"].string
    default: break
    }
  }

  private mutating func takeVercelUI(_ event: WireEvent) {
    let json = event.json
    switch json["type"].text {
    case "reasoning-delta": thinking += json["delta"].text
    case "text-delta": add(json["delta"].text)
    case "tool-input-start": tool += json["toolName"].text
    case "tool-input-delta": arguments += json["inputTextDelta"].text
    case "finish": finish = json["finishReason"].string
    case "error": error = json["errorText"].string
    default: if event.data == "[DONE]" { hasEnd = true }
    }
  }

  private mutating func takeAGUI(_ json: JSON) {
    switch json["type"].text {
    case "REASONING_MESSAGE_CONTENT": thinking += json["delta"].text
    case "TEXT_MESSAGE_CONTENT": add(json["delta"].text)
    case "TOOL_CALL_START": tool += json["toolCallName"].text
    case "TOOL_CALL_ARGS": arguments += json["delta"].text
    case "RUN_FINISHED":
      finish = json["outcome"]["type"].string
      let told = json["usage"][0]
      usage = ["inputTokens", "cachedInputTokens", "outputTokens", "reasoningTokens"].map { told[$0].int }
      hasEnd = true
    case "RUN_ERROR": error = json["message"].string
    default: break
    }
  }

  private mutating func takeCohere(_ json: JSON) {
    let message = json["delta"]["message"]
    switch json["type"].text {
    case "content-start", "content-delta":
      thinking += message["content"]["thinking"].text
      add(message["content"]["text"].text)
    case "tool-call-start", "tool-call-delta":
      tool += message["tool_calls"]["function"]["name"].text
      arguments += message["tool_calls"]["function"]["arguments"].text
    case "message-end":
      finish = json["delta"]["finish_reason"].string
      error = json["delta"]["error"].string
      let told = json["delta"]["usage"]["tokens"]
      usage = [told["input_tokens"].int, nil, told["output_tokens"].int, nil]
      hasEnd = true
    default: break
    }
  }

  private mutating func takeMCP(_ json: JSON) {
    if json["params"]["progress"].exists { textEvents += 1 }
    guard json["id"].int == 1 else { return }
    text += json["result"]["content"][0]["text"].text
    error = json["error"]["message"].string
    hasEnd = error == nil
  }

  private mutating func takeA2A(_ json: JSON) {
    let result = json["result"]
    switch result["kind"].text {
    case "artifact-update":
      let piece = result["artifact"]["parts"][0]["text"].text
      if !result["append"].bool { text = "" }
      add(piece)
    case "status-update" where result["final"].bool:
      finish = result["status"]["state"].string
      hasEnd = true
    default: error = json["error"]["message"].string
    }
  }

  private mutating func takeDify(_ json: JSON) {
    switch json["event"].text {
    case "message", "agent_message": add(json["answer"].text)
    case "agent_thought":
      thinking += json["thought"].text
      tool += json["tool"].text
      arguments += JSON(json["tool_input"].string)[tool].canonical ?? ""
    case "message_end":
      let told = json["metadata"]["usage"]
      usage = [told["prompt_tokens"].int, nil, told["completion_tokens"].int, nil]
      hasEnd = true
    case "error": error = json["message"].string
    default: break
    }
  }

  private mutating func takeLangGraph(_ event: WireEvent) {
    switch event.type {
    case "messages":
      let message = event.json[0]
      add(message["content"].text)
      thinking += message["additional_kwargs"]["reasoning_content"].text
      tool += message["tool_call_chunks"][0]["name"].text
      arguments += message["tool_call_chunks"][0]["args"].text
      finish = message["response_metadata"]["finish_reason"].string ?? finish
      let told = message["usage_metadata"]
      if told.exists {
        usage = [
          told["input_tokens"].int, told["input_token_details"]["cache_read"].int, told["output_tokens"].int,
          told["output_token_details"]["reasoning"].int,
        ]
      }
    case "error": error = event.json["message"].string
    case "end": hasEnd = true
    default: break
    }
  }

  private mutating func takeLangServe(_ event: WireEvent) {
    switch event.type {
    case "data": add(event.json.text)
    case "error": error = event.json["message"].string
    case "end": hasEnd = event.data == nil
    default: break
    }
  }

  private mutating func takeOllama(_ json: JSON) {
    if json["model"].exists { model = json["model"].string }
    let message = json["message"]
    add(message["content"].text)
    thinking += message["thinking"].text
    let function = message["tool_calls"][0]["function"]
    tool += function["name"].text
    arguments += function["arguments"].canonical ?? ""
    error = json["error"].string
    guard json["done"].bool else { return }
    finish = json["done_reason"].string
    usage = [json["prompt_eval_count"].int, nil, json["eval_count"].int, nil]
    hasEnd = true
  }

  private mutating func takeLlamaCpp(_ event: WireEvent) {
    let json = event.json
    add(json["content"].text)
    error = event.error.flatMap { JSON($0)["message"].string }
    guard json["stop"].bool else { return }
    model = json["model"].string
    finish = json["stop_type"].string
    usage = ["tokens_evaluated", "tokens_cached", "tokens_predicted"].map { json[$0].int } + [nil]
    hasEnd = true
  }
}
