import NIOCore

/// What a client may choose of a made-up answer.
struct AnswerOptions {
  static let options = [
    RouteOption("interval", "seconds between events, 0.04 by default"),
    RouteOption("count", "how many words; 0: the whole text; beyond it the text begins again"),
    RouteOption("batch", "how many tokens an event holds, 1 by default"),
    RouteOption("thinking", "how many words of thinking come before the text, none by default"),
    RouteOption("tool", "the name of a tool that is called after the text"),
    RouteOption("stall", "seconds of silence in the middle of the text"),
    RouteOption("cut", "where the body ends too early: start, thinking, text, tool or end"),
    RouteOption("error", "where the answer fails with the dialect's error: start, thinking, text, tool or end"),
  ]

  let interval: TimeAmount
  /// 0 for the whole text.
  let count: Int
  let batch: Int
  /// Nil if the client says nothing of it.
  let thinking: Int?
  let tool: String?
  let stall: TimeAmount?
  let ending: AnswerSteps.Ending

  init(_ query: Query) throws(BadQuery) {
    interval = try query.interval(default: 0.04)
    count = try query.integer("count", in: 0...AnswerText.wordLimit, default: 0)
    batch = try query.integer("batch", in: 1...1000, default: 1)
    thinking =
      query["thinking"] == nil
      ? nil : try query.integer("thinking", in: 0...AnswerText.wordLimit, default: 0)
    let stall = try query.number("stall", in: 0...3600, default: 0)
    self.stall = stall == 0 ? nil : .nanoseconds(Int64(stall * 1e9))
    tool = query["tool"]
    if let tool, !Self.isName(tool) {
      throw BadQuery(sentence: "The option tool must be 1 to 64 letters, digits, - or _.")
    }
    switch (try Self.place("cut", query), try Self.place("error", query)) {
    case (nil, nil): ending = .whole
    case (let place?, nil): ending = .cut(place)
    case (nil, let place?): ending = .failure(place)
    default: throw BadQuery(sentence: "The option cut leaves nothing that error could end: give one of them.")
    }
  }

  /// The words of the text.
  var words: [String] {
    count == 0 ? AnswerText.words : AnswerText.cycle(AnswerText.words, count: count)
  }

  /// What the options ask of the answer and the dialect does not have.
  func check(_ answer: ModelAnswer, as dialect: AnswerDialect) throws(BadQuery) {
    let kinds = dialect.writer.kinds
    if let thinking, thinking > 0, !kinds.contains(.thinking) {
      throw BadQuery(sentence: "The option thinking has no meaning for \(dialect.rawValue), which knows none.")
    }
    if tool != nil, !kinds.contains(.toolCall) {
      throw BadQuery(sentence: "The option tool has no meaning for \(dialect.rawValue), which knows no tool calls.")
    }
    switch ending {
    case .whole: break
    case .cut(let place): try Self.check("cut", place, answer)
    case .failure(let place): try Self.check("error", place, answer)
    }
  }

  private static func check(_ option: String, _ place: AnswerPlace, _ answer: ModelAnswer) throws(BadQuery) {
    guard let kind = place.kind, !answer.has(kind) else { return }
    throw BadQuery(
      sentence: "The option \(option)=\(place.rawValue) needs a part of that kind: give \(place.rawValue)= too.")
  }

  private static func place(_ name: String, _ query: Query) throws(BadQuery) -> AnswerPlace? {
    guard let text = query[name] else { return nil }
    guard let place = AnswerPlace(rawValue: text) else {
      let places = AnswerPlace.allCases.map(\.rawValue)
      throw BadQuery(
        sentence: "The option \(name) must be \(places.dropLast().joined(separator: ", ")) or \(places.last ?? "").")
    }
    return place
  }

  /// What the services take as the name of a tool.
  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
