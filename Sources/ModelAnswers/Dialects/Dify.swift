extension Dialect {
  /// Dify's applications: data alone, the type as `event` in the JSON. A ping is a line without data, which nobody sees.
  static let dify = Dialect(
    name: .dify, types: ["event"],
    rows: [
      .on("message", "agent_message", do: .begin(id: "message_id"), .append(.text, "answer", "answer")),
      .on("text_chunk", do: .append(.text, "answer", "data.text")),
      .on("workflow_started", if: [.lacks("message_id")], do: .begin(id: "workflow_run_id")),
      .on("workflow_started", do: .skip),
      .on("message_replace", do: .replace(.text, "answer", "answer")),
      .on(
        "agent_thought", do: .begin(id: "message_id"), .replace(.thinking, "thought{position}", "thought")),
      .on(
        "agent_thought", if: [.hasText("tool")], do: .open(.tool, "tool{position}", name: "tool"),
        .replace(.tool, "tool{position}", "tool_input")),
      .on(
        "agent_thought", if: [.hasText("observation")], do: .replace(.result, "result{position}", "observation")),
      .on(
        "message_end", do: .begin(id: "message_id"), .usage(usage("metadata.usage")),
        .each(
          "metadata.retriever_resources",
          [.always(.source(title: ["document_name"], address: ["document_id", "segment_id"]))]),
        .finishAs("message_end"), .end),
      .on(
        "workflow_finished", if: [.equals("data.status", ["failed"])],
        do: .fail(message: ["data.error"], code: ["data.status"])),
      .on("workflow_finished", if: [.has("message_id")], do: .skip),
      .on("workflow_finished", if: [.lacks("message_id")], do: .finish("data.status"), .end),
      .on("error", do: .fail(message: Operation.messages, code: ["code", "status"])),
      .on("ping", do: .beat),
    ])

  private static func usage(_ place: String) -> UsagePaths {
    UsagePaths(
      input: [MemberPath(stringLiteral: "\(place).prompt_tokens")],
      output: [MemberPath(stringLiteral: "\(place).completion_tokens")])
  }
}
