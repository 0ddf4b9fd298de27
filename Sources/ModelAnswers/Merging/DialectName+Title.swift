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
