import ModelAnswers
import TestSupport
import Testing
import Text

@testable import StreamModel

@Suite struct AnswerReaderTests {
  private func chunk(_ delta: String, _ more: String = "") -> String {
    #"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":\#(delta)\#(more)}]}"#
  }

  @Test("times by their definitions: an empty content is no token, usage counts tokens")
  func times() throws {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"role":"assistant"}"#), at: 100)
    run.event(chunk(#"{"content":""}"#), at: 200)
    run.event(chunk(#"{"content":"a"}"#), at: 500)
    for number in 1...10 { run.event(chunk(#"{"content":"b"}"#), at: 500 + 50 * number) }
    run.event(#"{"id":"c","object":"chat.completion.chunk","choices":[],"usage":{"completion_tokens":21}}"#, at: 1100)
    run.event("[DONE]", at: 1100)
    run.end(at: 1100)
    let answer = try #require(run.answers.first)
    #expect(answer.times.firstEvent == AnswerRun.moment(100))
    #expect(answer.times.firstToken == AnswerRun.moment(500))
    #expect(answer.times.firstText == AnswerRun.moment(500))
    #expect(answer.times.lastToken == AnswerRun.moment(1000))
    #expect(answer.interTokenLatency == .milliseconds(25))
    #expect(answer.tokensPerSecond == 40)
    #expect(answer.outputTokens == (21, false))
    #expect(answer.findings.map(\.code) == ["llm.batched"])
  }

  @Test("a stall stands where it fell in the text, and thinking comes before text")
  func stall() throws {
    var run = AnswerRun()
    run.begin()
    for number in 0..<5 { run.event(chunk(#"{"reasoning":"t"}"#), at: 300 + number * 20) }
    for number in 0..<10 { run.event(chunk(#"{"content":"ab"}"#), at: 2000 + number * 20) }
    for number in 0..<10 { run.event(chunk(#"{"content":"ab"}"#), at: 5180 + number * 20) }
    let times = try #require(run.answers.first?.times)
    #expect(times.firstToken == AnswerRun.moment(300))
    #expect(times.firstText == AnswerRun.moment(2000))
    #expect(times.stalls.map(\.duration) == [.milliseconds(1620), .seconds(3)])
    #expect(times.stalls.last?.block == 1)
    #expect(times.stalls.last?.offset == 20)
    #expect(try #require(run.answers.first).outputTokens == (25, true))
    #expect(run.answers.first?.end == .open)
  }

  @Test("wherever a pause falls, in whatever block, its stall stands there", arguments: 0..<40)
  func stallPlaces(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var run = AnswerRun()
    run.begin()
    var time = 100
    var texts: [String: String] = [:]
    var expected: [(member: String, offset: Int, milliseconds: Int)] = []
    for number in 0..<60 {
      let member = ["reasoning", "content"].randomElement(using: &dice) ?? "content"
      let piece = ["a", "é ", "漢字", "x\\ny", "🌊"].randomElement(using: &dice) ?? "a"
      // Ten times the median is 400 ms at most: the floor of a second counts.
      let gap =
        number > 0 && Int.random(in: 0..<8, using: &dice) == 0
        ? Int.random(in: 1000...9000, using: &dice) : Int.random(in: 1...40, using: &dice)
      time += gap
      if gap >= 1000 { expected.append((member, texts[member, default: ""].utf8.count, gap)) }
      run.event(chunk("{\"\(member)\":\"\(piece)\"}"), at: time)
      texts[member, default: ""] += piece.replacing("\\n", with: "\n")
    }
    let answer = try #require(run.current)
    let numbers = Dictionary(
      uniqueKeysWithValues: answer.blocks.map { ($0.kind == .text ? "content" : "reasoning", $0.number) })
    let stalls = answer.numbers.times.stalls
    #expect(stalls.map(\.offset) == expected.map(\.offset))
    #expect(stalls.map(\.block) == expected.map { numbers[$0.member] })
    #expect(stalls.map(\.duration) == expected.map { .milliseconds($0.milliseconds) })
  }

  @Test("each piece knows the record that brought it")
  func positions() throws {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"role":"assistant"}"#))
    run.event(chunk(#"{"content":"abc"}"#))
    run.event(chunk(#"{"content":"de"}"#))
    let text = try #require(run.current?.blocks.first?.text)
    let first = try #require(text.position(of: 0))
    #expect(text.position(of: 2) == first)
    #expect(text.position(of: 3) == first + 1)
    #expect(text.position(of: 99) == first + 1)
    run.state.log.withData(run.state.log[first]) { data in
      #expect(String(decoding: data, as: UTF8.self) == chunk(#"{"content":"abc"}"#))
    }
  }

  @Test("a name that comes again is not doubled; without an index a new id is a new call")
  func toolCalls() {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"tool_calls":[{"index":0,"id":"a","function":{"name":"tide","arguments":"{"}}]}"#))
    run.event(chunk(#"{"tool_calls":[{"index":0,"id":"a","function":{"name":"tide","arguments":"}"}}]}"#))
    #expect(run.blocks == ["tool tide {}"])
    run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"tool_calls":[{"id":"a","function":{"name":"tide","arguments":"{"}}]}"#))
    run.event(chunk(#"{"tool_calls":[{"function":{"arguments":"}"}}]}"#))
    run.event(chunk(#"{"tool_calls":[{"id":"b","function":{"name":"moon","arguments":"[]"}}]}"#))
    #expect(run.blocks == ["tool tide {}", "tool moon []"])
  }

  @Test("arguments that are whole and no JSON are told; those that were cut are not")
  func toolJSON() {
    for (arguments, finish, codes) in [
      (#"{\"a\""#, #","finish_reason":"tool_calls""#, ["llm.tool-json"]), (#"{\"a\""#, "", ["llm.no-finish"]),
      ("", #","finish_reason":"tool_calls""#, []),
    ] {
      var run = AnswerRun()
      run.begin()
      run.event(
        chunk(#"{"tool_calls":[{"index":0,"id":"a","function":{"name":"t","arguments":"\#(arguments)"}}]}"#, finish))
      run.end()
      #expect(run.findings == codes)
    }
  }

  @Test("errors are told, wherever they stand")
  func errors() {
    for error in [
      #"{"error":{"message":"no","code":"x"}}"#, #"{"error":"no"}"#, #"{"object":"error","message":"no"}"#,
    ] {
      var run = AnswerRun()
      run.begin()
      run.event(chunk(#"{"content":"a"}"#))
      run.event(error)
      run.end()
      #expect(run.findings == ["llm.error"])
      #expect(run.answers.first?.failure?.message == "no")
    }
  }

  @Test("an error before anything else is an answer of no dialect; a member more makes it something else")
  func errorFirst() {
    var run = AnswerRun()
    run.body(#"data: {"error":{"message":"no model"}}"#.utf8 + Array("\n\n".utf8))
    #expect(run.answers.map(\.dialect) == [DialectName.none])
    #expect(run.findings == ["llm.error"])
    run = AnswerRun()
    run.body(#"data: {"error":"x","sensor":4}"#.utf8 + Array("\n\n".utf8))
    #expect(run.answers.isEmpty)
  }

  @Test("an error before anything else is told as each service writes it; alike events of others are none")
  func errorFirstOfServices() {
    for (data, type, isError) in [
      (#"{"type":"error","error":{"type":"overloaded_error","message":"no"}}"#, "error", true),
      (#"{"type":"error","error":{"type":"api_error","message":"no"},"request_id":"r"}"#, "", true),
      (#"{"type":"error","sequence_number":0,"code":"x","message":"no","param":null}"#, "error", true),
      (#"{"event_type":"error","error":{"code":"x","message":"no"},"event_id":"e"}"#, "error", true),
      (#"{"type":"message-end","delta":{"finish_reason":"ERROR","error":"no"}}"#, "message-end", true),
      (#"{"event":"error","task_id":"t","status":500,"code":"x","message":"no"}"#, "", true),
      // A log, a sensor, a build: their errors are what they report.
      (#"{"type":"error","message":"no","host":"h"}"#, "", false), (#"{"type":"error","error":"no"}"#, "", false),
      (#"{"event":"error","message":"no","device":"d"}"#, "", false),
      (#"{"level":"error","message":"no"}"#, "error", false),
      (#"{"type":"error","error":{"code":4,"message":"no"}}"#, "", false),
    ] {
      for beats in [0, 2] {
        var run = AnswerRun()
        run.begin()
        for _ in 0..<beats { run.event(#"{"type":"ping"}"#, type: "ping") }
        run.event(data, type: type)
        run.end()
        #expect(run.findings == (isError ? ["llm.error"] : []), "\(data)")
        if isError { #expect(run.answers.first?.failure?.message == "no", "\(data)") }
        // Behind another event it is one of that stream's.
        run = AnswerRun()
        run.begin()
        run.event(#"{"n":1}"#)
        run.event(data, type: type)
        run.end()
        #expect(run.findings.isEmpty, "\(data)")
      }
    }
  }

  @Test("what an error cuts is not judged as if it were whole")
  func toolCutByError() {
    var run = AnswerRun()
    run.begin()
    run.event(#"{"type":"message-start","id":"m","delta":{"message":{"role":"assistant"}}}"#)
    run.event(
      #"{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"c","function":{"name":"look","arguments":""}}}}}"#
    )
    run.event(
      #"{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"a\":"}}}}}"#)
    run.event(#"{"type":"message-end","delta":{"finish_reason":"ERROR","error":"no"}}"#)
    run.end()
    #expect(run.findings == ["llm.error"])
  }

  @Test("a relay's error is told in any dialect, whatever its shape")
  func foreignErrors() {
    let starts = [
      #"{"type":"message_start","message":{"id":"m"}}"#, #"{"type":"RUN_STARTED","runId":"r"}"#,
      #"{"type":"message-start","id":"m","delta":{"message":{"role":"assistant"}}}"#,
      #"{"type":"start","messageId":"m"}"#, chunk(#"{"role":"assistant"}"#),
      #"{"type":"response.created","sequence_number":0,"response":{"id":"r"}}"#,
    ]
    for start in starts {
      for (error, type) in [
        (#"{"error":{"message":"no"}}"#, ""), (#"{"error":"no"}"#, ""), ("no", "error"),
        (#"{"message":"no"}"#, "error"),
        (#"{"detail":"no"}"#, "error"),
      ] {
        var run = AnswerRun()
        run.begin()
        run.event(start)
        run.event(error, type: type)
        run.end()
        #expect(run.findings == ["llm.error"], "\(start) and \(type) \(error)")
        #expect(run.answers.first?.failure?.message == "no")
      }
    }
  }

  @Test("the head of a response may name the dialect")
  func head() {
    var run = AnswerRun()
    run.begin(headers: [ResponseHead.Header(name: "X-Vercel-AI-UI-Message-Stream", value: "v1")])
    run.event(#"{"type":"start"}"#)
    run.event(#"{"type":"finish"}"#)
    run.event("[DONE]")
    run.end()
    #expect(run.answers.map(\.dialect) == [.vercelUI])
    #expect(run.findings.isEmpty)
  }

  @Test("limits of length are a note")
  func length() {
    for (wire, code) in [
      (chunk(#"{"content":"a"}"#, #","finish_reason":"length""#), ["llm.length"]),
      (chunk(#"{"content":"a"}"#, #","finish_reason":"stop""#), []),
    ] {
      var run = AnswerRun()
      run.body("data: \(wire)\n\n".utf8)
      #expect(run.findings == code)
    }
  }

  @Test("of several choices the first is told as it comes, the others whole after it")
  func choices() {
    var run = AnswerRun(tellsChanges: true)
    run.begin()
    func choice(_ number: Int, _ delta: String, _ more: String = "") -> String {
      #"{"object":"chat.completion.chunk","choices":[{"index":\#(number),"delta":\#(delta)\#(more)}]}"#
    }
    run.event(choice(0, #"{"content":"a"}"#))
    run.event(choice(1, #"{"content":"x"}"#))
    run.event(choice(0, #"{"content":"b"}"#, #","finish_reason":"stop""#))
    run.event(choice(1, #"{"content":"y"}"#, #","finish_reason":"stop""#))
    run.end()
    #expect(
      run.changes == [
        .appended(.text, Array("a".utf8)), .appended(.text, Array("b".utf8)), .choice(1),
        .appended(.text, Array("xy".utf8)), .ended,
      ])
    #expect(run.findings.isEmpty)
  }

  @Test("a choice without a reason to finish is cut")
  func openChoice() {
    var run = AnswerRun()
    run.begin()
    run.event(
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"},{"index":1,"delta":{"content":"b"}}]}"#
    )
    run.end()
    #expect(run.findings == ["llm.no-finish"])
  }

  @Test("who stops reading has cut nothing")
  func abandoned() {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"content":"a"}"#))
    run.end(.closed)
    #expect(run.findings.isEmpty)
    #expect(run.answers.first?.end == .open)
  }

  @Test("an answer that is asked for again is another one, with its own times")
  func again() {
    var run = AnswerRun()
    for start in [0, 10_000] {
      run.begin(at: start)
      run.event(chunk(#"{"role":"assistant","content":"a"}"#), at: start + 400)
      run.end(at: start + 500)
    }
    let waits = run.answers.map { ($0.times.firstToken ?? .start) - $0.times.start }
    #expect(waits == [.milliseconds(400), .milliseconds(400)])
    #expect(run.findings == ["llm.no-finish", "llm.no-finish"])
  }

  @Test("a text path reads any JSON, up to [DONE] or the end of the body")
  func textPath() {
    var run = AnswerRun(
      DialectChoice(textPath: JSONPath([.key(Array("a".utf8)), .index(0), .key(Array("b".utf8))])))
    run.body("data: {\"a\":[{\"b\":\"Lo\"}]}\n\ndata: x\n\ndata: {\"a\":[{\"b\":\"w\"}]}\n\n".utf8)
    #expect(run.blocks == ["text  Low"])
    #expect(run.answers.map(\.end) == [.whole])
  }

  @Test("what is done again as a whole is the same; a longer whole is appended, another one replaces")
  func wholes() {
    var run = AnswerRun()
    run.begin()
    func text(_ type: String, _ member: String) {
      run.event(
        #"{"type":"response.output_text.\#(type)","sequence_number":1,"output_index":0,"content_index":0,\#(member)}"#)
    }
    text("delta", #""delta":"ab""#)
    text("done", #""text":"ab""#)
    #expect(run.blocks == ["text  ab"])
    text("done", #""text":"abc""#)
    #expect(run.blocks == ["text  abc"])
    #expect(run.answers.first?.characters.text == 3)
    text("done", #""text":"x""#)
    #expect(run.blocks == ["text  x"])
    #expect(run.current?.blocks.first?.isReplaced == true)
  }

  @Test("streams that are no answers are not looked at after sixteen events, beats not counted")
  func others() {
    let streams = [
      ["{\"price\":1}", "{\"price\":2}", "{\"price\":3}"], ["pong", "[DONE]", "undefined"],
      ["{\"type\":\"update\",\"message\":\"x\"}", "{\"id\":1,\"model\":\"car\"}", "{\"done\":false}"],
      ["[]", "null", "\"x\""],
    ]
    for stream in streams {
      var run = AnswerRun()
      run.begin()
      for count in 1...16 {
        #expect(run.readers.readers[0].wantsEvents)
        run.event("", type: "ping")
        run.event(#"{"type":"ping"}"#)
        run.event(stream[count % stream.count])
      }
      #expect(run.answers.isEmpty)
      #expect(!run.readers.readers[0].wantsEvents)
    }
  }
}
