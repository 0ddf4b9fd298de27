import StreamModel
import Text

/// How numbers are written in findings.
enum Figures {
  /// `0.70 s`, `17.5 s`, `900 s`.
  static func seconds(_ duration: Duration) -> String {
    let hundredths = Int(max(duration, .zero) / .milliseconds(10) + 0.5)
    if hundredths < 1000 { return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) s" }
    let tenths = (hundredths + 5) / 10
    if tenths < 10_000, tenths < 3000 || tenths % 10 != 0 { return "\(tenths / 10).\(tenths % 10) s" }
    return "\(Quantity.grouped((tenths + 5) / 10)) s"
  }

  static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1) + 0.5) }

  /// `4,096 bytes each`, `from 3,908 to 4,096 bytes`.
  static func range(_ values: [Int]) -> String {
    guard let least = values.min(), let most = values.max() else { return "" }
    return most - least <= 32
      ? "\(Quantity.grouped(values[values.count / 2])) bytes each"
      : "from \(Quantity.grouped(least)) to \(Quantity.grouped(most)) bytes"
  }

  static func median<Value: Comparable>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  /// `event 7, byte 1,042`; after a reconnect with the connection.
  static func place(_ place: WireFaults.Location) -> String {
    (place.connection > 1 ? "connection \(Quantity.grouped(place.connection)), " : "")
      + "event \(Quantity.grouped(place.event)), byte \(Quantity.grouped(Int(clamping: place.offset)))"
      + (place.line > 1 ? ", line \(Quantity.grouped(place.line)) of it" : "")
  }

  /// A line of a stream as it may be quoted; what is not UTF-8 is replaced.
  static func quoted(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(80), as: UTF8.self)
    return "\"\(text)\"" + (bytes.count >= 80 ? "…" : "")
  }

  static func differ(_ values: [Duration], by tolerance: Duration) -> Bool {
    guard let least = values.min(), let most = values.max() else { return false }
    return most - least > tolerance
  }
}
