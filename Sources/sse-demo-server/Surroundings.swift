import Glibc
import NIOCore

/// What routes need of the world around them.
struct Surroundings {
  let eventLoop: any EventLoop
  let clock: WallClock
  let dice: Dice
  let log: any Log
}

/// The time of day.
struct WallClock: Sendable {
  let secondsSince1970: @Sendable () -> Int

  static let system = WallClock { time(nil) }
}
