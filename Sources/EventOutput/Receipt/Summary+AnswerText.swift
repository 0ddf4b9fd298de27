import ModelAnswers
import StreamModel
import Text

extension Summary {
  /// How fast language models answered; of several the newest.
  func answerLines(_ writer: ReceiptWriter) -> [String] {
    guard let last = answers.last, last.dialect != .none || last.times.chunks > 0 else { return [] }
    let times = last.times
    var parts: [String] = []
    func add(_ name: String, _ moment: Moment?) {
      if let moment { parts.append("\(name) \(ReceiptWriter.lapse(moment - times.start))") }
    }
    add("TTFT", times.firstToken)
    if times.firstText != times.firstToken { add("first text", times.firstText) }
    add("last token", times.lastToken)
    let tokens = last.outputTokens
    let mark = tokens.isEstimated ? "~" : ""
    parts.append("\(mark)\(Quantity.counted(tokens.count, "token"))")
    if let speed = last.tokensPerSecond {
      let tenths = Int(min(max(speed, 0), 1e12) * 10 + 0.5)
      parts.append("\(mark)\(tenths / 10).\(tenths % 10) tok/s")
    }
    if let longest = times.stalls.map(\.duration).max() {
      parts.append(
        "\(Quantity.counted(times.stalls.count, "stall")), the longest \(ReceiptWriter.lapse(longest))")
    }
    if let finish = last.finish { parts.append("finish \(writer.clean(finish, columns: 40))") }
    let subject =
      answers.count == 1 ? "a model's answer" : "\(Quantity.counted(answers.count, "answer")) of models, the newest"
    return ["\(subject): \(parts.joined(separator: ", "))"]
  }
}
