import CLinux
import Glibc

/// Rings the doorbell again and again, from a thread that sleeps in between.
///
/// A thread of its own on a timerfd(2), because that costs one wake-up a ring and none to set: a task that sleeps wakes
/// four threads, a timer of Dispatch's two or three.
nonisolated final class LoopTimer {
  /// Between two rings; `nil` if it is stopped.
  private(set) var interval: Duration?
  private let timer: Int32

  init(_ doorbell: Doorbell, rings wakes: Wakes) {
    timer = linux_timer()
    let context = Unmanaged.passRetained(TimerThread(timer: timer, doorbell: doorbell, wakes: wakes))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TimerThread>.fromOpaque(context).takeRetainedValue().ringOn()
        return nil
      }, context.toOpaque())
    if failure == 0 { pthread_detach(thread) } else { context.release() }
  }

  /// Rings after a while, and then at this interval.
  func start(after pause: Duration, every interval: Duration) {
    self.interval = interval
    // 0 would stop it.
    linux_timer_set(timer, max(pause.nanoseconds, 1), interval.nanoseconds)
  }

  func stop() {
    interval = nil
    linux_timer_set(timer, 0, 0)
  }

  /// What the thread has. It lives as long as the process, as does the loop.
  private final class TimerThread: Sendable {
    let timer: Int32
    let doorbell: Doorbell
    let wakes: Wakes

    init(timer: Int32, doorbell: Doorbell, wakes: Wakes) {
      (self.timer, self.doorbell, self.wakes) = (timer, doorbell, wakes)
    }

    func ringOn() {
      // Signals belong to the threads that handle them.
      var signals = sigset_t()
      sigfillset(&signals)
      pthread_sigmask(SIG_SETMASK, &signals, nil)
      var rings = UInt64()
      while true {
        if read(timer, &rings, MemoryLayout<UInt64>.size) > 0 { doorbell.ring(wakes) } else if errno != EINTR { return }
      }
    }
  }
}

nonisolated extension Duration {
  fileprivate var nanoseconds: Int64 { Int64(self / .nanoseconds(1)) }
}
