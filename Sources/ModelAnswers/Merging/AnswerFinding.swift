import Text

/// What is wrong with an answer, or worth knowing.
package struct AnswerFinding: Equatable, Sendable {
  package enum Severity: String, Sendable { case error, warning, note }
  package enum Certainty: String, Sendable { case certain, likely, possible }

  /// Stable, for scripts.
  package var code: String
  package var severity: Severity
  package var certainty: Certainty
  /// A sentence without a full stop. It may hold text of the stream's, and is cleaned where it is drawn.
  package var title: String
  /// With numbers; four lines at most.
  package var evidence: [String]
}

extension AnswerNumbers {
  /// Reasons to finish that mean a limit of length, as the dialects spell them.
  private static let lengthReasons: Set<String> = [
    "length", "max_tokens", "max_output_tokens", "limit", "model_context_window_exceeded",
  ]

  /// Chunks below which nothing is said of how tokens are batched.
  private static let batchFloor = 4

  package var findings: [AnswerFinding] {
    var findings: [AnswerFinding] = []
    if let failure {
      let code = failure.code.isEmpty ? "" : " (\(failure.code.prefix(80)))"
      findings.append(
        AnswerFinding(
          code: "llm.error", severity: .error, certainty: .certain,
          title: "the stream tells an error: \(failure.message.prefix(200))\(code)", evidence: [came]))
    } else if end == .cut {
      findings.append(
        AnswerFinding(
          code: "llm.no-finish", severity: .error, certainty: .certain,
          title: "\(Quantity.counted(characters.all, "character")) came; the end did not",
          evidence: [came] + (finish.map { ["the reason to finish had come: \($0.prefix(80))"] } ?? [])))
    }
    if let finish = finishes.first(where: { Self.lengthReasons.contains($0.reason.lowercased()) }) {
      findings.append(
        AnswerFinding(
          code: "llm.length", severity: .note, certainty: .certain,
          title: "the answer ended at a limit of length (\(finish.reason))",
          evidence: [Quantity.counted(outputTokens.count, outputTokens.isEstimated ? "chunk" : "output token")]))
    }
    if let name = invalidTools.first {
      findings.append(
        AnswerFinding(
          code: "llm.tool-json", severity: .warning, certainty: .certain,
          title: "the arguments of a call of \(name.isEmpty ? "a tool" : name) are no JSON",
          evidence: ["\(invalidTools.count) of \(Quantity.counted(toolCalls, "call"))"]))
    }
    if let tokens = batchedTokens {
      findings.append(
        AnswerFinding(
          code: "llm.batched", severity: .note, certainty: .certain,
          title: "chunks hold several tokens: the time of each token is not told",
          evidence: ["\(Quantity.counted(tokens, "token")) in \(Quantity.counted(times.chunks, "chunk"))"]))
    }
    return findings
  }

  /// Tokens that came in chunks, if those are a quarter more; thinking that was counted and not shown is left out.
  private var batchedTokens: Int? {
    guard end == .whole, !outputTokens.isEstimated, times.chunks >= Self.batchFloor else { return nil }
    let hidden = characters.thinking == 0 ? usage.thinking ?? 0 : 0
    let tokens = outputTokens.count - hidden
    return tokens * 4 >= times.chunks * 5 ? tokens : nil
  }

  private var came: String {
    "\(Quantity.counted(characters.text, "character")) of text, \(characters.thinking) of thinking, \(characters.tool) of tool calls"
  }
}
