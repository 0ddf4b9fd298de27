import ArgumentParser

/// Statuses of HTTP, written `429`, `5xx`, or several with commas.
nonisolated struct StatusSet: Equatable, Sendable {
  private var ranges: [ClosedRange<Int>] = []

  static let none = StatusSet()

  private init() {}

  func contains(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }
}

nonisolated extension StatusSet: ExpressibleByArgument {
  init?(argument: String) {
    for item in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let item = item.lowercased()
      guard item.count == 3, let first = item.first?.wholeNumberValue, (1...9).contains(first) else { return nil }
      if item.hasSuffix("xx") {
        ranges.append(first * 100...first * 100 + 99)
      } else {
        guard item.utf8.count == 3, let status = Int(item) else { return nil }
        ranges.append(status...status)
      }
    }
  }
}
