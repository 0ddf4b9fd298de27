extension Dialect {
  /// Gemini's interactions, in the form of 2026-05-20; `content.*` and `interaction.start` are the older names.
  static let geminiInteractions = Dialect(
    name: .geminiInteractions, types: ["event_type"], endsWithDone: true,
    rows: [
      .on(
        "interaction.created", "interaction.start",
        do: .begin(model: "interaction.model", id: "interaction.id")),
      start(
        ["thought"], do: .start(.thinking, index), .append(.thinking, index, "step.summary.*.text"),
        .append(.thinking, index, "content.summary.*.text")),
      start(
        ["model_output", "text"], do: .start(.text, index), .append(.text, index, "step.content.*.text"),
        .append(.text, index, "content.text")),
      start(
        ["function_call"], do: .start(.tool, index, name: "step.name", id: "step.id"),
        .preset(index, "step.arguments")),
      start(
        ["function_call"], do: .open(.tool, index, name: "content.name", id: "content.id"),
        .preset(index, "content.arguments")),
      .on("step.start", "content.start", do: .skip),
      delta(.equals("delta.type", ["text"]), do: .append(.text, index, "delta.text")),
      delta(
        .equals("delta.type", ["thought_summary", "thought"]),
        do: .appendFirst(.thinking, index, ["delta.content.text", "delta.text"]), .mark(.thinking, index, .summary)),
      delta(
        .equals("delta.type", ["text_annotation", "text_annotation_delta"]),
        do: .each(
          "delta.annotations", [.always(.source(title: ["title", "file_name"], address: ["url", "file_name"]))])),
      delta(.equals("delta.type", ["thought_signature"]), do: .mark(.thinking, index, .signed)),
      delta(.kind("delta.arguments", [.string]), do: .append(.tool, index, "delta.arguments")),
      delta(.kind("delta.partial_arguments", [.string]), do: .append(.tool, index, "delta.partial_arguments")),
      delta(.kind("delta.arguments", [.object]), do: .replaceJSON(.tool, index, "delta.arguments")),
      .on("step.delta", "content.delta", do: .skip),
      .on("step.stop", "content.stop", do: .close(index)),
      .on("interaction.status_update", do: .skip),
      .on(
        "interaction.status_update", if: [.equals("status", ["failed", "cancelled"])], do: .finish("status")),
      .on(
        "interaction.completed", "interaction.complete",
        do: .usage(
          UsagePaths(
            input: ["interaction.usage.total_input_tokens"], cached: ["interaction.usage.total_cached_tokens"],
            output: ["interaction.usage.total_output_tokens", "interaction.usage.total_thought_tokens"],
            thinking: ["interaction.usage.total_thought_tokens"])),
        .finish("interaction.status"), .end),
      .on("error", do: .fail(message: Operation.messages, code: ["error.code", "error.status"])),
    ])

  private static let index: BlockKey = "{index}"

  private static func start(_ types: [String], do operations: Operation...) -> Row {
    // One of the two is there.
    Row(
      types: ["step.start", "content.start"], conditions: [.oneEquals(["step.type", "content.type"], types)],
      operations: operations)
  }

  private static func delta(_ condition: Condition, do operations: Operation...) -> Row {
    Row(types: ["step.delta", "content.delta"], conditions: [condition], operations: operations)
  }
}
