import NIOHTTP1

/// Messages of Anthropic.
enum Messages: ModelAPI {
  static let path = "/v1/messages"
  static let dialect = AnswerDialect.anthropic
  /// Anthropic's own status.
  static let overloaded = HTTPResponseStatus.custom(code: 529, reasonPhrase: "Overloaded")

  static func request(_ json: JSONValue) throws(ModelRequestError) -> ModelRequest {
    var request = ModelRequest(model: try model(json))
    request.receive(messages: try objects("messages", in: json))
    guard let limit = try tokenLimit("max_tokens", in: json) else { throw missing("max_tokens") }
    request.tokenLimit = limit
    request.isStreamed = try flag("stream", in: json)
    request.thinks = ["enabled", "adaptive"].contains(json["thinking"]?["type"]?.string)
    request.tools = try tools(in: json) { ($0["name"], $0["input_schema"]) }
    switch json["tool_choice"]?["type"]?.string {
    case "none": request.toolChoice = .none
    case "any": request.toolChoice = .any
    case "tool": request.toolChoice = (json["tool_choice"]?["name"]?.string).map { .named($0) } ?? .auto
    default: break
    }
    return request
  }

  static func missing(_ name: String) -> ModelRequestError {
    ModelRequestError("\(name): Field required", in: name)
  }

  static func json(_ error: ModelRequestError) -> String {
    let type = error.status.code < 500 ? "invalid_request_error" : "overloaded_error"
    return JSONText.object([
      "type": #""error""#,
      "error": JSONText.object(["type": JSONText.quoted(type), "message": JSONText.quoted(error.message)]),
      "request_id": #""req_demo""#,
    ])
  }

  static func json(_ answer: ModelAnswer) -> String { AnthropicMessages.whole(answer) }
}
