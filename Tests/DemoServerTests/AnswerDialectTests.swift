import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// What every dialect of `/llm` has to say, and how it goes wrong.
struct AnswerDialectTests {
  /// The body of an answer that has ended, in its regular way.
  private func body(_ dialect: AnswerDialect, _ options: String) throws -> String {
    let stage = Stage()
    let client = try stage.get("/llm?style=\(dialect.rawValue)&\(options)")
    stage.advance(by: .minutes(1))
    return try client.wholeBody().joined()
  }

  /// What the dialect has words for, asked for by options.
  private func parts(_ dialect: AnswerDialect) -> String {
    let kinds = dialect.writer.kinds
    return (kinds.contains(.thinking) ? "&thinking=5" : "") + (kinds.contains(.toolCall) ? "&tool=tide" : "")
  }

  private func places(_ dialect: AnswerDialect) -> [AnswerPlace] {
    AnswerPlace.allCases.filter { place in place.kind.map { dialect.writer.kinds.contains($0) } ?? true }
  }

  private static let text = AnswerText.words.prefix(7).joined()

  @Test(arguments: AnswerDialect.allCases)
  func `Every dialect tells the same answer`(dialect: AnswerDialect) throws {
    let answer = AnswerReader(dialect, try body(dialect, "count=7" + parts(dialect)))
    let kinds = dialect.writer.kinds
    #expect(answer.text == Self.text)
    #expect(answer.thinking == (kinds.contains(.thinking) ? AnswerText.thoughts.prefix(5).joined() : ""))
    #expect(answer.tool == (kinds.contains(.toolCall) ? "tide" : ""))
    #expect(JSON(answer.arguments).canonical == (kinds.contains(.toolCall) ? JSON(LLM.arguments).canonical : nil))
    #expect(answer.hasEnd && answer.error == nil)
    #expect(answer.model == nil || answer.model == "demo")
    let output = 7 + (kinds.contains(.thinking) ? 5 : 0) + (kinds.contains(.toolCall) ? 5 : 0)
    for (told, expected) in zip(answer.usage, [9, 4, output, output > 7 ? 5 : 0]) {
      #expect(told == nil || told == expected)
    }
  }

  @Test(arguments: [
    (AnswerDialect.openAIChat, "stop", "tool_calls"), (.openAIResponses, "completed", "completed"),
    (.anthropic, "end_turn", "tool_use"), (.gemini, "STOP", "STOP"),
    (.geminiInteractions, "completed", "requires_action"), (.vercelUI, "stop", "tool-calls"),
    (.agUI, "success", "success"), (.cohere, "COMPLETE", "TOOL_CALL"), (.langGraph, "stop", "tool_calls"),
    (.ollama, "stop", "stop"),
  ])
  func `The reason is told in the words of the dialect`(dialect: AnswerDialect, stop: String, tool: String) throws {
    #expect(AnswerReader(dialect, try body(dialect, "count=2")).finish == stop)
    #expect(AnswerReader(dialect, try body(dialect, "count=2&tool=tide")).finish == tool)
  }

  @Test(arguments: AnswerDialect.allCases)
  func `Batched tokens: fewer events, the same answer and usage`(dialect: AnswerDialect) throws {
    let single = AnswerReader(dialect, try body(dialect, "count=7" + parts(dialect)))
    let batched = AnswerReader(dialect, try body(dialect, "count=7&batch=3" + parts(dialect)))
    #expect(single.textEvents == 7 && batched.textEvents == 3)
    #expect(batched.text == Self.text && batched.thinking == single.thinking)
    #expect(batched.arguments == single.arguments && batched.usage == single.usage)
  }

  @Test(arguments: AnswerDialect.allCases)
  func `A stall is silence in the middle of the text`(dialect: AnswerDialect) throws {
    let stage = Stage()
    let client = try stage.get("/llm?style=\(dialect.rawValue)&count=8&interval=0.01&stall=30")
    stage.advance(by: .seconds(1))
    let before = try client.body()
    #expect(AnswerReader(dialect, before).textEvents == 4)
    stage.advance(by: .milliseconds(28_900))
    #expect(try client.received() == "")
    stage.advance(by: .milliseconds(1100))
    let chunks = try client.chunks()
    #expect(chunks.last == "")
    let whole = AnswerReader(dialect, before + chunks.joined())
    #expect(whole.textEvents == 8 && whole.hasEnd)
  }

  @Test(arguments: AnswerDialect.allCases)
  func `A cut answer ends the connection, and never has the dialect's end`(dialect: AnswerDialect) throws {
    for place in places(dialect) {
      let stage = Stage()
      let client = try stage.get("/llm?style=\(dialect.rawValue)&count=8&cut=\(place.rawValue)" + parts(dialect))
      stage.advance(by: .minutes(1))
      #expect(!client.channel.isActive)
      let answer = AnswerReader(dialect, try client.wholeBody().joined())
      #expect(!answer.hasEnd && answer.error == nil && answer.finish == nil, "\(place)")
      switch place {
      case .start, .thinking: #expect(answer.textEvents == 0)
      case .text: #expect(answer.textEvents == 4)
      case .tool: #expect(answer.textEvents == 8 && JSON(answer.arguments).canonical == nil)
      case .end: #expect(answer.textEvents == 8)
      }
    }
  }

  @Test(arguments: AnswerDialect.allCases)
  func `An answer fails in the words of the dialect, and nothing follows`(dialect: AnswerDialect) throws {
    for place in places(dialect) {
      let stage = Stage()
      let client = try stage.get("/llm?style=\(dialect.rawValue)&count=8&error=\(place.rawValue)" + parts(dialect))
      stage.advance(by: .seconds(20))
      let answer = AnswerReader(dialect, try client.wholeBody().joined())
      #expect(answer.error == AnswerSteps.failure, "\(place)")
      // Cohere tells the error in the event that ends the answer.
      #expect(answer.hasEnd == (dialect == .cohere))
      #expect(answer.textEvents == (place == .text ? 4 : place == .tool || place == .end ? 8 : 0))
      #expect(client.channel.isActive)
    }
  }

  @Test(arguments: [
    "style=", "style=gpt", "style=OPENAI", "style=mcp&thinking=1", "style=a2a&thinking=1", "style=langserve&tool=a",
    "style=llama.cpp&tool=a", "style=mcp&tool=a", "thinking=-1", "thinking=100001", "count=100001", "batch=0",
    "batch=x", "stall=-1", "stall=3601", "tool=", "tool=a%20b", "tool=%1B", "cut=", "cut=half", "error=TEXT",
    "cut=thinking", "error=tool", "cut=text&error=text", "interval=0",
  ])
  func `What has no meaning is answered with 400 and a sentence`(query: String) throws {
    let head = try Stage().get("/llm?" + query).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option ") && head.rest.hasSuffix(".\n"))
  }

  @Test func `What differs from other event streams is in the head and between the lines`() throws {
    let stage = Stage()
    #expect(try stage.get("/llm?style=ollama").head().headers["Content-Type"] == ["application/x-ndjson"])
    let vercel = try stage.get("/llm?style=vercel-ui").head().headers
    #expect(vercel["x-vercel-ai-ui-message-stream"] == ["v1"] && vercel["Content-Type"] == ["text/event-stream"])
    let gemini = try body(.gemini, "count=3")
    #expect(gemini.hasSuffix("\r\n\r\n") && gemini.count { $0 == "\r\n" } == gemini.count { $0.isNewline })
  }

  @Test func `Chat completions without usage, as clients get it that do not ask for it`() throws {
    let stage = Stage()
    let client = try stage.get("/llm?style=openai&count=3")
    stage.advance(by: .minutes(1))
    let body = try client.wholeBody().joined()
    #expect(!body.contains("usage") && body.hasSuffix("data: [DONE]\n\n"))
  }

  @Test func `A long answer begins its text again`() throws {
    let answer = AnswerReader(.ollama, try body(.ollama, "count=200&interval=0.001"))
    #expect(answer.textEvents == 200)
    #expect(answer.text.hasPrefix(AnswerText.words.joined() + " The lighthouse"))
  }

  @Test func `Each event waits for its time, and for a slow client`() throws {
    let stage = Stage()
    let client = try stage.get("/llm?style=langserve&count=3&interval=2")
    #expect(WireEvent.all(in: try client.body()).count == 1)
    for _ in 0..<2 {
      stage.advance(by: .milliseconds(1999))
      client.setWritable(true)
      #expect(try client.received() == "")
      stage.advance(by: .milliseconds(1))
      #expect(try client.chunks().count == 1)
    }
    client.setWritable(false)
    stage.advance(by: .minutes(1))
    #expect(try client.received() == "" && client.channel.isActive)
    client.setWritable(true)
    #expect(try client.chunks().suffix(2) == ["event: end\n\n", ""])
  }
}
