internal import CCurl
internal import Glibc
internal import StreamModel

/// A multi handle's sockets and its timer, after one epoll(7) instance.
///
/// libcurl says which sockets it waits for and until when, and is told which of them are ready: a wake-up costs what it
/// brings. `curl_multi_poll` and `curl_multi_perform` would ask and visit every transfer for each.
///
/// Not `Sendable`: it lives on the engine's thread. Its place never changes, since libcurl knows it.
final class Sockets {
  let multi: UnsafeMutableRawPointer
  /// Ends `wait`, from any thread.
  let wakeup: WakeupEvent
  let arrivals = Arrivals()
  private let epoll: Int32
  /// What the last `wait` found; beyond its room the next one goes on.
  private let found: UnsafeMutableBufferPointer<epoll_event>
  private var foundCount = 0
  /// Whether more than the last `wait` had room for may be ready.
  private(set) var mayHaveMore = false
  /// When libcurl wants to be asked, ready sockets or not.
  private var deadline: ContinuousClock.Instant?

  init() throws(Disconnection) {
    guard let multi = curl_multi_init() else { throw .noResources("no memory for them") }
    let (epoll, wakeup) = (epoll_create1(Int32(EPOLL_CLOEXEC)), WakeupEvent())
    guard epoll >= 0, let wakeup, Self.watch(wakeup.descriptor, EPOLLIN.rawValue, in: epoll) else {
      let error = errno
      if epoll >= 0 { close(epoll) }
      wakeup?.close()
      curl_multi_cleanup(multi)
      throw .noResources(String(cString: strerror(error)))
    }
    (self.multi, self.epoll, self.wakeup) = (multi, epoll, wakeup)
    found = .allocate(capacity: 256)
    found.initialize(repeating: epoll_event())
    let context = Unmanaged.passUnretained(self).toOpaque()
    ccurl_multi_set_watcher(
      multi,
      { _, socket, what, context, _ in
        guard let context else { return 0 }
        // Nobody would ever hear of a socket that is not watched: the transfers end, and say so.
        return Unmanaged<Sockets>.fromOpaque(context).takeUnretainedValue().watch(socket, for: what) ? 0 : -1
      }, context)
    ccurl_multi_set_timer(
      multi,
      { _, milliseconds, context in
        guard let context else { return 0 }
        let sockets = Unmanaged<Sockets>.fromOpaque(context).takeUnretainedValue()
        sockets.deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
        return 0
      }, context)
  }

  deinit {
    // libcurl may still take sockets back that it closes now.
    curl_multi_cleanup(multi)
    close(epoll)
    wakeup.close()
    found.deallocate()
  }

  /// Sleeps until a socket is ready, libcurl's time has come, or it is woken.
  ///
  /// - Parameter limit: how long at most, in milliseconds.
  func wait(atMost limit: Int32) {
    var time = limit
    if let deadline {
      let left = (ContinuousClock.now.duration(to: deadline) / .milliseconds(1)).rounded(.up)
      time = min(time, Int32(min(max(left, 0), 1e9)))
    }
    // Interrupted is the same as nothing found.
    foundCount = max(Int(epoll_wait(epoll, found.baseAddress, Int32(found.count), time)), 0)
    mayHaveMore = foundCount == found.count
  }

  /// Lets libcurl do what the last `wait` has found, and what is due.
  func perform() -> CURLMcode {
    var running: Int32 = 0
    let now = ContinuousClock.now
    for event in found[..<foundCount] {
      let socket = event.data.fd
      if socket == wakeup.descriptor {
        wakeup.silence()
        continue
      }
      // An error or a hang-up alone is for libcurl to find: it looks for itself if nothing is named.
      var what: Int32 = 0
      if event.events & EPOLLIN.rawValue != 0 {
        what = CURL_CSELECT_IN
        arrivals.note(on: socket, at: now)
      }
      if event.events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
      let code = curl_multi_socket_action(multi, socket, what, &running)
      if code != CURLM_OK { return code }
    }
    foundCount = 0
    guard let deadline, deadline <= .now else { return CURLM_OK }
    self.deadline = nil
    return curl_multi_socket_action(multi, ccurl_socket_timeout, 0, &running)
  }

  /// What libcurl waits for on a socket, from now on.
  ///
  /// - Returns: whether it is watched as asked.
  private func watch(_ socket: Int32, for what: Int32) -> Bool {
    switch what {
    case CURL_POLL_IN: return Self.watch(socket, EPOLLIN.rawValue, in: epoll)
    case CURL_POLL_OUT: return Self.watch(socket, EPOLLOUT.rawValue, in: epoll)
    case CURL_POLL_INOUT: return Self.watch(socket, EPOLLIN.rawValue | EPOLLOUT.rawValue, in: epoll)
    default:
      // CURL_POLL_REMOVE: it may be closed already, and then epoll has forgotten it.
      epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nil)
      return true
    }
  }

  private static func watch(_ descriptor: Int32, _ events: UInt32, in epoll: Int32) -> Bool {
    var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
    if epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0 { return true }
    return errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0
  }
}

/// Ends the sleep of a thread that waits for a descriptor: eventfd(2).
///
/// It may be rung on any thread until it is closed; the engine queue sees to that by ringing under its lock.
struct WakeupEvent: Sendable {
  let descriptor: Int32

  init?() {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  func ring() { eventfd_write(descriptor, 1) }

  func silence() {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
  }

  func close() { Glibc.close(descriptor) }
}
