extension ResponseHead {
  /// How long it asks to wait before the next try; `nil` if it does not say so.
  package var retryAfter: Duration? { RetryAfter.wait(self) }
}

/// How long a response asks to wait before the next try (RFC 9110, 10.2.3).
enum RetryAfter {
  /// Seconds, or the time up to the date given, by the response's `Date` or else by the clock that saw it come; `nil`
  /// if there is no such header that can be read. At most one hour.
  static func wait(_ head: ResponseHead) -> Duration? {
    guard let value = head.values(of: "Retry-After").last else { return nil }
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(.seconds(Int(value) ?? Int(Int32.max)), Backoff.reconnectionTimes.upperBound)
    }
    let clock = head.receivedAt.map { Int($0.components.seconds) }
    guard let now = head.values(of: "Date").last.flatMap({ HTTPDate.seconds($0, now: clock) }) ?? clock,
      let date = HTTPDate.seconds(value, now: now)
    else { return nil }
    return min(max(.seconds(date - now), .zero), Backoff.reconnectionTimes.upperBound)
  }
}
