import NIOHTTP1

/// Chat completions of OpenAI, as its SDKs and many others' ask for them.
enum ChatCompletions: ModelAPI {
  static let path = "/v1/chat/completions"
  static let dialect = AnswerDialect.openAIChat
  static let overloaded = HTTPResponseStatus.serviceUnavailable

  static func request(_ json: JSONValue) throws(ModelRequestError) -> ModelRequest {
    var request = ModelRequest(model: try model(json))
    request.receive(messages: try objects("messages", in: json))
    request.isStreamed = try flag("stream", in: json)
    request.reportsUsage = json["stream_options"]?["include_usage"]?.bool ?? false
    let (limit, oldLimit) = (try tokenLimit("max_completion_tokens", in: json), try tokenLimit("max_tokens", in: json))
    request.tokenLimit = limit ?? oldLimit
    if let choices = json["n"], choices.integer != 1 {
      throw ModelRequestError("The demo gives one choice: n must be 1.", in: "n", code: "invalid_value")
    }
    request.tools = try tools(in: json) { ($0["function"]?["name"], $0["function"]?["parameters"]) }
    request.toolChoice = toolChoice(json["tool_choice"]) { $0["function"]?["name"]?.string }
    return request
  }

  /// The choice as both APIs of OpenAI write it: a word, or an object with the name.
  static func toolChoice(_ json: JSONValue?, name: (JSONValue) -> String?) -> ModelRequest.ToolChoice {
    switch json?.string {
    case "none": .none
    case "required": .any
    default: json.flatMap(name).map { .named($0) } ?? .auto
    }
  }

  static func missing(_ name: String) -> ModelRequestError {
    name == "model"
      ? ModelRequestError("you must provide a model parameter")
      : ModelRequestError("Missing required parameter: '\(name)'.", in: name, code: "missing_required_parameter")
  }

  static func json(_ error: ModelRequestError) -> String {
    let type = error.status.code < 500 ? "invalid_request_error" : "server_error"
    return JSONText.object([
      "error": JSONText.object([
        "message": JSONText.quoted(error.message), "type": JSONText.quoted(type),
        "param": error.parameter.map { JSONText.quoted($0) } ?? "null",
        "code": error.code.map { JSONText.quoted($0) } ?? "null",
      ])
    ])
  }

  static func json(_ answer: ModelAnswer) -> String {
    let text = JSONText.quoted(answer.text(.text))
    let thinking = answer.has(.thinking) ? #","reasoning":\#(JSONText.quoted(answer.text(.thinking)))"# : ""
    let calls = answer.parts.filter { $0.kind == .toolCall }.map { part in
      let function = #"{"name":\#(JSONText.quoted(part.name)),"arguments":\#(JSONText.quoted(part.text))}"#
      return #"{"id":"\#(OpenAIChat.callID)","type":"function","function":\#(function)}"#
    }
    let tools = calls.isEmpty ? "" : #","tool_calls":\#(JSONText.array(calls))"#
    let message = #"{"role":"assistant","content":\#(text),"refusal":null\#(thinking)\#(tools)}"#
    return #"""
      {"id":"\#(OpenAIChat.id)","object":"chat.completion","created":\#(answer.secondsSince1970),\#
      "model":\#(JSONText.quoted(answer.model)),"choices":[{"index":0,"message":\#(message),"logprobs":null,\#
      "finish_reason":"\#(OpenAIChat.reason(answer.finish))"}],"usage":\#(OpenAIChat.usage(answer.usage))}
      """#
  }
}
