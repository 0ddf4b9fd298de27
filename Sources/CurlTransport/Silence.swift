internal import Glibc
internal import StreamModel

/// Measures how long a connection has said nothing.
///
/// It does not count while nobody listens: before the connection stands, and while the transfer is paused.
struct Silence {
  let limit: Duration
  private var since: ContinuousClock.Instant?

  init(limit: Duration) { self.limit = limit }

  /// When the limit is reached if nothing comes; `nil` while nobody listens.
  var deadline: ContinuousClock.Instant? { since?.advanced(by: limit) }

  var disconnection: Disconnection {
    // Whole seconds without a fraction, others without zeros at the end.
    let milliseconds = limit / .milliseconds(1)
    let seconds = (milliseconds.rounded() / 1000).description
    return .timedOut("no byte for \(seconds.hasSuffix(".0") ? String(seconds.dropLast(2)) : seconds) s")
  }

  mutating func begin(at now: ContinuousClock.Instant) { since = now }

  mutating func pause() { since = nil }

  /// As `deadline`, with all bytes counted that have come since listening began: also those of half a header line or a
  /// chunk's length, which libcurl keeps to itself, and those that still wait to be read, as after the process was
  /// stopped for a while.
  mutating func deadline(
    at now: ContinuousClock.Instant, socket: Int32?, arrivals: Arrivals
  ) -> ContinuousClock.Instant? {
    guard let known = since else { return nil }
    if known.advanced(by: limit) <= now, let socket {
      since = Self.hasBytes(socket) ? now : max(known, arrivals.newest(on: socket) ?? known)
    }
    return deadline
  }

  /// Whether something waits to be read, be it the end.
  private static func hasBytes(_ socket: Int32) -> Bool {
    var state = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0
  }
}

/// Wakes the engine's thread when a transfer may have been silent for too long.
///
/// Bytes do not move it: it rings at the time that was known when listening began, and whoever has heard something by
/// then sets it anew. So bytes cost nothing, and the thread wakes once in a limit at most.
final class SilenceTimer {
  private var nearest: ContinuousClock.Instant?

  func set(_ instant: ContinuousClock.Instant) { nearest = nearest.map { min($0, instant) } ?? instant }

  /// The time, if the timer rings; it is off then.
  func rings() -> ContinuousClock.Instant? {
    guard let nearest else { return nil }
    let now = ContinuousClock.now
    guard nearest <= now else { return nil }
    self.nearest = nil
    return now
  }

  /// How long to sleep, rounded up so that it rings when the thread wakes.
  var milliseconds: Int32 {
    guard let nearest else { return .max }
    let left = (ContinuousClock.now.duration(to: nearest) / .milliseconds(1)).rounded(.up)
    return Int32(min(max(left, 0), 1e9))
  }
}
