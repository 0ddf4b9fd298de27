extension Dialect {
  /// Ollama's `/api/chat` and `/api/generate`: a JSON object a line.
  static let ollama = Dialect(
    name: .ollama,
    rows: [
      .when(.hasText("model"), .lacks("error"), do: .identify(model: "model")),
      .always(
        .append(.thinking, "think", "message.thinking"), .append(.thinking, "think", "thinking"),
        .append(.text, "text", "message.content"), .append(.text, "text", "response"),
        .each(
          "message.tool_calls", [.always(.call(name: "function.name", id: "id", arguments: "function.arguments"))])),
      .when(
        .equals("done", ["true"]),
        do: .usage(UsagePaths(input: ["prompt_eval_count"], output: ["eval_count"])), .finish("done_reason"), .end),
      .when(.has("error"), do: .fail(message: ["error.message", "error"])),
    ])

  /// The own `/completion` of llama.cpp's server.
  static let llamaCpp = Dialect(
    name: .llamaCpp,
    rows: [
      .always(.append(.text, "text", "content")),
      .when(
        .equals("stop", ["true"]),
        do: .identify(model: "model"),
        .usage(
          UsagePaths(input: ["tokens_evaluated"], cached: ["tokens_cached"], output: ["tokens_predicted"])),
        .finish("stop_type"), .end),
      .when(.kind("error", [.object, .string]), do: .fail(message: ["error.message", "error"], code: ["error.code"])),
    ])
}
