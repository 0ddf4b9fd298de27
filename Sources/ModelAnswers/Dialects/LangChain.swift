extension Dialect {
  /// A LangGraph server: pieces of messages in pairs, or messages so far. Newer servers send no `end`.
  static let langGraph = Dialect(
    name: .langGraph, ending: .body,
    rows: [
      .when(.eventField(["metadata"]), do: .begin(id: "run_id"))
    ] + pair(.eventField(["messages"])) + pair(.eventFieldBegins(["messages|"])) + [
      .when(.eventField(["messages/partial", "messages/complete"]), do: .each("", messagesSoFar)),
      .when(.eventField(["error"]), do: .fail(message: ["message", "error", ""], code: ["error"])),
      .when(.eventField(["end"]), do: .end),
    ])

  private static func pair(_ condition: Condition) -> [Row] {
    let chunk = Condition.equals("0.type", ["AIMessageChunk"])
    return [
      .when(
        condition, chunk, do: .append(.thinking, "{0.id}.think", "0.additional_kwargs.reasoning_content"),
        .append(.thinking, "{0.id}.think", "0.content.*.thinking"), .append(.text, "{0.id}", "0.content"),
        .append(.text, "{0.id}", "0.content.*.text"),
        .each(
          "0.tool_call_chunks",
          [
            .always(
              .open(.tool, "{^0.id}.tool{index|id}", name: "name", id: "id"),
              .append(.tool, "{^0.id}.tool{index|id}", "args"))
          ])),
      .when(
        condition, .equals("0.type", ["ai"]), do: .replace(.text, "{0.id}", "0.content"),
        .replace(.text, "{0.id}", "0.content.*.text")),
      .when(condition, .equals("0.type", ["tool"]), do: .append(.result, "{0.id}", "0.content")),
      .when(
        condition, .kind("0.usage_metadata", [.object]),
        do: .usage(
          UsagePaths(
            input: ["0.usage_metadata.input_tokens"],
            cached: ["0.usage_metadata.input_token_details.cache_read"],
            output: ["0.usage_metadata.output_tokens"],
            thinking: ["0.usage_metadata.output_token_details.reasoning"], adds: true))),
      .when(condition, .hasText("0.response_metadata.finish_reason"), do: .finish("0.response_metadata.finish_reason")),
      .when(condition, .hasText("0.response_metadata.stop_reason"), do: .finish("0.response_metadata.stop_reason")),
    ]
  }

  private static let messagesSoFar: [Row] = [
    .when(
      .equals("type", ["ai", "AIMessageChunk"]),
      do: .replace(.thinking, "{id}.think", "additional_kwargs.reasoning_content"), .replace(.text, "{id}", "content"),
      .replace(.text, "{id}", "content.*.text"),
      .each(
        "tool_calls",
        [
          .always(
            .open(.tool, "{^id}.tool{#}", name: "name", id: "id"), .replaceJSON(.tool, "{^id}.tool{#}", "args"))
        ])),
    .when(.equals("type", ["tool"]), do: .replace(.result, "{id}", "content")),
  ]

  /// LangServe's `/stream`, of texts or chunks of messages, and its `astream_events`. The event that ends it has no
  /// data, so no client that keeps to the standard sees it.
  static let langServe = Dialect(
    name: .langServe, ending: .body,
    rows: [
      .when(.eventField(["metadata"]), do: .begin(id: "run_id")),
      .when(.eventField(["data"]), .kind("", [.string]), do: .append(.text, "text", "")),
      .when(
        .eventField(["data"]), .equals("type", ["AIMessageChunk", "ai"]), do: .append(.text, "text", "content"),
        .append(.text, "text", "content.*.text")),
      .when(
        .eventField(["data"]), .equals("event", ["on_chat_model_stream"]),
        do: .append(.text, "text", "data.chunk.content"), .append(.text, "text", "data.chunk.content.*.text")),
      .when(.eventField(["error"]), do: .fail(message: ["message", "detail", ""], code: ["status_code"])),
      .when(.eventField(["end"]), do: .end),
    ])
}
