internal import Glibc
internal import StreamModel

/// Measures how long a connection has said nothing.
///
/// It does not count while nobody listens: before the connection stands, and while the transfer is paused.
struct Silence {
  let limit: Duration
  private var since: ContinuousClock.Instant?
  /// Of the connection in use, as far as it is known.
  private var socket: Int32?
  private var candidates: [Int32] = []

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

  mutating func hear(at now: ContinuousClock.Instant) {
    if since != nil { since = now }
  }

  mutating func pause() { since = nil }

  /// A connection is tried over this socket, perhaps one of several.
  mutating func noteOpening(of socket: Int32) {
    // Whatever was in use may be closed by now, and its number another's.
    self.socket = nil
    candidates.append(socket)
  }

  /// One of the sockets has become the connection. libcurl tells its number only when a transfer is over.
  mutating func noteConnection(localPort: Int) {
    socket = candidates.last { Self.localPort(of: $0) == localPort }
    candidates = []
  }

  /// As `deadline`, with the bytes counted that libcurl keeps to itself: half a header line, a chunk's length, what a
  /// decoder still waits for more of.
  mutating func deadline(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard let known = since else { return nil }
    if known.advanced(by: limit) <= now, let age = socket.flatMap(Self.ageOfNewestByte) {
      since = max(known, now.advanced(by: .zero - age))
    }
    return deadline
  }

  /// From tcp(7), `TCP_INFO`; `nil` for what is no TCP connection.
  private static func ageOfNewestByte(of socket: Int32) -> Duration? {
    var info = tcp_info()
    var size = socklen_t(MemoryLayout<tcp_info>.size)
    guard getsockopt(socket, Int32(IPPROTO_TCP), TCP_INFO, &info, &size) == 0 else { return nil }
    return .milliseconds(info.tcpi_last_data_recv)
  }

  private static func localPort(of socket: Int32) -> Int? {
    // The port lies where it lies in the address of the older family.
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let failure = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
    }
    return failure == 0 ? Int(UInt16(bigEndian: address.sin6_port)) : nil
  }
}

/// Wakes the engine's thread when a transfer may have been silent for too long.
///
/// Bytes do not move it: it rings at the time that was known when listening began, and whoever has heard something by
/// then sets it anew. So bytes cost nothing, and the thread wakes once in a limit at most.
final class Alarm {
  private var nearest: ContinuousClock.Instant?

  func set(_ instant: ContinuousClock.Instant) { nearest = nearest.map { min($0, instant) } ?? instant }

  /// The time, if the alarm rings; it is off then.
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
