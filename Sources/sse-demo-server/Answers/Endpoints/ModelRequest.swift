import NIOHTTP1

/// What a client asks of a model, whichever service it thinks it talks to.
struct ModelRequest {
  /// A tool that the client offers, with the JSON Schema of its arguments.
  struct Tool {
    let name: String
    let schema: JSONValue?
  }

  /// Which tool the client wants called.
  enum ToolChoice {
    case auto, none, any
    case named(String)
  }

  /// How long the name of a model may be, in bytes: it comes back in every chunk.
  static let modelLimit = 256

  let model: String
  var isStreamed = false
  /// Whether a stream tells the usage.
  var reportsUsage = true
  var thinks = false
  /// How many tokens the answer may have.
  var tokenLimit: Int?
  var tools: [Tool] = []
  var toolChoice = ToolChoice.auto
  /// What the last message says, if a person wrote it.
  var question = ""
  var inputTokens = 1

  /// The tool to call: the one that is demanded, else the first that the question names.
  func calledTool(demanded: String?) throws(ModelRequestError) -> Tool? {
    if let demanded { return try tool(named: demanded) }
    switch toolChoice {
    case .none: return nil
    case .any:
      guard let first = tools.first else { throw ModelRequestError("There is no tool to choose.", in: "tool_choice") }
      return first
    case .named(let name): return try tool(named: name)
    case .auto:
      let words = Set(question.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }.map(String.init))
      return tools.first { words.contains($0.name) }
    }
  }

  private func tool(named name: String) throws(ModelRequestError) -> Tool {
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw ModelRequestError("The request offers no tool of the name that is to be called.", in: "tools")
    }
    return tool
  }
}

/// Why a request is not answered, to be told in the service's own shape.
struct ModelRequestError: Error {
  var status = HTTPResponseStatus.badRequest
  let message: String
  /// The member of the request that is wrong.
  var parameter: String?
  var code: String?

  init(_ message: String, in parameter: String? = nil, code: String? = nil, status: HTTPResponseStatus = .badRequest) {
    self.message = message
    self.parameter = parameter
    self.code = code
    self.status = status
  }
}

extension ModelRequest {
  /// The text of a message's content, which is a string or an array of parts.
  static func text(of content: JSONValue?) -> String {
    content?.string ?? (content?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
  }

  /// Takes the messages down: what they hold in tokens, and what the last one asks.
  mutating func receive(messages: [JSONValue]) {
    let texts = messages.map { Self.text(of: $0["content"]) }
    inputTokens = max(1, texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count })
    if messages.last?["role"]?.string == "user" { question = texts.last ?? "" }
  }
}
