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
      let digits = item.lowercased().replacing("xx", with: "00")
      guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let status = Int(digits),
        status >= 100
      else { return nil }
      ranges.append(status...(digits == item ? status : status + 99))
    }
  }
}
