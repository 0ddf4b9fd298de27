import Text

/// How the report writes numbers.
enum Wording {
  /// `1 event`, `1,234 events`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(Quantity.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  static func milliseconds(_ duration: Duration) -> Int {
    Int(min(max(duration, .zero), .seconds(1 << 40)) / .milliseconds(1) + 0.5)
  }

  /// `30 s`, `1.05 s`: no more digits than needed, and no more than two after the point.
  static func seconds(_ duration: Duration) -> String {
    let hundredths = (milliseconds(duration) + 5) / 10
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 || whole >= 100 { return "\(Quantity.grouped(whole)) s" }
    return rest % 10 == 0 || whole >= 10 ? "\(whole).\(rest / 10) s" : "\(whole).\(rest / 10)\(rest % 10) s"
  }

  /// `<1 ms`, `52 ms`, `1.05 s`.
  static func lapse(_ duration: Duration) -> String {
    let milliseconds = milliseconds(duration)
    if milliseconds == 0 { return "<1 ms" }
    return milliseconds < 1000 ? "\(milliseconds) ms" : seconds(duration)
  }
}
