import Text

/// How long a phase of a connection took.
enum PhaseTime {
  /// `0.4 ms`, `12.3 ms`, `1.234 s`.
  static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = max(duration, .zero).components
    guard seconds == 0 else { return "\(TimeText.elapsed(duration)) s" }
    let tenths = attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
