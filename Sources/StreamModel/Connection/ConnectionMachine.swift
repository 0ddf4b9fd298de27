/// Decides when to connect, read, wait and give up. It does no input or output, and it is told the time.
///
/// Source: HTML Living Standard, 9.2.3 "Processing model": "announce the connection", "reestablish the connection",
/// "fail the connection". The standard's readyState is CONNECTING in `connecting` and `waiting`, OPEN in `open`, and
/// CLOSED in `closed`.
public struct ConnectionMachine: Sendable {
  public enum State: Equatable, Sendable {
    /// Nothing was asked yet. Next: `connecting`.
    case idle
    /// A request is on its way; attempts count from 1 and on over failures in a row.
    /// Next: `open`, `waiting`, `closed`.
    case connecting(attempt: Int)
    /// Events may arrive. Next: `waiting`, `closed`.
    case open(since: Moment)
    /// The connection ended or could not be made, and the next try is due. Next: `connecting`, `closed`.
    case waiting(until: Moment, after: Disconnection)
    /// No further try by itself. Next: `connecting`, only by the user's wish.
    case closed(Disconnection)
  }

  /// What the driver has to do next.
  public enum Action: Equatable, Sendable {
    case connect
    case read
    case wait(until: Moment)
    case finish
  }

  public private(set) var state = State.idle
  public private(set) var backoff: Backoff
  private let policy: ReconnectionPolicy
  private var attempt = 0
  /// Tries since the stream was open last, beyond the first one ever.
  private var retries = 0

  public init(policy: ReconnectionPolicy = ReconnectionPolicy(), backoff: Backoff = Backoff()) {
    self.policy = policy
    self.backoff = backoff
  }

  /// Time to connect: at the start, when a wait is over, or because the user wants it now.
  public mutating func connect() -> Action {
    attempt += 1
    state = .connecting(attempt: attempt)
    return .connect
  }

  /// As `connect`, unless an open connection was lost: then what follows a loss.
  mutating func connect(after loss: Disconnection?, at now: Moment) -> Action {
    guard let loss, case .open = state else { return connect() }
    return disconnected(loss, at: now)
  }

  /// The head of a response has arrived.
  ///
  /// Only status 200 with the type `text/event-stream` opens the stream, or, beyond the standard, with a type of lines
  /// of JSON; anything else fails the connection, unless the policy is more patient.
  ///
  /// - Parameter isIDBlamed: whether the same is asked once more without its `Last-Event-ID`.
  public mutating func responded(_ head: ResponseHead, at now: Moment, isIDBlamed: Bool = false) -> Action {
    guard case .connecting = state else { return .finish }
    guard head.status == 200 else {
      guard isIDBlamed || policy.retriedStatuses.contains(head.status) else { return close(.status(head.status)) }
      return wait(after: .status(head.status), atLeast: RetryAfter.wait(head), at: now)
    }
    let types = head.values(of: "Content-Type")
    guard
      policy.acceptsAnyType || MIMEType.essence(ofContentTypes: types) == "text/event-stream"
        || BodyFormat(head) != .eventStream
    else {
      return close(.contentType(types.isEmpty ? nil : types.joined(separator: ", ")))
    }
    attempt = 0
    retries = 0
    backoff.opened(at: now)
    state = .open(since: now)
    return .read
  }

  /// Whether a refusal may be about the `Last-Event-ID` of the request: 431 says so, and 400 is what many servers say to
  /// a head that is too long or a value that they do not take. Without the ID the place is lost, but not the stream.
  func blamesID(_ status: Int) -> Bool { status == 431 || status == 400 && !policy.retriedStatuses.contains(400) }

  /// The stream has set its reconnection time.
  mutating func setReconnectionTime(milliseconds: Int) {
    backoff.reconnectionTime = .milliseconds(min(milliseconds, 1 << 40))
  }

  /// The try failed, or the open connection ended.
  public mutating func disconnected(_ reason: Disconnection, at now: Moment) -> Action {
    guard !reason.isFinal else { return close(reason) }
    switch state {
    case .connecting, .open: return wait(after: reason, atLeast: nil, at: now)
    case .idle, .waiting, .closed: return .finish
    }
  }

  private mutating func wait(after reason: Disconnection, atLeast least: Duration?, at now: Moment) -> Action {
    retries += 1
    if let limit = policy.retryLimit, retries > limit { return close(reason) }
    let until = now + max(backoff.wait(at: now), least ?? .zero)
    state = .waiting(until: until, after: reason)
    return .wait(until: until)
  }

  /// No further try: by the user's wish, or because it would be futile.
  public mutating func close(_ reason: Disconnection) -> Action {
    state = .closed(reason)
    attempt = 0
    retries = 0
    return .finish
  }
}
