/// What an event tells of tokens: for each figure of the usage the counts that are added up, or where they stand.
struct UsageCounts<Count> {
  var input: [Count]
  var cached: [Count]
  var output: [Count]
  var thinking: [Count]
  var created: [Count]

  var count: Int { input.count + cached.count + output.count + thinking.count + created.count }
  var isEmpty: Bool { count == 0 }

  func compactMap<Other>(_ other: (Count) -> Other?) -> UsageCounts<Other> {
    UsageCounts<Other>(
      input: input.compactMap(other), cached: cached.compactMap(other), output: output.compactMap(other),
      thinking: thinking.compactMap(other), created: created.compactMap(other))
  }
}

extension UsageCounts: Sendable where Count: Sendable {}

extension UsagePaths {
  /// The usage after an event that tells these counts.
  func usage(_ counts: UsageCounts<Int>, before: AnswerUsage) -> AnswerUsage {
    var usage = before
    func put(_ member: WritableKeyPath<AnswerUsage, Int?>, _ counts: [Int]) {
      guard !counts.isEmpty else { return }
      let sum = counts.reduce(adds ? before[keyPath: member] ?? 0 : 0, +)
      usage[keyPath: member] = min(sum, EventValues.countLimit)
    }
    put(\.input, counts.input)
    put(\.cached, counts.cached)
    put(\.output, counts.output)
    put(\.created, counts.created)
    put(\.thinking, counts.thinking)
    if !counts.output.isEmpty { usage.isPreliminary = isPreliminary }
    return usage
  }
}

extension EventValues {
  /// The numbers that tell the tokens.
  func numbers(_ paths: UsagePaths) -> UsageCounts<Int> {
    func numbers(_ paths: [MemberPath]) -> [Int] {
      paths.compactMap { path in first(path).flatMap { nodes[$0].kind == .number ? $0 : nil } }
    }
    return UsageCounts(
      input: numbers(paths.input), cached: numbers(paths.cached), output: numbers(paths.output),
      thinking: numbers(paths.thinking), created: numbers(paths.created))
  }
}
