extension Dialect {
  /// Messages of Anthropic.
  static let anthropic = Dialect(
    name: .anthropic, types: ["type"],
    rows: [
      .on("message_start", do: .begin(model: "message.model", id: "message.id"), .usage(usage("message.usage", true))),
      start(["text"], do: .open(.text, index), .append(.text, index, "content_block.text")),
      start(["thinking"], do: .open(.thinking, index), .append(.thinking, index, "content_block.thinking")),
      start(["redacted_thinking"], do: .open(.thinking, index), .mark(.thinking, index, .withheld)),
      start(
        ["tool_use", "server_tool_use", "mcp_tool_use"],
        do: .open(.tool, index, name: "content_block.name", id: "content_block.id"),
        .preset(index, "content_block.input")),
      .on(
        "content_block_start",
        if: [.ends("content_block.type", "tool_result")],
        do: .openNamed(.result, index, "result"), .replaceJSON(.result, index, "content_block.content")),
      delta("text_delta", do: .append(.text, index, "delta.text")),
      delta("thinking_delta", do: .append(.thinking, index, "delta.thinking")),
      delta("input_json_delta", do: .append(.tool, index, "delta.partial_json")),
      delta("signature_delta", do: .mark(.thinking, index, .signed)),
      delta(
        "citations_delta",
        do: .source(
          title: ["delta.citation.title", "delta.citation.document_title", "delta.citation.cited_text"],
          address: ["delta.citation.url", "delta.citation.source"])),
      delta("compaction_delta", do: .append(.other, index, "delta.content")),
      // What none of these rows has opened.
      .on("content_block_start", do: .open(.other, index)),
      .on("content_block_delta", if: [.unless("delta.type", deltas)], do: .skip),
      .on("content_block_stop", do: .close(index)),
      .on("message_delta", do: .finish("delta.stop_reason"), .usage(usage("usage", false))),
      .on("message_stop", do: .end),
      .on("ping", do: .beat),
      .on("error", do: .fail(message: Operation.messages, code: ["error.type"])),
    ])

  /// What the rows above make of a piece.
  private static let deltas = [
    "text_delta", "thinking_delta", "input_json_delta", "signature_delta", "citations_delta", "compaction_delta",
  ]

  private static let index: BlockKey = "{index}"

  private static func start(_ types: [String], do operations: Operation...) -> Row {
    Row(
      types: ["content_block_start"], conditions: [.equals("content_block.type", types)], operations: operations)
  }

  private static func delta(_ type: String, do operations: Operation...) -> Row {
    Row(types: ["content_block_delta"], conditions: [.equals("delta.type", [type])], operations: operations)
  }

  private static func usage(_ place: String, _ isPreliminary: Bool) -> UsagePaths {
    func path(_ name: String) -> [MemberPath] { [MemberPath(stringLiteral: "\(place).\(name)")] }
    return UsagePaths(
      input: path("input_tokens"), cached: path("cache_read_input_tokens"), output: path("output_tokens"),
      thinking: path("output_tokens_details.thinking_tokens"),
      created: path("cache_creation_input_tokens"), isPreliminary: isPreliminary)
  }
}
