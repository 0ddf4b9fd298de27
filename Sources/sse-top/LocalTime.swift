import Dashboard
import Glibc
import StreamModel

/// The local time of day, which the C library knows.
enum LocalTime {
  /// A clock by which `now` is the present time of day; the offset to UTC is looked up anew each time.
  static func clock(at now: Moment) -> WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var local = tm()
    localtime_r(&time.tv_sec, &local)
    let present =
      Duration.seconds(Int(local.tm_hour) * 3600 + Int(local.tm_min) * 60 + Int(local.tm_sec))
      + .nanoseconds(time.tv_nsec)
    return WallClock(start: present - now.sinceStart)
  }
}
