extension Dialect {
  /// Responses of OpenAI: 58 types of events, each with what has come since the last, and again as a whole at its end.
  static let openAIResponses = Dialect(
    name: .openAIResponses, types: ["type"], endsWithDone: true,
    rows: [
      .on("response.created", do: .begin(model: "response.model", id: "response.id")),
      .on(
        "response.output_item.added",
        if: [.equals("item.type", ["function_call", "mcp_call"])],
        do: .open(.tool, "{output_index}", name: "item.name", id: "item.call_id")),
      .on(
        "response.output_item.added", if: [.equals("item.type", ["custom_tool_call"])],
        do: .open(.tool, "{output_index}", name: "item.name", id: "item.call_id"),
        .mark(.tool, "{output_index}", .freeForm)),
      .on(
        "response.output_item.added",
        if: [
          .equals(
            "item.type",
            [
              "web_search_call", "file_search_call", "code_interpreter_call", "image_generation_call", "shell_call",
              "local_shell_call", "computer_call", "apply_patch_call",
            ])
        ],
        do: .open(.tool, "{output_index}", name: "item.type", id: "item.id"),
        .mark(.tool, "{output_index}", .freeForm)),
      .on("response.content_part.added", "response.reasoning_summary_part.added", do: .skip),
      .on("response.output_text.delta", do: .append(.text, text, "delta")),
      .on("response.refusal.delta", do: .append(.refusal, refusal, "delta")),
      .on("response.reasoning_text.delta", do: .append(.thinking, reasoning, "delta")),
      .on(
        "response.reasoning_summary_text.delta", do: .append(.thinking, summary, "delta"),
        .mark(.thinking, summary, .summary)),
      .on(
        "response.function_call_arguments.delta", "response.mcp_call_arguments.delta",
        do: .append(.tool, "{output_index}", "delta")),
      .on(
        "response.custom_tool_call_input.delta", "response.code_interpreter_call_code.delta",
        "response.mcp_call.arguments_delta",
        do: .append(.tool, "{output_index}", "delta"), .mark(.tool, "{output_index}", .freeForm)),
      .on(
        "response.shell_call_command.delta",
        do: .append(.tool, "{output_index}", "delta"), .mark(.tool, "{output_index}", .freeForm)),
      .on(
        "response.shell_call_output_content.delta",
        do: .append(.result, "{output_index}/out{command_index}", "delta.stdout"),
        .append(.result, "{output_index}/err{command_index}", "delta.stderr")),
      .on("response.output_text.done", do: .replace(.text, text, "text"), .close(text)),
      .on("response.refusal.done", do: .replace(.refusal, refusal, "refusal"), .close(refusal)),
      .on("response.reasoning_text.done", do: .replace(.thinking, reasoning, "text"), .close(reasoning)),
      .on("response.reasoning_summary_text.done", do: .replace(.thinking, summary, "text"), .close(summary)),
      // The name is only at the item, which may come later: it closes the call.
      .on("response.function_call_arguments.done", do: .replace(.tool, "{output_index}", "arguments")),
      .on("response.mcp_call_arguments.done", do: .replace(.tool, "{output_index}", "arguments")),
      .on("response.custom_tool_call_input.done", do: .replace(.tool, "{output_index}", "input")),
      .on("response.code_interpreter_call_code.done", do: .replace(.tool, "{output_index}", "code")),
      .on("response.output_item.done", do: .skip),
      .on(
        "response.output_item.done", if: [.equals("item.type", ["message"])],
        do: .each(
          "item.content",
          [
            .when(.equals("type", ["output_text"]), do: .replace(.text, "{^output_index}/{#}", "text")),
            .when(.equals("type", ["refusal"]), do: .replace(.refusal, "{^output_index}/{#}r", "refusal")),
          ])),
      .on(
        "response.output_item.done", if: [.equals("item.type", ["reasoning"])],
        do: .each("item.summary", [.always(.replace(.thinking, "{^output_index}/s{#}", "text"))]),
        .each("item.content", [.always(.replace(.thinking, "{^output_index}/{#}t", "text"))])),
      .on(
        "response.output_item.done", if: [.equals("item.type", ["function_call", "mcp_call", "custom_tool_call"])],
        do: .open(.tool, "{output_index}", name: "item.name", id: "item.call_id"),
        .replace(.tool, "{output_index}", "item.arguments"), .replace(.tool, "{output_index}", "item.input")),
      .on("response.output_item.done", do: .close("{output_index}")),
      .on(
        "response.output_text.annotation.added",
        do: .source(
          title: ["annotation.title", "annotation.filename"], address: ["annotation.url", "annotation.file_id"])),
      .on("response.audio.transcript.delta", do: .append(.text, "audio", "delta")),
      .on("response.mcp_call.failed", do: .mark(.tool, "{output_index}", .failed)),
      .on(
        "response.completed", do: .identify(model: "response.model", id: "response.id"),
        .ifNothingTold([.always(.each("response.output", wholeItem))]), .usage(responseUsage), .finishAs("completed"),
        .end),
      .on(
        "response.incomplete", do: .identify(model: "response.model", id: "response.id"), .usage(responseUsage),
        .finish("response.incomplete_details.reason"), .end),
      .on(
        "response.failed", do: .usage(responseUsage),
        .fail(message: ["response.error.message", "response.status"], code: ["response.error.code"]), .end),
      .on("error", do: .fail(message: Operation.messages, code: ["code", "error.code", "error.type"])),
    ])

  /// For relatives that tell the whole at its end only.
  private static let wholeItem: [Row] = [
    .when(
      .equals("type", ["message"]),
      do: .each(
        "content",
        [
          .always(.append(.text, "{^#}/{#}", "text"), .append(.refusal, "{^#}/{#}r", "refusal"))
        ])),
    .when(
      .equals("type", ["reasoning"]), do: .each("summary", [.always(.append(.thinking, "{^#}/s{#}", "text"))]),
      .each("content", [.always(.append(.thinking, "{^#}/{#}t", "text"))])),
    .when(
      .equals("type", ["function_call", "mcp_call"]), do: .open(.tool, "{#}", name: "name", id: "call_id"),
      .append(.tool, "{#}", "arguments")),
    .when(
      .equals("type", ["custom_tool_call"]), do: .open(.tool, "{#}", name: "name", id: "call_id"),
      .mark(.tool, "{#}", .freeForm), .append(.tool, "{#}", "input")),
  ]

  private static let text: BlockKey = "{output_index}/{content_index}"
  private static let refusal: BlockKey = "{output_index}/{content_index}r"
  private static let reasoning: BlockKey = "{output_index}/{content_index}t"
  private static let summary: BlockKey = "{output_index}/s{summary_index}"

  private static let responseUsage = UsagePaths(
    input: ["response.usage.input_tokens"], cached: ["response.usage.input_tokens_details.cached_tokens"],
    output: ["response.usage.output_tokens"],
    thinking: ["response.usage.output_tokens_details.reasoning_tokens"])
}
