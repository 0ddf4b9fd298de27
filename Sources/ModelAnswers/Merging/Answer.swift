import StreamModel

/// The tokens that a stream says it counted; `nil` for what it does not tell.
package struct AnswerUsage: Equatable, Sendable {
  package var input: Int?
  package var cached: Int?
  package var output: Int?
  package var thinking: Int?
  /// Written to a cache; told by services that count neither it nor `cached` as `input`.
  package var created: Int?
  /// Whether the output was told before the answer was whole.
  package internal(set) var isPreliminary = false

  /// All tokens that went in, cached ones too.
  package var allInput: Int? {
    guard let input, created != nil else { return input }
    return input + (cached ?? 0) + (created ?? 0)
  }
}

/// What is known of an answer in numbers, of constant size.
package struct AnswerNumbers: Equatable, Sendable {
  package enum End: Equatable, Sendable {
    /// It goes on, or nobody waited for its end.
    case open
    case whole
    /// The body ended, or the next answer began, before its end.
    case cut
    /// The stream told an error.
    case failed
  }

  package struct Characters: Equatable, Sendable {
    package var text = 0
    package var thinking = 0
    package var tool = 0

    package var all: Int { text + thinking + tool }
  }

  package struct Finish: Equatable, Sendable {
    package var choice: Int
    package var reason: String
  }

  package static let sourceLimit = 64
  /// Choices and reasons that are kept.
  static let choiceLimit = 64

  package var dialect: DialectName
  /// The position in the log of the record that began it.
  package let position: Int
  package var model = ""
  package var id = ""
  package var times: AnswerTimes
  package var usage = AnswerUsage()
  package var characters = Characters()
  /// The choices that there are, each once, in the order in which they came.
  package var choices: [Int] = []
  package var finishes: [Finish] = []
  package var end = End.open
  package var failure: (message: String, code: String)?
  /// Calls of tools, and those whose arguments are no JSON.
  package var toolCalls = 0
  package var invalidTools: [String] = []
  /// Those that are kept: where there are `sourceLimit`, there may be more.
  package var sources = 0
  package var beats = 0

  init(_ dialect: DialectName, times: AnswerTimes, position: Int) {
    (self.dialect, self.times, self.position) = (dialect, times, position)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.dialect == right.dialect && left.position == right.position && left.model == right.model
      && left.id == right.id && left.times == right.times
      && left.usage == right.usage && left.characters == right.characters && left.choices == right.choices
      && left.finishes == right.finishes && left.end == right.end && left.failure?.message == right.failure?.message
      && left.failure?.code == right.failure?.code && left.toolCalls == right.toolCalls
      && left.invalidTools == right.invalidTools && left.sources == right.sources && left.beats == right.beats
  }

  /// About how many bytes it holds on to: the gaps between chunks are most of it.
  var weight: Int { MemoryLayout<Self>.stride + GapMeter.byteLimit }

  /// Output tokens, thinking included; as many as there were chunks where the stream does not tell.
  package var outputTokens: (count: Int, isEstimated: Bool) {
    if let output = usage.output, !usage.isPreliminary { return (output, false) }
    return (times.chunks, true)
  }

  /// From one token to the next; `nil` where there are no two.
  package var interTokenLatency: Duration? {
    guard let first = times.firstToken, let last = times.lastToken, last > first, outputTokens.count > 1 else {
      return nil
    }
    return (last - first) / (outputTokens.count - 1)
  }

  /// Over the whole answer.
  package var tokensPerSecond: Double? { interTokenLatency.map { .seconds(1) / $0 } }

  /// The reason of the first choice; of another where that has none.
  package var finish: String? { (finishes.first { $0.choice == choices.first } ?? finishes.first)?.reason }
}

/// A page or a document that an answer tells as its source.
package struct AnswerSource: Equatable, Sendable {
  package internal(set) var title: String
  /// A URL, a file's name, an id: what the stream tells.
  package let address: String
  /// The number of the choice that tells it.
  package let choice: Int
  /// The record that brought it.
  package let position: Int
}

/// One answer: its blocks, and what is known of it in numbers.
package struct Answer: Sendable {
  package internal(set) var numbers: AnswerNumbers
  /// In the order of their first pieces.
  package internal(set) var blocks: [AnswerBlock] = []
  /// Each once, in the order in which they were told.
  package internal(set) var sources: [AnswerSource] = []
  /// Blocks that are not kept.
  package internal(set) var omittedBlocks = 0
  /// The server's own figures, and events by type that no block came of.
  package internal(set) var others: [(name: String, count: Int)] = []
}
