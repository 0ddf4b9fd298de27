extension Dialect {
  /// Chat completions of OpenAI, and of Azure, OpenRouter, DeepSeek, Groq, Together, Mistral, vLLM, SGLang, llama.cpp
  /// and LiteLLM; also the older text completions.
  static let openAIChat = Dialect(
    name: .openAIChat, ending: .finish, endsWithDone: true,
    rows: [
      // Some servers give each chunk an id of its own: only with a role it is another answer's.
      .when(.has("choices"), .hasText("choices.0.delta.role"), do: .begin(model: "model", id: "id")),
      .when(.has("choices"), do: .identify(model: "model", id: "id")),
      .when(
        .has("choices"),
        do: .choices(
          "choices", number: "index",
          [
            .always(
              .appendFirst(.thinking, "c{index}.think", ["delta.reasoning", "delta.reasoning_content"])),
            .when(
              .lacksText("delta.reasoning"), .lacksText("delta.reasoning_content"),
              do: .each(
                "delta.reasoning_details",
                [.always(.appendFirst(.thinking, "c{^index}.think", ["text", "summary"]))])),
            .always(.append(.text, "c{index}", "delta.content"), .append(.text, "c{index}", "text")),
            .when(.kind("delta.content", [.array]), do: .each("delta.content", contentParts)),
            .always(.append(.refusal, "c{index}.refusal", "delta.refusal")),
            .always(.each("delta.tool_calls", toolCalls)),
            .when(
              .kind("delta.function_call", [.object]),
              do: .open(.tool, "c{index}.tool0", name: "delta.function_call.name"),
              .append(.tool, "c{index}.tool0", "delta.function_call.arguments")),
            .always(
              .each(
                "delta.annotations",
                [.always(.source(title: ["url_citation.title"], address: ["url_citation.url"]))])),
            .always(.finish("finish_reason")),
            .when(.equals("finish_reason", ["error"]), .lacks("^error"), do: .failAs("the reason to finish is error")),
          ])),
      .when(
        .has("choices"),
        do: .each("search_results", [.always(.source(title: ["title"], address: ["url"]))]),
        .each("citations", [.when(.kind("", [.string]), do: .source(title: [], address: [""]))])),
      .when(.kind("usage", [.object]), do: .usage(openAIChatUsage(""))),
      .when(.kind("x_groq.usage", [.object]), .lacks("usage"), do: .usage(openAIChatUsage("x_groq."))),
      .when(
        .kind("error", [.object, .string]),
        do: .fail(message: ["error.message", "error"], code: ["error.code", "error.type"])),
      .when(.equals("object", ["error"]), .lacks("error"), do: .fail(message: ["message"], code: ["code", "type"])),
      .when(
        .eventField(["error"]), .lacks("error"),
        do: .fail(message: ["message", "detail", ""], code: ["code", "type"])),
    ])

  /// Mistral's content in parts.
  private static let contentParts: [Row] = [
    .when(.equals("type", ["text"]), do: .append(.text, "c{^index}", "text")),
    .when(.equals("type", ["thinking"]), do: .append(.thinking, "c{^index}.think", "thinking.*.text")),
  ]

  private static let toolCalls: [Row] = [
    .always(
      .open(.tool, "c{^index}.tool{index|id}", name: "function.name", id: "id"),
      .append(.tool, "c{^index}.tool{index|id}", "function.arguments"))
  ]

  private static func openAIChatUsage(_ place: String) -> UsagePaths {
    func path(_ name: String) -> [MemberPath] { [MemberPath(stringLiteral: "\(place)usage.\(name)")] }
    return UsagePaths(
      input: path("prompt_tokens"), cached: path("prompt_tokens_details.cached_tokens"),
      output: path("completion_tokens"), thinking: path("completion_tokens_details.reasoning_tokens"))
  }
}
