import NIOCore
import Text

/// The options of a request: what stands after the question mark of its target.
///
/// Decoded as the URL standard decodes `application/x-www-form-urlencoded`; of several options of one name the first
/// counts, and those that nobody asks for are no matter, since clients add their own to get past caches.
struct Query {
  private let options: [(name: String, value: String)]

  init(_ text: some StringProtocol) {
    options = text.split(separator: "&").map { option in
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
    }
  }

  subscript(name: String) -> String? {
    options.first { $0.name == name }?.value
  }

  /// A whole number, or what stands for it if it is not given.
  func integer(_ name: String, in range: ClosedRange<Int>, default missing: Int) throws(BadQuery) -> Int {
    guard let text = self[name] else { return missing }
    guard let number = Int(text), range.contains(number) else {
      throw BadQuery(
        sentence: "The option \(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A number that may have a fraction, or what stands for it if it is not given.
  func number(_ name: String, in range: ClosedRange<Double>, default missing: Double) throws(BadQuery) -> Double {
    guard let text = self[name] else { return missing }
    guard let number = Double(text), range.contains(number) else {
      let (lower, upper) = (Dice.json(range.lowerBound), Dice.json(range.upperBound))
      throw BadQuery(sentence: "The option \(name) must be a number from \(lower) to \(upper).")
    }
    return number
  }

  /// How long to wait between events, given in seconds.
  func interval(default seconds: Double) throws(BadQuery) -> TimeAmount {
    .nanoseconds(Int64(try number("interval", in: 0.001...3600, default: seconds) * 1e9))
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    // In a form a blank is a plus.
    let bytes = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    return String(decoding: PercentEncoding.decoded(bytes), as: UTF8.self)
  }
}

/// An option with a value that makes no sense.
struct BadQuery: Error {
  /// For people, without the value itself: a terminal may show it.
  let sentence: String
}
