/// Streams of language models, the smallest that show the shape of each dialect.
///
/// Who reads the dialects and who writes them are held against the same ones.
public enum AnswerWires {
  /// OpenAI's chat completions, as OpenRouter sends them: with thinking and a call of a tool.
  public static let openAIChat = #"""
    : OPENROUTER PROCESSING

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"reasoning":"Tide?"},"finish_reason":null}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"Low"},"finish_reason":null}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"k1","type":"function","function":{"name":"tide","arguments":""}}]},"finish_reason":null}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"day\":1}"}}]},"finish_reason":null}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

    data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":14,"total_tokens":23,"completion_tokens_details":{"reasoning_tokens":2}}}

    data: [DONE]


    """#

  /// OpenAI's responses.
  public static let openAIResponses = #"""
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


    """#

  /// Anthropic's messages.
  public static let anthropic = #"""
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
    data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"day\""}}

    event: content_block_delta
    data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}

    event: content_block_stop
    data: {"type":"content_block_stop","index":1}

    event: message_delta
    data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":12}}

    event: message_stop
    data: {"type":"message_stop"}


    """#

  /// Gemini's `streamGenerateContent`.
  public static let gemini = #"""
    data: {"candidates":[{"content":{"parts":[{"text":"Look","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":9},"modelVersion":"m"}

    data: {"candidates":[{"content":{"parts":[{"text":"Low"},{"functionCall":{"name":"tide","args":{"day":1}}}],"role":"model"},"index":0}],"modelVersion":"m"}

    data: {"candidates":[{"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":5,"thoughtsTokenCount":1,"totalTokenCount":15},"modelVersion":"m"}


    """#

  /// The UI message stream of Vercel's AI SDK.
  public static let vercelUI = #"""
    data: {"type":"start","messageId":"m1"}

    data: {"type":"text-start","id":"0"}

    data: {"type":"text-delta","id":"0","delta":"Low"}

    data: {"type":"text-end","id":"0"}

    data: {"type":"finish","finishReason":"stop"}

    data: [DONE]


    """#

  /// A2A's streamed answers in JSON-RPC.
  public static let a2a = #"""
    data: {"jsonrpc":"2.0","id":1,"result":{"kind":"artifact-update","taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"kind":"text","text":"Low"}]},"append":false,"lastChunk":true}}

    data: {"jsonrpc":"2.0","id":1,"result":{"kind":"status-update","taskId":"t","contextId":"c","status":{"state":"completed"},"final":true}}


    """#

  /// Ollama's chat, lines of JSON.
  public static let ollama = #"""
    {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Low"},"done":false}
    {"model":"m","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":3,"eval_duration":60000000}

    """#
}
