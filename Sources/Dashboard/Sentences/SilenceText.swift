import StreamModel
import Text

/// How long ago a source's last byte came, and what to think of it: in words, so that nothing is told by colour alone.
struct SilenceText {
  var text: String
  /// The same where there is little room, the word before the number.
  var short: String
  var role: Role
  /// Whether it is longer than usual.
  var isAlarm: Bool

  /// `nil` while the source is not open.
  init?(_ source: SourceState, at now: Moment) {
    guard let silence = source.silence(at: now) else { return nil }
    let age = TimeText.age(silence.duration)
    let ago = silence.duration < .seconds(1) ? "now" : "\(age) ago"
    switch silence.alarm {
    case .usual: (text, short, role, isAlarm) = (ago, ago, .value, false)
    case .quiet: (text, short, role, isAlarm) = ("\(ago), quiet", "quiet \(age)", .warning, true)
    case .stalled: (text, short, role, isAlarm) = ("\(ago), STALLED", "STALLED \(age)", .bad, true)
    }
  }
}
