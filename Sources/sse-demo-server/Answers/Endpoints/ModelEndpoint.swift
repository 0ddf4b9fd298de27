import NIOCore
import NIOHTTP1

/// How one service is asked, and how it answers in one piece; how it streams is its dialect's matter.
protocol ModelAPI {
  static var path: String { get }
  static var dialect: AnswerDialect { get }
  /// What the server answers that has too much to do.
  static var overloaded: HTTPResponseStatus { get }

  static func request(_ json: JSONValue) throws(ModelRequestError) -> ModelRequest
  /// That a member of the request is not there.
  static func missing(_ name: String) -> ModelRequestError
  /// An error as the JSON of its answer.
  static func json(_ error: ModelRequestError) -> String
  /// The answer in one piece.
  static func json(_ answer: ModelAnswer) -> String
}

/// The path of a service's own API, so that its SDKs can be pointed at the demo.
struct ModelEndpoint<API: ModelAPI>: Route {
  let path = API.path
  let crossOrigin = CrossOrigin.anyone
  let summary = "POST: the model API of that path for its SDKs; a tool is called if the last message names it"
  let options = AnswerOptions.options
  let takesBody = true

  private let clock: WallClock

  init(_ environment: Environment) {
    clock = environment.clock
  }

  func answer(_ request: Request) -> Answer {
    guard request.method == .POST else { return .whole(methodNotAllowed(allowing: "POST")) }
    do throws(ModelRequestError) {
      return try reply(to: request)
    } catch {
      return .whole(response(error))
    }
  }

  func methodNotAllowed(allowing methods: String) -> Response {
    let error = ModelRequestError(
      "Only POST requests are accepted.", code: "method_not_supported", status: .methodNotAllowed)
    return response(error, headers: ["Allow": "POST"])
  }

  private func reply(to request: Request) throws(ModelRequestError) -> Answer {
    let options = try asked { () throws(BadQuery) in try AnswerOptions(request.query) }
    guard let json = JSONValue(request.body.readableBytesView), json.members != nil else {
      throw ModelRequestError("The body of the request is not a JSON object.")
    }
    let question = try API.request(json)
    let answer = try answer(to: question, options)
    try asked { () throws(BadQuery) in try options.check(answer, as: API.dialect) }
    if question.isStreamed { return .stream(answer, as: API.dialect, options) }
    switch options.ending {
    case .whole where options.stall == nil && options.batch == 1: break
    case .failure: throw ModelRequestError(AnswerSteps.failure, status: API.overloaded)
    default: throw ModelRequestError("The options batch, cut and stall need \"stream\": true.", in: "stream")
    }
    return .whole(.document("application/json", API.json(answer)))
  }

  private func answer(
    to question: ModelRequest, _ options: AnswerOptions
  ) throws(ModelRequestError) -> ModelAnswer {
    var answer = ModelAnswer(secondsSince1970: clock.secondsSince1970())
    answer.model = question.model
    answer.reportsUsage = question.reportsUsage
    answer.setInput(tokens: question.inputTokens)
    let thoughts = AnswerText.cycle(AnswerText.thoughts, count: options.thinking ?? (question.thinks ? 12 : 0))
    answer.add(.thinking, thoughts, batch: options.batch)
    let words = options.words
    let room = max(1, (question.tokenLimit ?? .max) - thoughts.count)
    answer.add(.text, Array(words.prefix(room)), batch: options.batch)
    let tool = try question.calledTool(demanded: options.tool)
    if words.count > room {
      answer.finish = .length
    } else if let tool {
      let arguments = AnswerText.tokens(ofJSON: ToolArguments.json(for: tool.schema))
      answer.add(.toolCall, name: tool.name, arguments, batch: options.batch)
      answer.finish = .toolCall
    }
    return answer
  }

  private func asked<Value>(_ body: () throws(BadQuery) -> Value) throws(ModelRequestError) -> Value {
    do {
      return try body()
    } catch {
      throw ModelRequestError(error.sentence)
    }
  }

  private func response(_ error: ModelRequestError, headers: HTTPHeaders = [:]) -> Response {
    var response = Response.document("application/json", API.json(error))
    response.status = error.status
    response.headers.add(contentsOf: headers)
    return response
  }
}

extension ModelAPI {
  static func model(_ json: JSONValue) throws(ModelRequestError) -> String {
    guard let value = json["model"] else { throw missing("model") }
    guard let model = value.string, (1...ModelRequest.modelLimit).contains(model.utf8.count) else {
      throw ModelRequestError(
        "model must be a string of 1 to \(ModelRequest.modelLimit) bytes.", in: "model", code: "invalid_type")
    }
    return model
  }

  /// The objects of an array that must have one at least.
  static func objects(_ name: String, in json: JSONValue) throws(ModelRequestError) -> [JSONValue] {
    guard let value = json[name] else { throw missing(name) }
    return try objects(name, of: value)
  }

  static func objects(_ name: String, of value: JSONValue) throws(ModelRequestError) -> [JSONValue] {
    guard let elements = value.array, !elements.isEmpty, elements.allSatisfy({ $0.members != nil }) else {
      throw ModelRequestError("\(name) must be an array of at least one object.", in: name, code: "invalid_type")
    }
    return elements
  }

  static func flag(_ name: String, in json: JSONValue) throws(ModelRequestError) -> Bool {
    guard let value = json[name] else { return false }
    guard let flag = value.bool else {
      throw ModelRequestError("\(name) must be true or false.", in: name, code: "invalid_type")
    }
    return flag
  }

  static func tokenLimit(_ name: String, in json: JSONValue) throws(ModelRequestError) -> Int? {
    guard let value = json[name] else { return nil }
    guard let limit = value.integer, limit > 0 else {
      throw ModelRequestError("\(name) must be a whole number above 0.", in: name, code: "invalid_type")
    }
    return limit
  }

  /// The tools that have a name, which stands where the service puts it; a service's built-in ones have none.
  static func tools(
    in json: JSONValue, _ tool: (JSONValue) -> (name: JSONValue?, schema: JSONValue?)
  ) throws(ModelRequestError) -> [ModelRequest.Tool] {
    guard let value = json["tools"], value != .array([]) else { return [] }
    return try objects("tools", of: value).compactMap { element in
      let (name, schema) = tool(element)
      return name?.string.map { ModelRequest.Tool(name: $0, schema: schema) }
    }
  }
}
