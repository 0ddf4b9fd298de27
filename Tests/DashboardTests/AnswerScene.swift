import ModelAnswers
import TestSupport

@testable import Dashboard
@testable import StreamModel

/// A source that streams answers of language models, and the dashboard over it.
struct AnswerScene {
  var scene: Scene
  private(set) var readers: AnswerReaders
  private var read = 0

  init(_ choice: DialectChoice = DialectChoice(), urls: [String] = ["https://api.example/v1/chat/completions"]) {
    scene = Scene(urls: urls)
    readers = AnswerReaders(choice, sources: urls.count)
  }

  mutating func open(_ source: Int = 0) {
    scene.connect(source)
    readers.receive(.connecting(attempt: 1), of: source, in: scene.state, at: scene.now)
    scene.pass(40)
    scene.open(source)
    readers.receive(.open(since: scene.now), of: source, in: scene.state, at: scene.now)
  }

  mutating func event(_ data: String, after milliseconds: Int = 20, _ source: Int = 0) {
    scene.pass(milliseconds)
    scene.receive("data: \(data)\n\n", source)
    take()
  }

  private mutating func take() {
    let log = scene.state.log
    for position in max(read, log.positions.lowerBound)..<log.positions.upperBound {
      readers.receive(log[position], at: position, in: log)
    }
    read = log.positions.upperBound
    scene.view.answers = readers
  }

  mutating func close(_ reason: Disconnection, _ source: Int = 0) {
    scene.close(reason, source)
    readers.receive(.closed(reason), of: source, in: scene.state, at: scene.now)
    scene.view.answers = readers
  }

  // MARK: OpenAI's chat completions

  mutating func delta(
    _ delta: String, choice: Int = 0, finish: String? = nil, id: String = "c1", after milliseconds: Int = 20
  ) {
    let reason = finish.map { "\"\($0)\"" } ?? "null"
    event(
      #"{"id":"\#(id)","object":"chat.completion.chunk","model":"model-x","choices":[{"index":\#(choice),"delta":{\#(delta)},"finish_reason":\#(reason)}]}"#,
      after: milliseconds)
  }

  mutating func text(_ text: String, choice: Int = 0, id: String = "c1", after milliseconds: Int = 20) {
    delta("\"content\":\"\(text)\"", choice: choice, id: id, after: milliseconds)
  }

  /// Words, one a piece.
  mutating func words(_ text: String, of member: String = "content", after milliseconds: Int = 20) {
    for word in text.split(separator: " ") { delta("\"\(member)\":\"\(word) \"", after: milliseconds) }
  }

  /// Thinking, a call of a tool, and the beginning of a text that stalls once.
  static func live() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    scene.delta(#""role":"assistant","content":"""#, after: 270)
    scene.words(
      "The person wants the tide table. I should look it up first, because the dates matter; then say it shortly. "
        + "The port is not named, so I take the nearest one.", of: "reasoning_content")
    scene.delta(
      #""tool_calls":[{"index":0,"id":"call_01","type":"function","function":{"name":"tide_table","arguments":""}}]"#)
    for piece in [#"{\"port\":"#, #" \"Hoek van Holland\","#, #" \"days\": 3}"#] {
      scene.delta(#""tool_calls":[{"index":0,"function":{"arguments":"\#(piece)"}}]"#)
    }
    scene.words("High water is at **04:12** and 16:40 today. Tomorrow it comes about fifty minutes later, and the day")
    scene.text("after that ", after: 2130)
    scene.words("a spring tide adds twenty centimetres, so the jetty will be under")
    scene.scene.pass(30)
    return scene
  }

  static func choices() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    for (first, second) in [("One", "Two"), (" is", " may"), (" first", " follow")] {
      scene.text(first)
      scene.text(second, choice: 1)
    }
    scene.delta("", choice: 1, finish: "length")
    return scene
  }

  static func cut() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    scene.words("This answer ends in the")
    scene.scene.pass(700)
    scene.close(.ended)
    return scene
  }

  static func stalls() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    scene.words("Line one goes on for a while and then\\n\\n- waits")
    scene.text("here ", after: 1500)
    scene.words("and after some more words")
    scene.text("there", after: 75_000)
    scene.text(".")
    scene.delta("", finish: "stop")
    scene.event("[DONE]")
    return scene
  }

  /// Two choices, one of which tells its sources.
  static func sources() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    scene.words("High water is at four, says the table of tides.")
    scene.text("I do not know", choice: 1)
    for (title, address) in [
      ("Tides of the \\u001b[31mharbour", "https://tides.example/1"), ("", "https://moon.example"),
    ] {
      scene.delta(
        #""annotations":[{"type":"url_citation","url_citation":{"url":"\#(address)","title":"\#(title)"}}]"#)
    }
    scene.delta("", finish: "stop")
    scene.delta("", choice: 1, finish: "stop")
    scene.event("[DONE]")
    return scene
  }

  static func hostile() -> AnswerScene {
    var scene = AnswerScene()
    scene.open()
    scene.text(#"\u001b[31mred\u001b[0m \u0007 \u202eright to left\u202c \ud800 half"#)
    scene.text("漢字かな交じり文がここにあります。長い行は端で切れるが、桁はずれない。もう少し長く。")
    scene.text(" e\u{301}\u{301}\u{301} \u{1F469}\u{200D}\u{1F469} שלום مرحبا \\t tab\\r\\nnext")
    scene.delta(
      #""tool_calls":[{"index":0,"id":"\u001b]0;x\u0007","type":"function","function":{"name":"\u202e\u001b[2Jtool","arguments":"{\"a\":\"\u001b[H"}}]"#
    )
    scene.delta("", finish: "tool_calls")
    return scene
  }
}
