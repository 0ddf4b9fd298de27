/// What a dialect is told of an answer, one after the other.
enum AnswerStep {
  case begin
  case open(ModelAnswer.Part)
  /// A piece of a part, by its number.
  case piece(ModelAnswer.Part, Int)
  case close(ModelAnswer.Part)
  /// The reason, the usage and whatever the dialect ends with.
  case end
  /// The answer fails here; nothing follows.
  case failure(String)
}

/// A place in an answer where something can go wrong.
enum AnswerPlace: String, CaseIterable {
  /// Before anything is sent.
  case start
  /// The middle of a part of that kind.
  case thinking, text, tool
  /// Before what the dialect ends with.
  case end

  /// The part in whose middle it is.
  var kind: ModelAnswer.Kind? {
    switch self {
    case .start, .end: nil
    case .thinking: .thinking
    case .text: .text
    case .tool: .toolCall
    }
  }

  /// Whether it is right before a step.
  func isBefore(_ step: AnswerStep) -> Bool {
    switch (self, step) {
    case (.start, .begin), (.end, .end): true
    case (.thinking, .piece(let part, let number)), (.text, .piece(let part, let number)),
      (.tool, .piece(let part, let number)):
      part.kind == kind && number == part.pieces.count / 2
    default: false
    }
  }
}

/// The steps of an answer, made as they are needed: an answer may be long.
struct AnswerSteps: IteratorProtocol {
  /// How an answer ends.
  enum Ending {
    case whole
    case cut(AnswerPlace)
    case failure(AnswerPlace)
  }

  /// What an answer that fails says.
  static let failure = "The demo was asked to fail here."

  private let parts: [ModelAnswer.Part]
  private let ending: Ending
  private var part = 0
  /// Of the part's steps: 0 opens it, then come its pieces, then it is closed.
  private var place = 0
  private var hasBegun = false
  private var isOver = false

  init(_ answer: ModelAnswer, ending: Ending) {
    parts = answer.parts
    self.ending = ending
  }

  mutating func next() -> AnswerStep? {
    guard !isOver else { return nil }
    let step = nextStep()
    switch ending {
    case .cut(let place) where place.isBefore(step):
      isOver = true
      return nil
    case .failure(let place) where place.isBefore(step):
      isOver = true
      return .failure(Self.failure)
    default: return step
    }
  }

  private mutating func nextStep() -> AnswerStep {
    guard hasBegun else {
      hasBegun = true
      return .begin
    }
    guard part < parts.count else {
      isOver = true
      return .end
    }
    let current = parts[part]
    defer { place += 1 }
    if place == 0 { return .open(current) }
    guard place > current.pieces.count else { return .piece(current, place - 1) }
    part += 1
    place = -1
    return .close(current)
  }
}
