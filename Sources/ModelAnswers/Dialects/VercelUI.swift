extension Dialect {
  /// UI messages of Vercel's AI SDK, version 1: data alone, `[DONE]` at the end.
  static let vercelUI = Dialect(
    name: .vercelUI, types: ["type"], endsWithDone: true,
    rows: [
      .on("start", do: .begin(id: "messageId")),
      .on("text-start", do: .start(.text, "text{id}")),
      .on("text-delta", do: .append(.text, "text{id}", "delta")),
      .on("text-end", do: .close("text{id}")),
      .on("reasoning-start", do: .start(.thinking, "think{id}")),
      .on("reasoning-delta", do: .append(.thinking, "think{id}", "delta")),
      .on("reasoning-end", do: .close("think{id}")),
      .on("tool-input-start", do: .start(.tool, tool, name: "toolName", id: "toolCallId")),
      .on("tool-input-delta", do: .append(.tool, tool, "inputTextDelta")),
      .on(
        "tool-input-available", do: .open(.tool, tool, name: "toolName", id: "toolCallId"),
        .replaceJSON(.tool, tool, "input"), .close(tool)),
      .on("tool-input-error", "tool-output-error", do: .mark(.tool, tool, .failed)),
      .on("tool-output-available", do: .replaceJSON(.result, "result{toolCallId}", "output")),
      .on("source-url", "source-document", do: .source(title: ["title"], address: ["url", "filename", "sourceId"])),
      .on("finish", do: .finish("finishReason")),
      .on("abort", do: .finishAs("abort")),
      .on("error", do: .fail(message: Operation.messages)),
    ])

  private static let tool: BlockKey = "tool{toolCallId}"
}
