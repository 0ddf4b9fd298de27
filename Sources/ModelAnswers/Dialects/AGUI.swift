extension Dialect {
  /// AG-UI, the protocol between agents and pages; `THINKING_*` are the old names of `REASONING_*`.
  static let agUI = Dialect(
    name: .agUI, types: ["type"],
    rows: [
      .on("RUN_STARTED", do: .begin(id: "runId")),
      .on("TEXT_MESSAGE_START", do: .start(.text, text)),
      .on("TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_CHUNK", do: .append(.text, text, "delta")),
      .on("TEXT_MESSAGE_END", do: .close(text)),
      .on("REASONING_MESSAGE_START", "THINKING_TEXT_MESSAGE_START", do: .start(.thinking, thinking)),
      .on(
        "REASONING_MESSAGE_CONTENT", "REASONING_MESSAGE_CHUNK", "THINKING_TEXT_MESSAGE_CONTENT",
        do: .append(.thinking, thinking, "delta")),
      .on("REASONING_MESSAGE_END", "THINKING_TEXT_MESSAGE_END", do: .close(thinking)),
      .on("TOOL_CALL_START", do: .start(.tool, tool, name: "toolCallName", id: "toolCallId")),
      .on("TOOL_CALL_ARGS", do: .append(.tool, tool, "delta")),
      .on(
        "TOOL_CALL_CHUNK", do: .open(.tool, tool, name: "toolCallName", id: "toolCallId"),
        .append(.tool, tool, "delta")),
      .on("TOOL_CALL_END", do: .close(tool)),
      .on("TOOL_CALL_RESULT", do: .append(.result, "result{toolCallId}", "content")),
      .on(
        "RUN_FINISHED",
        do: .each(
          "usage",
          [
            .always(
              .usage(
                UsagePaths(
                  input: ["inputTokens"], cached: ["cachedInputTokens"], output: ["outputTokens"],
                  thinking: ["reasoningTokens"], adds: true)))
          ]), .finish("outcome.type"), .end),
      .on("RUN_ERROR", do: .fail(message: ["message"], code: ["code"]), .end),
    ])

  private static let text: BlockKey = "text{messageId}"
  private static let thinking: BlockKey = "think{messageId}"
  private static let tool: BlockKey = "tool{toolCallId}"
}
