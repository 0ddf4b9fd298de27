import ModelAnswers
import StreamModel
import Text

/// What is known of an answer in numbers, as the header and the page tell it; what is estimated has a `~`.
struct AnswerFacts {
  private let numbers: AnswerNumbers
  private let now: Moment

  init(_ numbers: AnswerNumbers, at now: Moment) { (self.numbers, self.now) = (numbers, now) }

  private var times: AnswerTimes { numbers.times }
  private var isOpen: Bool { numbers.end == .open }

  /// For the head of the screen.
  var header: [FactLine.Fact] {
    var facts: [FactLine.Fact] = []
    if let firstToken { facts.append(fact("TTFT", firstToken)) }
    if let first = times.firstText, first != times.firstToken { facts.append(fact("text", since(first))) }
    if let shownSpeed { facts.append(fact("", shownSpeed)) }
    return facts
  }

  /// How long the first token took.
  var firstToken: String? { times.firstToken.map(since) }

  /// The speed of now while it is written, then that of all of it.
  var shownSpeed: String? { isOpen ? speedNow.map { "\($0) now" } ?? speed : speed }

  /// For the foot of the page, a row each.
  var rows: [[FactLine.Fact]] {
    [whenRow, gapRow, speedRow, endRow].filter { !$0.isEmpty }
  }

  private var whenRow: [FactLine.Fact] {
    var facts: [FactLine.Fact] = []
    if let first = times.firstEvent { facts.append(fact("first event", since(first))) }
    if let first = times.firstToken {
      facts.append(fact("TTFT", since(first)))
    }
    if let first = times.firstText { facts.append(fact("first text", since(first))) }
    if isOpen {
      facts.append(fact("so far", since(now)))
    } else if let last = times.lastToken {
      facts.append(fact("last token", since(last)))
    }
    if let first = times.firstToken, let connected = times.connected {
      facts.append(fact("TTFT after connect", Self.time(first - connected)))
    }
    return facts
  }

  private var gapRow: [FactLine.Fact] {
    var facts = [fact("chunks", Quantity.grouped(times.chunks))]
    if let gaps = times.gaps {
      facts.append(fact("gaps p50", Self.time(gaps.median)))
      facts.append(fact("p99", Self.time(gaps.p99)))
    }
    let stalls = times.stalls
    // The longest gap, unless it is a stall and told as that.
    if stalls.isEmpty, let gaps = times.gaps { facts.append(fact("longest", Self.time(gaps.longest))) }
    if let longest = stalls.map(\.duration).max() {
      facts.append(
        FactLine.Fact(
          label: "stalls", value: "\(Quantity.grouped(stalls.count)), the longest \(Self.time(longest))", role: .warning
        ))
    } else if times.gaps != nil {
      facts.append(fact("stalls", "none"))
    }
    return facts
  }

  private var speedRow: [FactLine.Fact] {
    let tokens = numbers.outputTokens
    var facts = [fact("output", "\(tokens.isEstimated ? "~" : "")\(Quantity.counted(tokens.count, "token"))")]
    if let thinking = numbers.usage.thinking { facts.append(fact("of which thinking", Quantity.grouped(thinking))) }
    if let speed { facts.append(fact("in all", speed)) }
    if isOpen, let speedNow { facts.append(fact("now", speedNow)) }
    if let latency = numbers.interTokenLatency {
      facts.append(fact("ITL", "\(tokens.isEstimated ? "~" : "")\(Self.time(latency))"))
    }
    return facts
  }

  private var endRow: [FactLine.Fact] {
    var facts: [FactLine.Fact] = []
    if let input = numbers.usage.allInput { facts.append(fact("input", Quantity.counted(input, "token"))) }
    if let cached = numbers.usage.cached { facts.append(fact("cached", Quantity.grouped(cached))) }
    let reasons = numbers.finishes.prefix(4).map { String($0.reason.prefix(40)) }
    facts.append(fact("finish", reasons.isEmpty ? (isOpen ? "not yet" : "none") : reasons.joined(separator: ", ")))
    if numbers.toolCalls > 0 { facts.append(fact("calls", Quantity.grouped(numbers.toolCalls))) }
    if numbers.sources > 0 {
      facts.append(fact("sources", "\(numbers.sources)\(numbers.sources == AnswerNumbers.sourceLimit ? "+" : "")"))
    }
    return facts
  }

  private var speed: String? {
    numbers.tokensPerSecond.map { "\(numbers.outputTokens.isEstimated ? "~" : "")\(Self.speed($0))" }
  }

  /// Of chunks: how many tokens one has is known at the end only.
  private var speedNow: String? { times.chunksPerSecond(at: now).map { "~\(Self.speed($0))" } }

  private func fact(_ label: String, _ value: String) -> FactLine.Fact { FactLine.Fact(label: label, value: value) }

  private func since(_ moment: Moment) -> String { Self.time(moment - times.start) }

  /// `0.8 ms`, `22 ms`, `0.84 s`, `00:01:12`.
  static func time(_ duration: Duration) -> String {
    let micros = Int64(max(duration, .zero) / .microseconds(1))
    switch micros {
    case ..<10_000: return "\(micros / 1000).\(micros / 100 % 10) ms"
    case ..<100_000: return "\(micros / 1000) ms"
    case ..<60_000_000:
      let hundredths = micros / 10_000
      return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) s"
    default: return TimeText.duration(duration)
    }
  }

  private static func speed(_ perSecond: Double) -> String {
    guard perSecond.isFinite, perSecond >= 0 else { return "? tok/s" }
    let tenths = Int(min(perSecond, 1e12) * 10 + 0.5)
    if perSecond == 0 { return "0 tok/s" }
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) tok/s" : "\(Quantity.grouped((tenths + 5) / 10)) tok/s"
  }
}
