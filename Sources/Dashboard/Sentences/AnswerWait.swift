public import StreamModel
import Text

/// A request without an answer yet, in words: how far it has come, and since when it waits there.
public struct AnswerWait {
  public enum Stage: Equatable, Sendable {
    case connecting
    /// The connection stands, the TLS handshake is not over.
    case connected
    case asked
  }

  public let stage: Stage
  public let duration: Duration
  private let timings: ResponseHead.Timings

  /// From here on the usual reasons for having no answer are told.
  public static let patience = Duration.seconds(10)

  /// Why a server that was asked may not answer, a line each.
  public static let reasons = [
    "usual reasons: a proxy that buffers or compresses the stream,",
    "or a server that sends its head only with its first event",
  ]

  /// `nil` if the source waits for no answer.
  public init?(_ source: SourceState, at now: Moment) {
    guard let attempt = source.unanswered else { return nil }
    let since: Moment
    switch (attempt.connectedAt, attempt.askedAt) {
    case (_, let asked?): (stage, since) = (.asked, asked)
    case (let connected?, nil): (stage, since) = (.connected, connected)
    case (nil, nil): (stage, since) = (.connecting, attempt.beganAt)
    }
    duration = max(now - since, .zero)
    timings = attempt.timings
  }

  /// Whether it is long enough for reasons.
  public var isLong: Bool { stage == .asked && duration >= Self.patience }

  var word: String { stage == .connecting ? "connecting" : "connected" }

  /// What follows the word.
  var rest: String {
    switch stage {
    case .connecting: " \(age)"
    case .connected: " \(age) ago, no TLS handshake yet"
    case .asked: ", asked \(age) ago, no answer yet"
    }
  }

  /// Where there is little room.
  var short: String {
    switch stage {
    case .connecting: age
    case .connected: "no TLS \(age)"
    case .asked: "no answer \(age)"
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
