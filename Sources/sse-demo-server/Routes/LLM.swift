/// The answer of a language model, word by word, in the shapes of the services people use. The text is made up.
struct LLM: Route {
  let path = "/llm"
  let crossOrigin = CrossOrigin.anyone
  let summary = "a model's made-up answer, as ?style= of many services streams it, with what goes wrong; also by POST"
  let options =
    [
      RouteOption(
        "style",
        AnswerDialect.allCases.map(\.rawValue).joined(separator: ", ")
          + "; openai: openai-chat without usage; responses: openai-responses")
    ] + AnswerOptions.options
  let takesBody = true

  private let clock: WallClock

  init(_ environment: Environment) {
    clock = environment.clock
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let options = try AnswerOptions(request.query)
    let style = request.query["style"] ?? "openai"
    guard let dialect = Self.dialect(of: style) else {
      let names = AnswerDialect.allCases.map(\.rawValue).joined(separator: ", ")
      throw BadQuery(sentence: "The option style must be openai, responses, \(names).")
    }
    var answer = ModelAnswer(secondsSince1970: clock.secondsSince1970())
    answer.reportsUsage = style != "openai"
    answer.add(
      .thinking, AnswerText.cycle(AnswerText.thoughts, count: options.thinking ?? 0), batch: options.batch)
    answer.add(.text, options.words, batch: options.batch)
    if let tool = options.tool {
      answer.add(.toolCall, name: tool, AnswerText.tokens(ofJSON: Self.arguments), batch: options.batch)
      answer.finish = .toolCall
    }
    try options.check(answer, as: dialect)
    return .stream(answer, as: dialect, options)
  }

  /// Of whichever tool is called.
  static let arguments = #"{"place":"harbour","day":1}"#

  private static func dialect(of style: String) -> AnswerDialect? {
    switch style {
    case "openai": .openAIChat
    case "responses": .openAIResponses
    default: AnswerDialect(rawValue: style)
    }
  }
}
