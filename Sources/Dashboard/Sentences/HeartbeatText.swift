import StreamModel
import Text

/// A source's heartbeat as the header tells it: how far apart the beats are, or for how long one has been missing.
struct HeartbeatText: Equatable {
  let text: String
  let role: Role

  /// `nil` while the source is not open, and as long as nothing is known of it.
  init?(_ source: SourceState, _ frame: Frame) {
    guard let silence = source.silence(at: frame.now)?.duration, let since = source.openSince else { return nil }
    // What comes more often is no heartbeat.
    let period = source.silences.commentGap.flatMap { $0 >= .seconds(1) ? $0 : nil }
    self.init(period: period, silence: silence, hasBeaten: source.comments > 0, open: frame.now - since, frame.glyphs)
  }

  /// After so long on an open connection the lack of a heartbeat is told.
  static let patience = Duration.seconds(60)

  /// - Parameters:
  ///   - period: from one beat to the next; `nil` if none is known.
  ///   - hasBeaten: whether there was one at all.
  ///   - open: how long the connection is open.
  init?(period: Duration?, silence: Duration, hasBeaten: Bool, open: Duration, _ glyphs: Glyphs) {
    let sign = glyphs.isASCII ? "beat" : "♥"
    guard let period else {
      guard !hasBeaten, open >= Self.patience else { return nil }
      (text, role) = ("\(sign) none", .value)
      return
    }
    switch silence {
    case (period * 3 + .seconds(1))...: (text, role) = ("\(sign) gone \(Self.age(silence))", .bad)
    case (period * 2)...: (text, role) = ("\(sign) late \(Self.age(silence))", .warning)
    default: (text, role) = ("\(sign) \(Self.seconds(period))", .value)
    }
  }

  /// `15.0 s`, `00:03:00`.
  private static func seconds(_ duration: Duration) -> String {
    let tenths = Int(duration / .milliseconds(100) + 0.5)
    return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) s" : TimeText.duration(duration)
  }

  /// `31 s`, `00:03:00`.
  private static func age(_ duration: Duration) -> String {
    let seconds = Int(duration / .seconds(1))
    return seconds < 100 ? "\(seconds) s" : TimeText.duration(duration)
  }
}
