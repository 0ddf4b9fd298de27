import StreamModel

extension Dialect {
  /// All that are known.
  static let all: [Dialect] = [
    .openAIChat, .openAIResponses, .anthropic, .gemini, .geminiInteractions, .vercelUI, .agUI, .cohere, .mcp, .a2a,
    .dify, .langGraph, .langServe, .ollama, .llamaCpp,
  ]

  /// What an event must be for its stream to be of a dialect; the first row that fits counts.
  private static let signatures: [(dialect: Dialect, conditions: [Condition])] = [
    (.anthropic, [.equals("type", ["message_start"]), .kind("message", [.object])]),
    (.anthropic, [.eventField(["message_start"]), .kind("message", [.object])]),
    (.openAIResponses, [.begins("type", ["response."]), .has("sequence_number")]),
    (.openAIResponses, [.begins("type", ["response."]), .has("response")]),
    (.geminiInteractions, [.begins("event_type", ["interaction.", "step.", "content."])]),
    (.vercelUI, [.noEventField, .equals("type", ["start"]), .hasText("messageId")]),
    (.vercelUI, [.noEventField, .equals("type", ["start-step"])]),
    (.vercelUI, [.noEventField, .equals("type", ["text-start", "reasoning-start"]), .hasText("id")]),
    (.vercelUI, [.noEventField, .equals("type", ["tool-input-start"]), .hasText("toolCallId")]),
    (.agUI, [.equals("type", ["RUN_STARTED"]), .hasText("runId")]),
    (
      .agUI,
      [
        .equals(
          "type",
          [
            "TEXT_MESSAGE_START", "TEXT_MESSAGE_CHUNK", "REASONING_START", "REASONING_MESSAGE_START",
            "REASONING_MESSAGE_CHUNK", "THINKING_START", "THINKING_TEXT_MESSAGE_START", "TOOL_CALL_START",
            "TOOL_CALL_CHUNK", "RUN_ERROR",
          ])
      ]
    ),
    (.cohere, [.equals("type", ["message-start"]), .has("delta.message")]),
    (.cohere, [.eventField(["message-start"]), .has("delta.message")]),
    (
      .a2a,
      [
        .equals("jsonrpc", ["2.0"]),
        .equals("result.kind", ["task", "message", "status-update", "artifact-update"]),
      ]
    ),
    (.a2a, [.equals("jsonrpc", ["2.0"]), .has("result.statusUpdate")]),
    (.a2a, [.equals("jsonrpc", ["2.0"]), .has("result.artifactUpdate")]),
    (.a2a, [.equals("jsonrpc", ["2.0"]), .kind("result.task", [.object])]),
    (.a2a, [.equals("jsonrpc", ["2.0"]), .kind("result.message", [.object])]),
    (.mcp, [.equals("jsonrpc", ["2.0"])]),
    (.a2a, [.has("statusUpdate.status")]),
    (.a2a, [.has("artifactUpdate.artifact")]),
    (.a2a, [.equals("kind", ["status-update"]), .has("status")]),
    (.a2a, [.equals("kind", ["artifact-update"]), .has("artifact")]),
    (.a2a, [.has("task.status")]),
    (.dify, [.equals("event", ["message", "agent_message"]), .kind("answer", [.string]), .hasText("task_id")]),
    (
      .dify, [.equals("event", ["message", "agent_message"]), .kind("answer", [.string]), .hasText("conversation_id")]
    ),
    (.dify, [.equals("event", difyEvents), .hasText("task_id")]),
    (.dify, [.equals("event", difyEvents), .hasText("conversation_id")]),
    (.langGraph, [.eventField(["metadata"]), .hasText("run_id"), .has("attempt")]),
    (.langGraph, [.eventField(["messages"]), .kind("0", [.object]), .hasText("0.type")]),
    (.langGraph, [.eventField(["messages/partial", "messages/metadata", "messages/complete"])]),
    (.langGraph, [.eventFieldBegins(["messages|"]), .kind("0", [.object])]),
    (.langServe, [.eventField(["metadata"]), .hasText("run_id")]),
    (.langServe, [.eventField(["data"]), .equals("type", ["AIMessageChunk"]), .has("content")]),
    (.langServe, [.eventField(["data"]), .begins("event", ["on_chat_model_", "on_chain_"]), .has("run_id")]),
    (.gemini, [.kind("candidates", [.array]), .has("candidates.0.content")]),
    (.gemini, [.kind("candidates", [.array]), .hasText("candidates.0.finishReason")]),
    (.gemini, [.kind("candidates", [.array]), .hasText("modelVersion")]),
    (.gemini, [.hasText("promptFeedback.blockReason")]),
    (.openAIChat, [.kind("choices", [.array]), .equals("object", ["chat.completion.chunk"])]),
    (.openAIChat, [.kind("choices", [.array]), .has("choices.0.delta")]),
    (.openAIChat, [.kind("choices", [.array]), .kind("choices.0.text", [.string])]),
    (.ollama, [.kind("model", [.string]), .kind("done", [.true, .false]), .kind("message", [.object])]),
    (.ollama, [.kind("model", [.string]), .kind("done", [.true, .false]), .kind("response", [.string])]),
    (.llamaCpp, [.kind("content", [.string]), .kind("stop", [.true, .false])]),
  ]

  private static let difyEvents = [
    "message_end", "message_replace", "agent_thought", "workflow_started", "text_chunk",
    "node_started",
  ]

  /// The dialect that an event gives away.
  static func speaking(_ values: EventValues) -> Dialect? {
    signatures.first { values.meets($0.conditions) }?.dialect
  }

  /// The dialect that the head of a response names.
  static func speaking(_ head: ResponseHead) -> Dialect? {
    head.values(of: "x-vercel-ai-ui-message-stream").contains("v1") ? vercelUI : nil
  }

  /// How services and proxies of models tell an error before anything else.
  private static let failures: [[Condition]] = [
    [.only("error")],
    // Anthropic's.
    [.equals("type", ["error"]), .hasText("error.type"), .hasText("error.message")],
    // OpenAI's responses.
    [.equals("type", ["error"]), .has("sequence_number"), .hasText("message")],
    // Gemini's interactions.
    [.equals("event_type", ["error"]), .hasText("error.message")],
    // Cohere's.
    [.equals("type", ["message-end"]), .has("delta.error")],
    // Dify's.
    [.equals("event", ["error"]), .hasText("task_id"), .hasText("message")],
  ]

  /// Whether an event that comes before anything else is an error of a model's.
  static func isFailure(_ values: EventValues) -> Bool { failures.contains { values.meets($0) } }

  /// An error that comes before anything else.
  static let failure = Dialect(
    name: .none,
    rows: [
      .always(
        .fail(
          message: ["delta.error.message", "delta.error"] + Operation.messages,
          code: ["error.code", "error.type", "code", "type"]))
    ])
}
