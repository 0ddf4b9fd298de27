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
