internal import CurlTransport
internal import StreamModel

extension EventStream {
  /// How a stream is asked for, and how it is kept up.
  public struct Options: Sendable {
    /// Sent in this order. A name given here takes the place of the header that would be sent by itself (`Accept:
    /// text/event-stream`, `Cache-Control`, `Pragma`, `User-Agent`). A name that is no token or a value with a line break
    /// ends the stream with the kind ``Interruption/Kind-swift.enum/request``. Those that hold secrets, like
    /// `Authorization`, are not sent on to another origin by a redirect.
    public var headers: [(name: String, value: String)] = []

    /// The method; `nil` for GET, or POST where there is a body. The standard knows only GET.
    public var method: String?

    /// What is sent with the request; `nil` for nothing. Its type is a header.
    public var body: [UInt8]?

    /// What the first request sends as `Last-Event-ID`, to go on after an event of before (HTML standard, 9.2.4); empty
    /// for none. The events' ``Event/lastEventID`` says from where to resume later. Beyond 8,000 bytes it is not sent.
    public var lastEventID = ""

    /// What is tried again, and when.
    public var reconnection = Reconnection()

    /// Bytes of one line, from 1 to 1 GiB. A longer one is dropped with its event; see ``Update/overlong(bytes:)``.
    public var lineLimit = 16 << 20

    /// Bytes of one event as it came, from 1 to 1 GiB. A longer one is dropped; see ``Update/overlong(bytes:)``.
    public var eventLimit = 16 << 20

    /// How long name lookup, connecting and the TLS handshake may take together, from a millisecond on.
    public var connectTimeout: Duration = .seconds(30)

    /// How long a connection may say nothing, be it a comment, until it is given up and made anew; `nil` for any time.
    /// It does not count while nobody asks for events.
    public var idleTimeout: Duration?

    /// What carries the stream.
    public var engine = Engine.shared

    /// The standard's behaviour.
    public init() {}
  }

  /// What is tried again, and when (HTML standard, 9.2.3 "reestablish the connection").
  ///
  /// After an open connection the wait is the reconnection time. Each failed try doubles it, up to 30 seconds, at random
  /// between the half and the whole; a `Retry-After` of the response is the least wait.
  public struct Reconnection: Hashable, Sendable {
    /// Further tries since the stream was open last, or since the start: 0 for none, `Int.max` for any number. `nil` is
    /// any number for a request without a body, and none for one with a body: what is asked for with a body may cost
    /// something, or be done twice.
    public var limit: Int?

    /// The reconnection time until the stream sets another with `retry`, from 100 milliseconds to an hour. The standard
    /// leaves it to the client, "probably in the region of a few seconds".
    public var time: Duration = .seconds(3)

    /// Statuses that are tried again, from 100 to 599. The standard fails on all but 200.
    public var statuses: Set<Int> = []

    /// The standard's behaviour, for a request without a body.
    public init() {}
  }
}

extension EventStream {
  var request: CurlRequest {
    var request = CurlRequest(url: url)
    request.headers = options.headers.map { CurlRequest.Header(name: $0.name, value: $0.value) }
    request.method = options.method
    request.body = options.body
    request.userAgent = "EventStream"
    request.connectTimeout = options.connectTimeout
    request.idleTimeout = options.idleTimeout
    return request
  }

  var session: SourceSession {
    let reconnection = options.reconnection
    let statuses = reconnection.statuses.filter((100...599).contains).map(String.init).joined(separator: ",")
    let policy = ReconnectionPolicy(
      retryLimit: reconnection.limit ?? (options.body == nil ? nil : 0),
      retriedStatuses: StatusSet(statuses) ?? StatusSet())
    let limits = EventParser.Limits(line: options.lineLimit, event: options.eventLimit)
    return SourceSession(
      machine: ConnectionMachine(policy: policy, backoff: Backoff(reconnectionTime: reconnection.time)),
      parser: EventParser(limits: limits, lastEventID: Array(options.lastEventID.utf8)), lineLimit: limits.line)
  }
}
