/// What was answered to one kind of prompt, the newest last.
struct PromptHistory: Equatable, Sendable {
  static let limit = 100

  private(set) var lines: [String] = []

  /// The newest answer, said twice or not, stands once and last.
  mutating func add(_ line: String) {
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > Self.limit { lines.removeFirst() }
  }
}
