import NIOCore
import NIOHTTP1

/// Gives an answer the shape of one service's stream.
protocol AnswerWriter {
  /// What the dialect has words for.
  static var kinds: Set<ModelAnswer.Kind> { get }
  /// The headers that differ from those of any event stream.
  static var headers: HTTPHeaders { get }

  init(_ answer: ModelAnswer)

  /// The bytes of the events that a step makes, each to be sent by itself; none if the dialect says nothing of it yet.
  mutating func frames(_ step: AnswerStep) -> [ByteBuffer]
}

extension AnswerWriter {
  static var kinds: Set<ModelAnswer.Kind> { [.thinking, .text, .toolCall] }
  static var headers: HTTPHeaders { [:] }

  func quoted(_ text: String) -> String { JSONText.quoted(text) }

  /// An event with one line of data.
  func frame(_ data: String, type: String? = nil) -> ByteBuffer {
    Block.event(Event(type: type, data: data)).encoded()
  }
}

/// The dialects by the names that sse-top has for them.
enum AnswerDialect: String, CaseIterable {
  case openAIChat = "openai-chat"
  case openAIResponses = "openai-responses"
  case anthropic
  case gemini
  case geminiInteractions = "gemini-interactions"
  case vercelUI = "vercel-ui"
  case agUI = "ag-ui"
  case cohere
  case mcp
  case a2a
  case dify
  case langGraph = "langgraph"
  case langServe = "langserve"
  case ollama
  case llamaCpp = "llama.cpp"

  var writer: any AnswerWriter.Type {
    switch self {
    case .openAIChat: OpenAIChat.self
    case .openAIResponses: OpenAIResponses.self
    case .anthropic: AnthropicMessages.self
    case .gemini: Gemini.self
    case .geminiInteractions: GeminiInteractions.self
    case .vercelUI: VercelUI.self
    case .agUI: AGUI.self
    case .cohere: Cohere.self
    case .mcp: MCP.self
    case .a2a: A2A.self
    case .dify: Dify.self
    case .langGraph: LangGraph.self
    case .langServe: LangServe.self
    case .ollama: Ollama.self
    case .llamaCpp: LlamaCpp.self
    }
  }
}
