import ModelAnswers
import Testing

/// Streams of each dialect, the smallest that show its shape, and what is to come of them.
struct Sample: Sendable, CustomTestStringConvertible {
  var dialect: DialectName
  var wire: String
  var isLines = false
  /// `kind name text`, a block each.
  var blocks: [String]
  var finish: String?
  var usage: [Int?] = [nil, nil, nil, nil]
  /// What the last event begins with that belongs to the end; a wire cut before it has no end.
  var end: String

  var testDescription: String { dialect.rawValue }
}

extension Sample {
  static let all: [Sample] = [
    openAIChat, mistral, textCompletion, openAIResponses, anthropic, gemini, geminiInteractions, vercelUI, agUI,
    cohere, mcp, a2a, a2aVersion1, dify, langGraphTuples, langGraphPartial, langServe, ollama, llamaCpp,
  ]

  static let openAIChat = Sample(
    dialect: .openAIChat,
    wire: """
      : OPENROUTER PROCESSING

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"reasoning":"Tide?"},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"Low"},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"k1","type":"function","function":{"name":"tide","arguments":""}}]},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"day\\":1}"}}]},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":14,"total_tokens":23,"completion_tokens_details":{"reasoning_tokens":2}}}

      data: [DONE]


      """,
    blocks: ["thinking  Tide?", "text  Low", #"tool tide {"day":1}"#], finish: "tool_calls", usage: [9, nil, 14, 2],
    // A reason to finish and the end of the body are an end too.
    end: #"data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"fi"#)

  static let mistral = Sample(
    dialect: .openAIChat,
    wire: """
      data: {"id":"x","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"So"}]}]}}]}

      data: {"id":"x","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Hi"},{"type":"text","text":"!"}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}

      data: [DONE]


      """,
    blocks: ["thinking  So", "text  Hi!"], finish: "stop", usage: [1, nil, 2, nil],
    end: #""content":[{"type":"te"#)

  static let textCompletion = Sample(
    dialect: .openAIChat,
    wire: """
      data: {"id":"t","object":"text_completion","choices":[{"index":0,"text":"Once"}]}

      data: {"id":"t","object":"text_completion","choices":[{"index":0,"text":" upon","finish_reason":"length"}]}

      data: [DONE]


      """,
    blocks: ["text  Once upon"], finish: "length",
    end: #"data: {"id":"t","object":"text_completion","choices":[{"index":0,"text":" upon"#)

  static let openAIResponses = Sample(
    dialect: .openAIResponses,
    wire: """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"r1","model":"m","status":"in_progress","output":[]}}

      event: response.reasoning_summary_text.delta
      data: {"type":"response.reasoning_summary_text.delta","sequence_number":1,"item_id":"i0","output_index":0,"summary_index":0,"delta":"Look"}

      event: response.output_item.added
      data: {"type":"response.output_item.added","sequence_number":2,"output_index":1,"item":{"id":"i1","type":"function_call","call_id":"k1","name":"tide","arguments":""}}

      event: response.function_call_arguments.delta
      data: {"type":"response.function_call_arguments.delta","sequence_number":3,"item_id":"i1","output_index":1,"delta":"{}"}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"i2","output_index":2,"content_index":0,"delta":"Low","logprobs":[]}

      event: response.completed
      data: {"type":"response.completed","sequence_number":5,"response":{"id":"r1","status":"completed","usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":6,"output_tokens_details":{"reasoning_tokens":1},"total_tokens":15}}}


      """,
    blocks: ["thinking  Look", "tool tide {}", "text  Low"], finish: "completed", usage: [9, 4, 6, 1],
    end: "event: response.completed")

  static let anthropic = Sample(
    dialect: .anthropic,
    wire: """
      event: message_start
      data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":9,"cache_read_input_tokens":4,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: ping
      data: {"type":"ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Look"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"tide","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"day\\""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":1}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":12}}

      event: message_stop
      data: {"type":"message_stop"}


      """,
    blocks: ["thinking  Look", #"tool tide {"day":1}"#], finish: "tool_use", usage: [9, 4, 12, nil],
    end: "event: message_stop")

  static let gemini = Sample(
    dialect: .gemini,
    wire: """
      data: {"candidates":[{"content":{"parts":[{"text":"Look","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9},"modelVersion":"m"}

      data: {"candidates":[{"content":{"parts":[{"text":"Low"},{"functionCall":{"name":"tide","args":{"day":1}}}],"role":"model"},"index":0}],"modelVersion":"m"}

      data: {"candidates":[{"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":5,"thoughtsTokenCount":1,"totalTokenCount":15},"modelVersion":"m"}


      """,
    blocks: ["thinking  Look", "text  Low", #"tool tide {"day":1}"#], finish: "STOP", usage: [9, nil, 6, 1],
    end: #"data: {"candidates":[{"fin"#)

  static let geminiInteractions = Sample(
    dialect: .geminiInteractions,
    wire: """
      event: interaction.created
      data: {"event_type":"interaction.created","interaction":{"id":"v1","model":"m","status":"in_progress"},"event_id":"1"}

      data: {"event_type":"step.start","index":0,"step":{"type":"thought","summary":[{"type":"text","text":"Lo"}]}}

      data: {"event_type":"step.delta","index":0,"delta":{"type":"thought_summary","content":{"type":"text","text":"ok"}}}

      data: {"event_type":"step.stop","index":0}

      data: {"event_type":"step.start","index":1,"step":{"type":"model_output"}}

      data: {"event_type":"step.delta","index":1,"delta":{"type":"text","text":"Low"}}

      data: {"event_type":"step.stop","index":1}

      data: {"event_type":"step.start","index":2,"step":{"type":"function_call","id":"f","name":"tide","arguments":{}}}

      data: {"event_type":"step.delta","index":2,"delta":{"type":"arguments_delta","arguments":"{\\"day\\":1}"}}

      data: {"event_type":"step.stop","index":2}

      data: {"event_type":"interaction.completed","interaction":{"id":"v1","status":"completed","usage":{"total_input_tokens":9,"total_cached_tokens":4,"total_output_tokens":5,"total_thought_tokens":1}}}

      event: done
      data: [DONE]


      """,
    blocks: ["thinking  Look", "text  Low", #"tool tide {"day":1}"#], finish: "completed", usage: [9, 4, 6, 1],
    end: #"data: {"event_type":"interaction.completed""#)

  static let vercelUI = Sample(
    dialect: .vercelUI,
    wire: """
      data: {"type":"start","messageId":"m1"}

      data: {"type":"text-start","id":"0"}

      data: {"type":"text-delta","id":"0","delta":"Low"}

      data: {"type":"text-end","id":"0"}

      data: {"type":"finish","finishReason":"stop"}

      data: [DONE]


      """,
    blocks: ["text  Low"], finish: "stop", end: "data: [DONE]")

  static let agUI = Sample(
    dialect: .agUI,
    wire: """
      data: {"type":"RUN_STARTED","threadId":"t","runId":"r"}

      data: {"type":"REASONING_MESSAGE_START","messageId":"a"}

      data: {"type":"REASONING_MESSAGE_CONTENT","messageId":"a","delta":"Look"}

      data: {"type":"REASONING_MESSAGE_END","messageId":"a"}

      data: {"type":"TEXT_MESSAGE_CHUNK","messageId":"b","delta":"Low"}

      data: {"type":"TOOL_CALL_START","toolCallId":"k","toolCallName":"tide"}

      data: {"type":"TOOL_CALL_ARGS","toolCallId":"k","delta":"{}"}

      data: {"type":"TOOL_CALL_END","toolCallId":"k"}

      data: {"type":"RUN_FINISHED","runId":"r","usage":[{"inputTokens":4,"outputTokens":1},{"inputTokens":5,"outputTokens":2}],"outcome":{"type":"success"}}


      """,
    blocks: ["thinking  Look", "text  Low", "tool tide {}"], finish: "success", usage: [9, nil, 3, nil],
    end: #"data: {"type":"RUN_FINISHED""#)

  static let cohere = Sample(
    dialect: .cohere,
    wire: """
      event: message-start
      data: {"type":"message-start","id":"m","delta":{"message":{"role":"assistant"}}}

      data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}

      data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"Look"}}}}

      data: {"type":"content-end","index":0}

      data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"Low"}}}}

      data: {"type":"tool-call-start","index":2,"delta":{"message":{"tool_calls":{"id":"k","type":"function","function":{"name":"tide","arguments":""}}}}}

      data: {"type":"tool-call-delta","index":2,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}

      data: {"type":"tool-call-end","index":2}

      data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"tokens":{"input_tokens":9,"output_tokens":3}}}}


      """,
    blocks: ["thinking  Look", "text  Low", "tool tide {}"], finish: "TOOL_CALL", usage: [9, nil, 3, nil],
    end: #"data: {"type":"message-end""#)

  static let mcp = Sample(
    dialect: .mcp,
    wire: """
      id: 1
      retry: 1000
      data:

      data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1,"total":2}}

      data: {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Low"},{"type":"image","data":"eA=="}],"isError":false}}


      """,
    blocks: ["text  Low"], end: #"data: {"jsonrpc":"2.0","id":1,"result""#)

  static let a2a = Sample(
    dialect: .a2a,
    wire: """
      data: {"jsonrpc":"2.0","id":1,"result":{"kind":"artifact-update","taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"kind":"text","text":"Low"}]},"append":false,"lastChunk":true}}

      data: {"jsonrpc":"2.0","id":1,"result":{"kind":"status-update","taskId":"t","contextId":"c","status":{"state":"completed"},"final":true}}


      """,
    blocks: ["text  Low"], finish: "completed",
    end: #"data: {"jsonrpc":"2.0","id":1,"result":{"kind":"status-update""#)

  static let a2aVersion1 = Sample(
    dialect: .a2a,
    wire: """
      data: {"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}

      data: {"artifactUpdate":{"taskId":"t","artifact":{"artifactId":"a","parts":[{"text":"Lo"}]}}}

      data: {"artifactUpdate":{"taskId":"t","artifact":{"artifactId":"a","parts":[{"text":"w"}]},"append":true,"lastChunk":true}}

      data: {"statusUpdate":{"taskId":"t","status":{"state":"TASK_STATE_COMPLETED"}}}


      """,
    blocks: ["text  Low"], finish: "TASK_STATE_COMPLETED", end: #"data: {"statusUpdate""#)

  static let dify = Sample(
    dialect: .dify,
    wire: """
      event: ping

      data: {"event":"agent_thought","id":"1","task_id":"t","message_id":"m","position":1,"thought":"Look","observation":"","tool":"","tool_input":""}

      data: {"event":"agent_message","task_id":"t","message_id":"m","answer":"Lo"}

      data: {"event":"agent_message","task_id":"t","message_id":"m","answer":"w"}

      data: {"event":"message_end","task_id":"t","message_id":"m","metadata":{"usage":{"prompt_tokens":9,"completion_tokens":3}}}


      """,
    blocks: ["thinking  Look", "text  Low"], finish: "message_end", usage: [9, nil, 3, nil],
    end: #"data: {"event":"message_end""#)

  static let langGraphTuples = Sample(
    dialect: .langGraph,
    wire: """
      event: metadata
      data: {"run_id":"r","attempt":1}

      event: messages
      data: [{"type":"AIMessageChunk","id":"a","content":"Lo","tool_call_chunks":[],"additional_kwargs":{}},{}]

      event: messages|sub:1
      data: [{"type":"AIMessageChunk","id":"a","content":[{"type":"text","text":"w"}],"tool_call_chunks":[{"index":0,"id":"k","name":"tide","args":"{}"}],"usage_metadata":{"input_tokens":9,"output_tokens":3}},{}]

      event: end
      data: null


      """,
    blocks: ["text  Low", "tool tide {}"], usage: [9, nil, 3, nil], end: "")

  static let langGraphPartial = Sample(
    dialect: .langGraph,
    wire: """
      event: metadata
      data: {"run_id":"r","attempt":1}

      event: messages/partial
      data: [{"type":"ai","id":"a","content":"Lo"}]

      event: messages/partial
      data: [{"type":"ai","id":"a","content":"Low"}]

      event: messages/complete
      data: [{"type":"ai","id":"a","content":"Low"}]


      """,
    blocks: ["text  Low"], end: "")

  static let langServe = Sample(
    dialect: .langServe,
    wire: """
      event: metadata
      data: {"run_id":"r"}

      event: data
      data: "Lo"

      event: data
      data: {"type":"AIMessageChunk","content":"w"}

      event: end


      """,
    blocks: ["text  Low"], end: "")

  static let ollama = Sample(
    dialect: .ollama,
    wire: """
      {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Low"},"done":false}
      {"model":"m","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":3,"eval_duration":60000000}

      """,
    isLines: true, blocks: ["text  Low"], finish: "stop", usage: [9, nil, 3, nil],
    end: #"{"model":"m","created_at":"2026-01-01T00:00:01Z""#)

  static let llamaCpp = Sample(
    dialect: .llamaCpp,
    wire: """
      data: {"index":0,"content":"Lo","stop":false}

      data: {"index":0,"content":"w","stop":false}

      data: {"index":0,"content":"","stop":true,"stop_type":"eos","tokens_evaluated":9,"tokens_cached":4,"tokens_predicted":2}


      """,
    blocks: ["text  Low"], finish: "eos", usage: [9, 4, 2, nil], end: #"data: {"index":0,"content":"","stop":true"#)
}
