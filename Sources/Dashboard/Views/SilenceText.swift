import StreamModel

/// How long ago a source's last byte came, and what to think of it: in words, so that nothing is told by colour alone.
struct SilenceText {
  var text: String
  var role: Role
  /// Whether it is longer than usual.
  var isAlarm: Bool

  /// `nil` while the source is not open.
  init?(_ source: SourceState, at now: Moment) {
    guard let silence = source.silence(at: now) else { return nil }
    let ago = "\(TimeText.age(silence.duration)) ago"
    switch silence.alarm {
    case .usual: (text, role, isAlarm) = (ago, .value, false)
    case .quiet: (text, role, isAlarm) = ("\(ago), quiet", .warning, true)
    case .stalled: (text, role, isAlarm) = ("\(ago), STALLED", .bad, true)
    }
  }
}
