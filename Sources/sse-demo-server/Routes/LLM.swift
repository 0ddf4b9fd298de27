import NIOCore

/// The answer of a language model, word by word, in the shapes of the services people use. The text is made up.
struct LLM: Route {
  let path = "/llm"
  let crossOrigin = CrossOrigin.anyone
  let summary = "made-up text word by word, as ?style=openai, responses or anthropic send it; also by POST"
  let options = [
    RouteOption("style", "openai (chat completions, ends with [DONE]), responses, or anthropic"),
    RouteOption("interval", "seconds between words"),
    RouteOption("count", "how many words; 0: the whole text"),
  ]
  let takesBody = true

  private let clock: WallClock

  init(_ surroundings: Surroundings) {
    clock = surroundings.clock
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try Course(request, interval: 0.04)
    let words = course.count == 0 ? Self.words : Array(Self.words.prefix(course.count))
    let events: [Event]
    switch request.query["style"] ?? "openai" {
    case "openai": events = LLMStyle.chat(words, secondsSince1970: clock.secondsSince1970())
    case "responses": events = LLMStyle.responses(words)
    case "anthropic": events = LLMStyle.messages(words)
    default: throw BadQuery(sentence: "The option style must be openai, responses or anthropic.")
    }
    return .stream { stream in
      var rest = events[...]
      func goOn() {
        if let event = rest.popFirst() { stream.send(event) }
        if rest.isEmpty { stream.end() }
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }

  /// Each with the space before it, as models give their tokens.
  static let words: [String] = {
    let text = """
      The lighthouse keeper counted the waves, because nobody had told her to stop. Every seventh one carried a \
      letter: “Dear keeper,” it said, “we have run out of sea.” She answered with a lamp, twice long, once short 💡.

      By morning the harbour was full of boats that remembered nothing but the way: une île, ein Hafen, 灯台. \
      She wrote `tide = moon * patience` on the wall, and it was true for the rest of the year.
      """
    var words: [String] = []
    var word = ""
    for character in text {
      if character.isWhitespace, !word.isEmpty, !word.allSatisfy(\.isWhitespace) {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }()
}

/// The events around and in a streamed answer, by service.
enum LLMStyle {
  /// Chat completions: chunks without types or ids, and a last one that is no JSON.
  static func chat(_ words: [String], secondsSince1970: Int) -> [Event] {
    func chunk(_ delta: String, finish: String = "null") -> Event {
      Event(
        data: #"""
          {"id":"chatcmpl-demo","object":"chat.completion.chunk","created":\#(secondsSince1970),"model":"demo",\#
          "choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}
          """#)
    }
    return [chunk(#"{"role":"assistant","content":""}"#)]
      + words.map { chunk(#"{"content":\#(JSONText.quoted($0))}"#) }
      + [chunk("{}", finish: #""stop""#), Event(data: "[DONE]")]
  }

  /// Responses: every event has a type, which its JSON repeats, and a number that counts up.
  static func responses(_ words: [String]) -> [Event] {
    let item = #""item_id":"msg_demo","output_index":0,"content_index":0"#
    let text = JSONText.quoted(words.joined())
    let part = #"{"type":"output_text","text":\#(text),"annotations":[]}"#
    let emptyPart = #"{"type":"output_text","text":"","annotations":[]}"#
    func message(_ status: String, _ content: String) -> String {
      #"{"id":"msg_demo","type":"message","status":"\#(status)","role":"assistant","content":[\#(content)]}"#
    }
    func response(_ status: String, _ output: String) -> String {
      #""response":{"id":"resp_demo","object":"response","status":"\#(status)","model":"demo","output":[\#(output)]}"#
    }
    let bodies =
      [
        ("created", response("in_progress", "")), ("in_progress", response("in_progress", "")),
        ("output_item.added", #""output_index":0,"item":"# + message("in_progress", "")),
        ("content_part.added", #"\#(item),"part":\#(emptyPart)"#),
      ] + words.map { ("output_text.delta", #"\#(item),"delta":\#(JSONText.quoted($0))"#) } + [
        ("output_text.done", #"\#(item),"text":\#(text)"#), ("content_part.done", #"\#(item),"part":\#(part)"#),
        ("output_item.done", #""output_index":0,"item":"# + message("completed", part)),
        ("completed", response("completed", message("completed", part))),
      ]
    return bodies.enumerated().map { number, body in
      let type = "response.\(body.0)"
      return Event(type: type, data: #"{"type":"\#(type)","sequence_number":\#(number),\#(body.1)}"#)
    }
  }

  /// Messages: types that their JSON repeats, a ping between, and `message_stop` at the end.
  static func messages(_ words: [String]) -> [Event] {
    let bodies =
      [
        (
          "message_start",
          #"""
          "message":{"id":"msg_demo","type":"message","role":"assistant","model":"demo","content":[],\#
          "stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}
          """#
        ),
        ("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#), ("ping", ""),
      ]
      + words.map {
        ("content_block_delta", #""index":0,"delta":{"type":"text_delta","text":\#(JSONText.quoted($0))}"#)
      } + [
        ("content_block_stop", #""index":0"#),
        ("message_delta", #""delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":\#(words.count)}"#),
        ("message_stop", ""),
      ]
    return bodies.map { type, body in
      Event(type: type, data: #"{"type":"\#(type)"\#(body.isEmpty ? "" : ",")\#(body)}"#)
    }
  }
}
