/// Numbers as the command line takes them: digits with a point at most.
package enum Decimal {
  /// - Returns: `nil` for what is not digits with a point at most, and for more than thirty years of seconds.
  package static func number(_ text: String) -> Double? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.contains(where: { !$0.isEmpty }), parts.allSatisfy({ $0.isEmpty || isDigits($0) }),
      let number = Double((parts[0].isEmpty ? "0" : "") + text + (parts.last == "" ? "0" : "")), number <= 1e12
    else { return nil }
    return number
  }

  package static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
