package import ModelAnswers
import StreamModel

/// What answers of language models have taken, added up: an answer is counted once, when it has ended.
package struct AnswerCounts: Sendable {
  /// What answers are told apart by; of names that a stream invents the first `limit` count.
  struct Key: Hashable, Sendable {
    var source: Int
    var model: String
  }

  struct Sums: Sendable {
    var timeToFirstChunk = Histogram(bounds: Self.chunkBounds)
    var timePerChunk = Histogram(bounds: Self.chunkBounds)
    var inputTokens = Histogram(bounds: Self.tokenBounds)
    var outputTokens = Histogram(bounds: Self.tokenBounds)

    /// The bounds that OpenTelemetry's conventions for these metrics advise.
    static let chunkBounds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    static let tokenBounds: [Double] = [
      1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
    ]
  }

  static let limit = 100

  private(set) var sums: [Key: Sums] = [:]
  /// For each source the position of the newest answer that was counted.
  private var counted: [Int]

  package init(sources: Int) { counted = Array(repeating: -1, count: sources) }

  /// Counts the answers of a source that have ended since.
  ///
  /// - Parameter answers: the newest ones, oldest first.
  package mutating func receive(_ answers: [AnswerNumbers], of source: Int) {
    guard counted.indices.contains(source) else { return }
    for answer in answers where answer.position > counted[source] {
      // One that goes on is the newest.
      guard answer.end != .open else { return }
      counted[source] = answer.position
      count(answer, of: source)
    }
  }

  private mutating func count(_ answer: AnswerNumbers, of source: Int) {
    var key = Key(source: source, model: Exposition.cleaned(answer.model))
    if sums[key] == nil, sums.count >= Self.limit { key.model = Self.others }
    var sum = sums[key] ?? Sums()
    if let first = answer.times.firstToken { sum.timeToFirstChunk.add((first - answer.times.start) / .seconds(1)) }
    sum.timePerChunk.add(answer.times.chunkGaps.histogram(Sums.chunkBounds))
    // What the stream did not tell is not guessed here.
    if let input = answer.usage.input { sum.inputTokens.add(Double(input)) }
    if let output = answer.usage.output, !answer.usage.isPreliminary { sum.outputTokens.add(Double(output)) }
    sums[key] = sum
  }

  static let others = "(other models)"
}
