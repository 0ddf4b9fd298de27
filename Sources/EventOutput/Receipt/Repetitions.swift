import Glibc
package import ModelAnswers
import StreamModel
import Text

/// The answers of a request that is made again and again, one after the other, and how long each took.
package struct Repetitions: Sendable {
  /// More would be a load test.
  package static let limit = 10_000

  private let rounds: Int
  private var asked = 1
  private var answered = 0
  private var failed = 0
  private var firstTokens: [Duration] = []
  private var latencies: [Duration] = []
  private var rates: [Double] = []

  /// - Parameter rounds: how often the request is made in all.
  package init(rounds: Int) { self.rounds = rounds }

  /// Takes the answer of the request that was made last; `nil` if there was none.
  package mutating func add(_ answer: AnswerNumbers?) {
    answered += 1
    guard let answer, answer.end == .whole else {
      failed += 1
      return
    }
    if let first = answer.times.firstToken { firstTokens.append(first - answer.times.start) }
    if let last = answer.times.lastToken { latencies.append(last - answer.times.start) }
    if let rate = answer.tokensPerSecond { rates.append(rate) }
  }

  /// Whether no answer is waited for.
  package var isOver: Bool { answered >= asked }

  /// Whether a request had no whole answer.
  package var hasFailed: Bool { failed > 0 }

  /// Whether the request is to be made once more, which is then counted.
  package mutating func next() -> Bool {
    guard asked < rounds else { return false }
    asked += 1
    return true
  }

  /// How the times are spread, a row each.
  package var lines: [String] {
    let writer = ReceiptWriter(glyphs: .ascii, length: .short)
    var head = Quantity.counted(asked, "request")
    if failed > 0 { head += ", \(Quantity.grouped(failed)) without a whole answer" }
    guard !firstTokens.isEmpty else { return [head] }
    let rows = [
      ["", "min", "p50", "p90", "p99", "max"],
      ["first token"] + Self.spread(firstTokens).map(ReceiptWriter.lapse),
      ["last token"] + Self.spread(latencies).map(ReceiptWriter.lapse),
    ]
    // Of rates the low end is the bad one, so the same shares stand in the same columns.
    let tokens = rates.isEmpty ? [] : [["tokens"] + Self.spread(rates).map { Quantity.rate($0) }]
    return [head] + writer.table(rows + tokens)
  }

  /// The least, the shares of 50, 90 and 99 of 100 by nearest rank, and the most.
  private static func spread<Value: Comparable>(_ values: [Value]) -> [Value] {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return [] }
    return [first] + [50, 90, 99].map { sorted[max((sorted.count * $0 + 99) / 100 - 1, 0)] } + [last]
  }

  /// Tells it on standard output, or where that has the answers on standard error.
  package func tell(besides format: OutputFormat, isHurried: Bool) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = SummaryFile.write(bytes, to: format == .none ? STDOUT_FILENO : STDERR_FILENO, isHurried: isHurried)
  }
}
