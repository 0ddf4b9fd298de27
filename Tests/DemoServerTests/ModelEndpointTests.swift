import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// The paths that the vendors' SDKs can be pointed at.
struct ModelEndpointTests {
  enum Service: String, CaseIterable, Sendable {
    case chat = "/v1/chat/completions"
    case responses = "/v1/responses"
    case messages = "/v1/messages"

    var dialect: AnswerDialect {
      switch self {
      case .chat: .openAIChat
      case .responses: .openAIResponses
      case .messages: .anthropic
      }
    }

    /// A request with a question, and more members.
    func body(_ question: String = "How is the sea?", _ more: String = "") -> String {
      let messages = #"[{"role":"user","content":\#(JSONText.quoted(question))}]"#
      let name = self == .responses ? "input" : "messages"
      let limit = self == .messages && !more.contains("max_tokens") ? #","max_tokens":500"# : ""
      return #"{"model":"demo-1","\#(name)":\#(messages)\#(limit)\#(more)}"#
    }

    /// An offer of two tools.
    var tools: String {
      let schema = #"{"type":"object","properties":{"day":{"type":"integer"}}}"#
      let tools = ["moon", "tide"].map { name in
        switch self {
        case .chat: #"{"type":"function","function":{"name":"\#(name)","parameters":\#(schema)}}"#
        case .responses: #"{"type":"function","name":"\#(name)","parameters":\#(schema)}"#
        case .messages: #"{"name":"\#(name)","input_schema":\#(schema)}"#
        }
      }
      return #","tools":[\#(tools.joined(separator: ","))]"#
    }
  }

  private func post(_ target: String, _ body: String) throws -> (client: Client, stage: Stage) {
    let stage = Stage()
    let client = try stage.connect()
    try client.send(
      "POST \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return (client, stage)
  }

  private func streamed(_ service: Service, _ query: String, _ body: String) throws -> AnswerReader {
    let (client, stage) = try post(service.rawValue + query, body)
    stage.advance(by: .minutes(1))
    return AnswerReader(service.dialect, try client.wholeBody().joined())
  }

  /// The same of an answer in one piece.
  private func whole(_ service: Service, _ query: String, _ body: String) throws -> AnswerReader {
    let head = try post(service.rawValue + query, body).client.head()
    #expect(head.status == "HTTP/1.1 200 OK" && head.headers["Content-Type"] == ["application/json"])
    return AnswerReader(service, JSON(head.rest))
  }

  @Test(arguments: Service.allCases)
  func `An answer is the same as a stream and in one piece`(service: Service) throws {
    let usage = service == .chat ? #","stream_options":{"include_usage":true}"# : ""
    for (query, more) in [
      ("?count=9", ""), ("?count=9&thinking=4", ""), ("?count=9", service.tools + #","tool_choice":\#(any(service))"#),
    ] {
      let stream = try streamed(service, query, service.body("Tell me.", more + #","stream":true"# + usage))
      let piece = try whole(service, query, service.body("Tell me.", more + #","stream":false"#))
      #expect(stream.hasEnd && piece.hasEnd)
      #expect(stream.text == AnswerText.words.prefix(9).joined() && piece.text == stream.text)
      #expect(stream.thinking == piece.thinking && stream.thinking.isEmpty == !query.contains("thinking"))
      #expect(stream.tool == piece.tool && stream.tool == (more.isEmpty ? "" : "moon"))
      #expect(stream.arguments == piece.arguments && stream.arguments == (more.isEmpty ? "" : #"{"day":1}"#))
      #expect(stream.model == "demo-1" && piece.model == "demo-1")
      #expect(stream.finish == piece.finish && stream.usage == piece.usage && stream.usage.first == 2)
    }
  }

  private func any(_ service: Service) -> String { service == .messages ? #"{"type":"any"}"# : #""required""# }

  @Test(arguments: Service.allCases)
  func `A tool is called if it is named, chosen or demanded, and not when its result has come`(
    service: Service
  ) throws {
    func tool(_ question: String, _ more: String = "", query: String = "?count=1") throws -> String {
      try whole(service, query, service.body(question, service.tools + more)).tool
    }
    #expect(try tool("Please call tide, now.") == "tide")
    #expect(try tool("Tides, moonlight.") == "")
    #expect(try tool("Go.", query: "?count=1&tool=tide") == "tide")
    let none = service == .messages ? #"{"type":"none"}"# : #""none""#
    #expect(try tool("tide", #","tool_choice":\#(none)"#) == "")
    let named =
      switch service {
      case .chat: #"{"type":"function","function":{"name":"tide"}}"#
      case .responses: #"{"type":"function","name":"tide"}"#
      case .messages: #"{"type":"tool","name":"tide"}"#
      }
    #expect(try tool("Go.", #","tool_choice":\#(named)"#) == "tide")

    let result =
      switch service {
      case .chat: #"{"role":"tool","tool_call_id":"call_demo","content":"tide is low"}"#
      case .responses: #"{"type":"function_call_output","call_id":"call_demo","output":"tide is low"}"#
      case .messages:
        #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_demo","content":"tide is low"}]}"#
      }
    let after = service.body("tide", service.tools).replacing("}]", with: "},\(result)]", maxReplacements: 1)
    #expect(JSON(after).exists)
    #expect(try whole(service, "?count=1", after).tool == "")
  }

  @Test(arguments: Service.allCases)
  func `The limit of tokens ends an answer before its tool call`(service: Service) throws {
    let name = ["chat": "max_completion_tokens", "responses": "max_output_tokens"]["\(service)"] ?? "max_tokens"
    let body = service.body("tide", service.tools + #","\#(name)":3,"stream":true"#)
    let (client, stage) = try post(service.rawValue, body)
    stage.advance(by: .minutes(1))
    let text = try client.wholeBody().joined()
    let reader = AnswerReader(service.dialect, text)
    #expect(reader.text == AnswerText.words.prefix(3).joined() && reader.tool == "")
    switch service {
    case .chat: #expect(reader.finish == "length")
    case .messages: #expect(reader.finish == "max_tokens")
    case .responses:
      let last = try #require(WireEvent.all(in: text).last)
      #expect(last.type == "response.incomplete")
      #expect(last.json["response"]["incomplete_details"]["reason"].string == "max_output_tokens")
    }
  }

  @Test func `Who asks for thinking gets it, and who does not ask for usage does not`() throws {
    let thinking = #","thinking":{"type":"enabled","budget_tokens":1024},"max_tokens":2000"#
    #expect(try whole(.messages, "", Service.messages.body("x", thinking)).thinking.isEmpty == false)
    #expect(try whole(.responses, "", Service.responses.body("x", #","reasoning":{"effort":"low"}"#)).thinking != "")
    #expect(try whole(.responses, "", Service.responses.body("x", #","reasoning":{"effort":"none"}"#)).thinking == "")
    #expect(try streamed(.chat, "", Service.chat.body("x", #","stream":true"#)).usage == [])
  }

  @Test func `Input of responses may be a string`() throws {
    let answer = try whole(.responses, "", #"{"model":"m","input":"one two three"}"#)
    #expect(answer.text == AnswerText.words.joined() && answer.usage.first == 3)
  }

  @Test(arguments: Service.allCases)
  func `A stream may stall, fail and be cut here too`(service: Service) throws {
    let body = service.body("x", #","stream":true"#)
    #expect(try streamed(service, "?count=4&error=text", body).error == AnswerSteps.failure)
    let cut = try streamed(service, "?count=4&cut=end", body)
    #expect(cut.text == AnswerText.words.prefix(4).joined() && !cut.hasEnd)
    let (client, stage) = try post(service.rawValue + "?count=4&stall=20", body)
    stage.advance(by: .seconds(19))
    #expect(AnswerReader(service.dialect, try client.body()).textEvents == 2)
  }

  @Test(arguments: Service.allCases)
  func `What is wrong is told in the service's own shape`(service: Service) throws {
    let input = service == .responses ? "input" : "messages"
    for (body, query, status, word) in [
      ("{", "", 400, "JSON"), ("[]", "", 400, "JSON"), ("", "", 400, "JSON"), ("{}", "", 400, "model"),
      (#"{"model":7}"#, "", 400, "model"), (#"{"model":""}"#, "", 400, "model"),
      (#"{"model":"\#(String(repeating: "m", count: 257))"}"#, "", 400, "model"),
      (#"{"model":"m"}"#, "", 400, input), (#"{"model":"m","\#(input)":[]}"#, "", 400, input),
      (#"{"model":"m","\#(input)":[1]}"#, "", 400, input), (#"{"model":"m","\#(input)":7}"#, "", 400, input),
      (service.body("x", #","stream":"yes""#), "", 400, "stream"),
      (service.body("x", #","tools":7"#), "", 400, "tools"),
      (service.body("x", #","tool_choice":\#(any(service))"#), "", 400, "tool"),
      (service.body(), "?tool=tide", 400, "tool"), (service.body(), "?cut=text", 400, "stream"),
      (service.body(), "?stall=1", 400, "stream"), (service.body(), "?batch=2", 400, "stream"),
      (service.body(), "?count=x", 400, "count"), (service.body(), "?cut=thinking", 400, "thinking"),
      (service.body(), "?error=text", service == .messages ? 529 : 503, "fail"),
    ] {
      let head = try post(service.rawValue + query, body).client.head()
      #expect(head.status.hasPrefix("HTTP/1.1 \(status) "), "\(body.prefix(80)) \(query)")
      try expectError(head, service, containing: word)
    }
  }

  @Test func `What only one service wants is told too`() throws {
    let limits = [
      (Service.messages, #"{"model":"m","messages":[{"role":"user","content":"x"}]}"#, "max_tokens"),
      (.messages, Service.messages.body("x", #","max_tokens":0"#), "max_tokens"),
      (.chat, Service.chat.body("x", #","n":2"#), "n must be 1"),
      (.chat, Service.chat.body("x", #","max_tokens":-1"#), "max_tokens"),
      (.responses, Service.responses.body("x", #","max_output_tokens":"1""#), "max_output_tokens"),
    ]
    for (service, body, word) in limits {
      let head = try post(service.rawValue, body).client.head()
      #expect(head.status == "HTTP/1.1 400 Bad Request")
      try expectError(head, service, containing: word)
    }
  }

  @Test(arguments: Service.allCases, ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
  func `Another method than POST is told so`(service: Service, method: String) throws {
    let head = try Stage().ask(method, service.rawValue, ["Content-Length": "0"]).head()
    #expect(head.status == "HTTP/1.1 405 Method Not Allowed" && head.headers["Allow"] == ["POST"])
    if method != "HEAD" { try expectError(head, service, containing: "POST") }
  }

  private func expectError(_ head: Head, _ service: Service, containing word: String) throws {
    #expect(head.headers["Content-Type"] == ["application/json"])
    let json = JSON(head.rest)
    let error = json["error"]
    #expect(error["message"].text.contains(word), "\(head.rest)")
    let isOurFault = !head.status.contains(" 4")
    if service == .messages {
      #expect(json["type"].string == "error")
      #expect(error["type"].string == (isOurFault ? "overloaded_error" : "invalid_request_error"))
    } else {
      #expect(error["type"].string == (isOurFault ? "server_error" : "invalid_request_error"))
      #expect((error.value as? [String: Any])?.keys.sorted() == ["code", "message", "param", "type"])
    }
  }
}

extension AnswerReader {
  /// What a client makes of an answer in one piece.
  fileprivate init(_ service: ModelEndpointTests.Service, _ json: JSON) {
    self.init(service.dialect, "")
    model = json["model"].string
    let told = json["usage"]
    switch service {
    case .chat:
      let message = json["choices"][0]["message"]
      (text, thinking) = (message["content"].text, message["reasoning"].text)
      let function = message["tool_calls"][0]["function"]
      (tool, arguments) = (function["name"].text, function["arguments"].text)
      finish = json["choices"][0]["finish_reason"].string
      usage = [
        told["prompt_tokens"].int, told["prompt_tokens_details"]["cached_tokens"].int, told["completion_tokens"].int,
        told["completion_tokens_details"]["reasoning_tokens"].int,
      ]
      hasEnd = json["object"].string == "chat.completion"
    case .responses:
      for place in 0..<3 {
        let item = json["output"][place]
        text += item["content"][0]["text"].text
        thinking += item["summary"][0]["text"].text
        tool += item["name"].text
        arguments += item["arguments"].text
      }
      finish = json["status"].string
      usage = [
        told["input_tokens"].int, told["input_tokens_details"]["cached_tokens"].int, told["output_tokens"].int,
        told["output_tokens_details"]["reasoning_tokens"].int,
      ]
      hasEnd = json["object"].string == "response"
    case .messages:
      for place in 0..<3 {
        let block = json["content"][place]
        text += block["text"].text
        thinking += block["thinking"].text
        tool += block["name"].text
        arguments += block["input"].canonical ?? ""
      }
      finish = json["stop_reason"].string
      usage = [told["input_tokens"].int, told["cache_read_input_tokens"].int, told["output_tokens"].int, nil]
      hasEnd = json["type"].string == "message"
    }
  }
}
