internal import StreamModel
internal import Text

extension EventStream {
  /// How the connection is. The standard's `readyState` is CONNECTING in ``connecting(attempt:)`` and
  /// ``waiting(until:after:)``, OPEN in ``open`` and CLOSED in ``closed(_:)`` (HTML standard, 9.2.2).
  public enum State: Hashable, Sendable {
    /// A request is on its way. Attempts count from 1, and on over failures in a row.
    case connecting(attempt: Int)
    /// The server has responded with an event stream ("announce the connection", HTML standard, 9.2.3).
    case open
    /// The connection ended or could not be made, and the next try is due at an instant ("reestablish the connection",
    /// HTML standard, 9.2.3).
    case waiting(until: ContinuousClock.Instant, after: Interruption)
    /// There will be no further try ("fail the connection", HTML standard, 9.2.3). The last state.
    case closed(Interruption)
  }

  /// Why a connection is not open.
  public struct Interruption: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of reasons, as far as a program may want to tell them apart.
    public enum Kind: Hashable, Sendable {
      /// The server ended the body. Tried again, since the standard has a stream go on for ever.
      case ended
      /// The stream announced its end, and then the body ended. Final, and no failure.
      case finished
      /// The response has another status than 200. Final, but for those of ``Reconnection-swift.struct/statuses``. 204 is
      /// how a server says that there is no more to come, and no failure.
      case refused(status: Int)
      /// The response is of another type than `text/event-stream`; `nil` if it named none. Final.
      case notAnEventStream(contentType: String?)
      /// The server's certificate is not trusted. Final.
      case untrusted
      /// A time-out of ``Options-swift.struct`` has passed. Tried again.
      case timedOut
      /// The network or the server failed: a name that is not known, nobody who listens, a broken connection. Tried again.
      case network
      /// The request cannot be sent as it is, or redirects lead in a circle: the URL, the method or a header is wrong.
      /// Final.
      case request
      /// The system has no room for connections: no descriptors or threads. Final.
      case resources
      /// The engine was shut down. Final, and no failure.
      case shutDown
    }

    /// What kind of reason it is.
    public let kind: Kind

    /// What to tell people: one sentence without a full stop, without secrets, cleaned of control characters.
    public let description: String

    /// The start of the body of a response that is no event stream, which often says why; at most 4,096 bytes, as they
    /// came.
    public let body: [UInt8]

    /// Whether a loop over the events throws it, should it be final.
    public let isFailure: Bool
  }
}

extension EventStream.Interruption {
  init(_ reason: Disconnection, body: [UInt8] = []) {
    kind = Kind(reason)
    // The model's own sentence names an option of the program.
    let sentence =
      if case .contentType(let type?) = reason { "not an event stream: the content type is \(type)" } else {
        reason.sentence
      }
    description = CleanText.cleaned(sentence, glyphs: .unicode)
    self.body = body
    isFailure = reason.exitCode != 0
  }
}

extension EventStream.Interruption.Kind {
  init(_ reason: Disconnection) {
    self =
      switch reason {
      case .ended, .surplus: .ended
      case .finished: .finished
      case .status(let status): .refused(status: status)
      case .contentType(let type): .notAnEventStream(contentType: type)
      case .certificate: .untrusted
      case .timedOut: .timedOut
      case .malformedURL, .unsupportedScheme, .tooManyRedirects, .request: .request
      case .noResources: .resources
      case .closed: .shutDown
      case .proxyNotFound, .nameNotFound, .couldNotConnect, .handshake, .notHTTP, .emptyReply, .cut, .reset,
        .endOfFile, .unreadable, .notEvents, .other:
        .network
      }
  }
}
