/// One try to connect, and what came of it. Small, for many of them are kept.
public struct Attempt: Equatable, Sendable {
  /// Attempts of a source that are kept.
  public static let limit = 50
  /// Bytes of an ID that are kept of all but the newest.
  static let idLimit = 48

  /// The final response, without its headers.
  public struct Response: Equatable, Sendable {
    /// As on the status line: "HTTP/1.1", "HTTP/2".
    public let version: String
    private let code: Int16
    private let walked: UInt8

    public var status: Int { Int(code) }
    /// How many redirects were walked to it.
    public var redirects: Int { Int(walked) }

    init(_ head: ResponseHead) {
      (version, code, walked) = (head.version, Int16(clamping: head.status), UInt8(clamping: head.redirects.count))
    }
  }

  public struct End: Equatable, Sendable {
    public let reason: Disconnection
    public let at: Moment
  }

  /// Its place among the attempts in a row, from 1 and on over failures.
  public var number: Int { Int(place) }
  public let beganAt: Moment
  /// What the request carried; the first 256 bytes, and fewer once it is not the newest.
  public internal(set) var lastEventID: [UInt8]
  public internal(set) var events = 0
  /// Bytes of the body.
  public internal(set) var bytes = 0
  public internal(set) var response: Response?
  /// How it ended; `nil` while it goes on.
  public internal(set) var end: End?

  private let place: Int32
  /// Events that came within a second of the stream's being open, up to 255.
  package internal(set) var earlyEvents: UInt8 = 0
  private var connected = PackedMoment()
  private var asked = PackedMoment()
  private var opened = PackedMoment()
  private var firstEvent = PackedMoment()
  private var firstByte = PackedMoment()
  private var lastByte = PackedMoment()
  private var interrupted = PackedMoment()
  private var excuse = Moment.start
  private var phases = PackedTimings()

  init(number: Int, beganAt: Moment, lastEventID: [UInt8]) {
    (place, self.beganAt, self.lastEventID) = (Int32(clamping: number), beganAt, lastEventID)
  }

  /// When the connection was known to stand; `nil` before.
  public internal(set) var connectedAt: Moment? {
    get { connected.moment }
    set { connected.moment = newValue }
  }

  /// When the request was sent, the newest of redirects; `nil` before.
  public internal(set) var askedAt: Moment? {
    get { asked.moment }
    set { asked.moment = newValue }
  }

  /// When the stream was open; `nil` if it never was.
  public internal(set) var openedAt: Moment? {
    get { opened.moment }
    set { opened.moment = newValue }
  }

  public internal(set) var firstEventAt: Moment? {
    get { firstEvent.moment }
    set { firstEvent.moment = newValue }
  }

  /// When the first and the last byte of the body came.
  public internal(set) var firstByteAt: Moment? {
    get { firstByte.moment }
    set { firstByte.moment = newValue }
  }

  public internal(set) var lastByteAt: Moment? {
    get { lastByte.moment }
    set { lastByte.moment = newValue }
  }

  /// When the program last went on after it had been stopped, or its machine had slept: no time over this is a server's.
  package internal(set) var interruptedAt: Moment? {
    get { interrupted.moment }
    set { interrupted.moment = newValue }
  }

  /// How much of the wait for the response lies in times in which the machine was busy; see `StreamState.longestExcuse`.
  package internal(set) var excused: Duration {
    get { excuse.sinceStart }
    set { excuse = Moment(newValue) }
  }

  /// What the request went through.
  public internal(set) var timings: ResponseHead.Timings {
    get { phases.timings }
    set { phases = PackedTimings(newValue) }
  }
}

/// A moment that may not have come yet, in no more room than one that has.
private struct PackedMoment: Equatable, Sendable {
  private var nanoseconds = Int64.min

  var moment: Moment? {
    get { nanoseconds == .min ? nil : Moment(nanoseconds: nanoseconds) }
    set { nanoseconds = newValue?.nanoseconds ?? .min }
  }
}

/// Phases in microseconds, as libcurl tells them; those beyond an hour count as that.
private struct PackedTimings: Equatable, Sendable {
  private var nameLookup = UInt32.max
  private var connect = UInt32.max
  private var handshake = UInt32.max
  private var firstByte = UInt32.max

  init() {}

  init(_ timings: ResponseHead.Timings) {
    (nameLookup, connect) = (Self.packed(timings.nameLookup), Self.packed(timings.connect))
    (handshake, firstByte) = (Self.packed(timings.handshake), Self.packed(timings.firstByte))
  }

  var timings: ResponseHead.Timings {
    ResponseHead.Timings(
      nameLookup: Self.duration(nameLookup), connect: Self.duration(connect), handshake: Self.duration(handshake),
      firstByte: Self.duration(firstByte))
  }

  private static func packed(_ duration: Duration?) -> UInt32 {
    duration.map { UInt32((Moment(min(max($0, .zero), .seconds(3600))).nanoseconds + 500) / 1000) } ?? .max
  }

  private static func duration(_ microseconds: UInt32) -> Duration? {
    microseconds == .max ? nil : .microseconds(Int64(microseconds))
  }
}
