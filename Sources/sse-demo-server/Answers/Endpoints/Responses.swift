import NIOHTTP1

/// Responses of OpenAI.
enum Responses: ModelAPI {
  static let path = "/v1/responses"
  static let dialect = AnswerDialect.openAIResponses
  static let overloaded = HTTPResponseStatus.serviceUnavailable

  static func request(_ json: JSONValue) throws(ModelRequestError) -> ModelRequest {
    var request = ModelRequest(model: try model(json))
    guard let input = json["input"] else { throw missing("input") }
    if let text = input.string {
      request.receive(messages: [
        .object([.init(name: "role", value: .string("user")), .init(name: "content", value: .string(text))])
      ])
    } else {
      request.receive(messages: try objects("input", of: input))
    }
    request.isStreamed = try flag("stream", in: json)
    request.tokenLimit = try tokenLimit("max_output_tokens", in: json)
    request.thinks = json["reasoning"] != nil && json["reasoning"]?["effort"]?.string != "none"
    request.tools = try tools(in: json) { ($0["name"], $0["parameters"]) }
    request.toolChoice = ChatCompletions.toolChoice(json["tool_choice"]) { $0["name"]?.string }
    return request
  }

  static func missing(_ name: String) -> ModelRequestError {
    ModelRequestError("Missing required parameter: '\(name)'.", in: name, code: "missing_required_parameter")
  }

  static func json(_ error: ModelRequestError) -> String { ChatCompletions.json(error) }

  static func json(_ answer: ModelAnswer) -> String { OpenAIResponses.whole(answer) }
}
