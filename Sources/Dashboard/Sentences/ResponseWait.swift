public import StreamModel
import Text

/// A request without a response yet, in words: how far it has come, and since when it waits there.
public struct ResponseWait {
  public enum Stage: Equatable, Sendable {
    case connecting
    /// The connection stands, the TLS handshake is not over.
    case connected
    case asked
  }

  public let stage: Stage
  public let duration: Duration
  private let since: Moment
  private let timings: ResponseHead.Timings

  /// From here on the usual reasons for coming no further are told.
  public static let patience = Duration.seconds(10)

  /// Why it may not come further, a line each.
  public var reasons: [String] {
    switch stage {
    case .connecting:
      [
        "usual reasons: a host that is off, a firewall that drops what is sent,",
        "or a proxy that does not respond",
      ]
    case .connected:
      [
        "usual reasons: a port that does not speak TLS (http:// does not use it),",
        "or a firewall that lets only the connection through",
      ]
    case .asked:
      [
        "usual reasons: a proxy that buffers or compresses the stream,",
        "or a server that sends its headers only with its first event",
      ]
    }
  }

  /// `nil` if the source waits for no response.
  public init?(_ source: SourceState, at now: Moment) {
    guard let attempt = source.awaitingResponse else { return nil }
    switch (attempt.connectedAt, attempt.askedAt) {
    case (_, let asked?): (stage, since) = (.asked, asked)
    case (let connected?, nil): (stage, since) = (.connected, connected)
    case (nil, nil): (stage, since) = (.connecting, attempt.beganAt)
    }
    duration = max(now - since, .zero)
    timings = attempt.timings
  }

  /// Whether it is long enough for reasons.
  public var isLong: Bool { duration >= Self.patience }

  /// When it will be long enough.
  public var longFrom: Moment { since + Self.patience }

  var word: String { stage == .connecting ? "connecting" : "connected" }

  /// What follows the word.
  var rest: String {
    switch stage {
    case .connecting: " \(age)"
    case .connected: " \(age) ago, no TLS handshake yet"
    case .asked: ", asked \(age) ago, no response yet"
    }
  }

  /// Where there is little room.
  var short: String {
    switch stage {
    case .connecting: age
    case .connected: "no TLS \(age)"
    case .asked: "no response \(age)"
    }
  }

  /// On a line of its own, with the phases so far.
  public var sentence: String {
    guard stage != .connecting else { return "not connected yet, after \(age)" }
    let phases = [
      ("name lookup", timings.nameLookup), ("connect", timings.connect), ("TLS", timings.handshake),
    ].compactMap { name, time in time.map { "\(name) \(PhaseTime.text($0))" } }
    return word + rest + (phases.isEmpty ? "" : " (\(phases.joined(separator: ", ")))")
  }

  private var age: String { TimeText.age(duration) }
}
