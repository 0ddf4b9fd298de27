import ModelAnswers
import TestSupport
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
    wire: AnswerWires.openAIChat,
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
    wire: AnswerWires.openAIResponses,
    blocks: ["thinking  Look", "tool tide {}", "text  Low"], finish: "completed", usage: [9, 4, 6, 1],
    end: "event: response.completed")

  static let anthropic = Sample(
    dialect: .anthropic,
    wire: AnswerWires.anthropic,
    blocks: ["thinking  Look", #"tool tide {"day":1}"#], finish: "tool_use", usage: [9, 4, 12, nil],
    end: "event: message_stop")

  static let gemini = Sample(
    dialect: .gemini,
    wire: AnswerWires.gemini,
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
    wire: AnswerWires.vercelUI,
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
    wire: AnswerWires.a2a,
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
    wire: AnswerWires.ollama,
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
