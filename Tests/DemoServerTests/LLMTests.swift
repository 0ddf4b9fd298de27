import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct LLMTests {
  private func events(_ target: String, method: String = "GET") throws -> [(type: String?, data: String)] {
    let stage = Stage()
    let client = try stage.ask(method, target, method == "POST" ? ["Content-Length": "0"] : [:])
    stage.advance(by: .minutes(1))
    return try client.wholeBody().map { block in
      let lines = block.split(separator: "\n")
      let type = lines.first { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
      return (type, lines.filter { $0.hasPrefix("data: ") }.map { $0.dropFirst(6) }.joined(separator: "\n"))
    }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `Chat completions: data alone, ended by a word that is no JSON`() throws {
    let events = try events("/llm", method: "POST")
    #expect(events.allSatisfy { $0.type == nil })
    #expect(events.last?.data == "[DONE]")
    var text = ""
    for event in events.dropLast() {
      let chunk = try json(event.data)
      #expect(chunk["object"] as? String == "chat.completion.chunk")
      let choice = try #require((chunk["choices"] as? [[String: Any]])?.first)
      text += (choice["delta"] as? [String: Any])?["content"] as? String ?? ""
    }
    #expect(text == AnswerText.words.joined() && text.contains("灯台"))
  }

  @Test func `Responses: the type is in the JSON too, and the numbers count up`() throws {
    let events = try events("/llm?style=responses&count=5&interval=0.01")
    for (number, event) in events.enumerated() {
      let body = try json(event.data)
      #expect(body["type"] as? String == event.type)
      #expect(body["sequence_number"] as? Int == number)
    }
    #expect(events.first?.type == "response.created" && events.last?.type == "response.completed")
    #expect(events.filter { $0.type == "response.output_text.delta" }.count == 5)
  }

  @Test func `Messages: the type is in the JSON too, and message_stop ends them`() throws {
    let events = try events("/llm?style=anthropic&count=4")
    for event in events { #expect(try json(event.data)["type"] as? String == event.type) }
    let delta = Array(repeating: "content_block_delta", count: 4)
    #expect(
      events.map(\.type) == ["message_start", "content_block_start", "ping"] + delta + [
        "content_block_stop", "message_delta", "message_stop",
      ])
  }
}
