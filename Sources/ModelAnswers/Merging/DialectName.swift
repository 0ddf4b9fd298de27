/// The names that `--dialect` takes.
package enum DialectName: String, CaseIterable, Sendable {
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
  /// No dialect: nothing is an answer, but what stands at `--text-path`.
  case none
}

extension DialectName {
  /// What its makers call it.
  package var title: String {
    switch self {
    case .openAIChat: "OpenAI chat"
    case .openAIResponses: "OpenAI responses"
    case .anthropic: "Anthropic messages"
    case .gemini: "Gemini"
    case .geminiInteractions: "Gemini interactions"
    case .vercelUI: "Vercel UI messages"
    case .agUI: "AG-UI"
    case .cohere: "Cohere"
    case .mcp: "MCP"
    case .a2a: "A2A"
    case .dify: "Dify"
    case .langGraph: "LangGraph"
    case .langServe: "LangServe"
    case .ollama: "Ollama"
    case .llamaCpp: "llama.cpp"
    case .none: "text"
    }
  }
}
