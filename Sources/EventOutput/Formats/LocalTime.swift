import Glibc
package import StreamModel

/// The local time of day, which the C library knows.
package enum LocalTime {
  /// A clock by which a moment is that time of day; the offset to UTC is looked up anew each time.
  ///
  /// - Parameter time: of the calendar at `moment`, since 1970.
  package static func clock(at moment: Moment, time: Duration) -> WallClock {
    let (seconds, attoseconds) = time.components
    var whole = time_t(seconds)
    var local = tm()
    localtime_r(&whole, &local)
    let timeOfDay =
      Duration.seconds(Int(local.tm_hour) * 3600 + Int(local.tm_min) * 60 + Int(local.tm_sec))
      + .nanoseconds(attoseconds / 1_000_000_000)
    return WallClock(start: timeOfDay - moment.sinceStart, epoch: time - moment.sinceStart)
  }
}
