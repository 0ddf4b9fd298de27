import Glibc

/// The time of day.
struct WallClock: Sendable {
  let secondsSince1970: @Sendable () -> Int

  static let system = WallClock { time(nil) }
}
