/// Numbers as people read them; any value gives a text.
public enum Quantity {
  /// A count with its thousands apart: `1,234,567`.
  public static func grouped(_ count: Int) -> String {
    (count < 0 ? "-" : "") + grouped(magnitude: UInt64(count.magnitude))
  }

  /// `1 event`, `1,234 events`.
  public static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A size in powers of 1024, with at most four digits: `1023 B`, `120.6 KiB`, `1008 MiB`.
  public static func bytes(_ count: Int) -> String {
    let sign = count < 0 ? "-" : ""
    let magnitude = UInt64(count.magnitude)
    guard magnitude >= 1024 else { return "\(sign)\(magnitude) B" }
    var unit: UInt64 = 1024
    for name in ["KiB", "MiB", "GiB", "TiB", "PiB"] {
      if let text = text(magnitude, in: unit, name) { return sign + text }
      unit *= 1024
    }
    return sign + (text(magnitude, in: unit, "EiB") ?? "")
  }

  /// `nil` if the next unit says it better.
  private static func text(_ bytes: UInt64, in unit: UInt64, _ name: String) -> String? {
    let (whole, rest) = bytes.quotientAndRemainder(dividingBy: unit)
    guard whole < 1024 else { return nil }
    let tenths = whole * 10 + (rest * 10 + unit / 2) / unit
    if tenths < 10_000 { return "\(tenths / 10).\(tenths % 10) \(name)" }
    let rounded = whole + (rest >= unit / 2 ? 1 : 0)
    return rounded < 1024 ? "\(rounded) \(name)" : nil
  }

  /// How often something happens: `0.5/s`, `12.3/s`, `1,234/s`; `?/s` for what is not a rate.
  public static func rate(_ perSecond: Double) -> String {
    guard perSecond.isFinite, perSecond >= 0 else { return "?/s" }
    if perSecond == 0 { return "0/s" }
    if perSecond < 0.05 { return "<0.1/s" }
    // Halves added instead of `rounded()`, which would need the C library's mathematics to link.
    let tenths = UInt64(min(perSecond, 1e17) * 10 + 0.5)
    if tenths < 1000 { return "\(tenths / 10).\(tenths % 10)/s" }
    return grouped(magnitude: UInt64(min(perSecond, 1e18) + 0.5)) + "/s"
  }

  /// Bytes a second: `1.3 KiB/s`; `?/s` for what is not a rate.
  public static func byteRate(_ perSecond: Double) -> String {
    perSecond.isFinite && perSecond >= 0 ? bytes(Int(min(perSecond, 1e18))) + "/s" : "?/s"
  }

  private static func grouped(magnitude: UInt64) -> String {
    var groups: [Substring] = []
    var digits = Substring(String(magnitude))
    while digits.utf8.count > 3 {
      groups.append(digits.suffix(3))
      digits = digits.dropLast(3)
    }
    return ([digits] + groups.reversed()).joined(separator: ",")
  }
}
