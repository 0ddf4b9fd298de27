extension Dialect {
  /// Chat of Cohere, version 2. An error is told in the event that ends the answer.
  static let cohere = Dialect(
    name: .cohere, types: ["type"],
    rows: [
      .on("message-start", do: .begin(id: "id")),
      .on(
        "content-start", "content-delta", do: .append(.text, "{index}.text", "delta.message.content.text"),
        .append(.thinking, "{index}.think", "delta.message.content.thinking")),
      .on("content-end", do: .close("{index}.text"), .close("{index}.think")),
      .on(
        "tool-plan-delta", if: [.hasText("delta.message.tool_plan")], do: .openNamed(.thinking, "plan", "plan"),
        .append(.thinking, "plan", "delta.message.tool_plan")),
      .on("tool-plan-delta", do: .skip),
      .on(
        "tool-call-start",
        do: .start(
          .tool, tool, name: "delta.message.tool_calls.function.name", id: "delta.message.tool_calls.id"),
        .append(.tool, tool, "delta.message.tool_calls.function.arguments")),
      .on("tool-call-delta", do: .append(.tool, tool, "delta.message.tool_calls.function.arguments")),
      .on("tool-call-end", do: .close(tool)),
      .on(
        "citation-start",
        do: .each(
          "delta.message.citations.sources",
          [
            .always(
              .source(title: ["document.title", "document.snippet", "id"], address: ["document.url", "document.id"]))
          ])),
      .on("citation-end", "debug", do: .skip),
      .on("message-end", if: [.has("delta.error")], do: .fail(message: ["delta.error.message", "delta.error"])),
      .on(
        "message-end",
        do: .usage(
          UsagePaths(
            input: ["delta.usage.tokens.input_tokens"], output: ["delta.usage.tokens.output_tokens"])),
        .finish("delta.finish_reason"), .end),
    ])

  private static let tool: BlockKey = "{index}.tool"
}
