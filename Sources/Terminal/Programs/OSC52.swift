import Text

/// The clipboard of the terminal itself, also over SSH: xterm's control sequence 52, by which the terminal is told.
enum OSC52 {
  /// What common terminals take, in bytes of text: 100,000 bytes of sequence.
  static let limit = 74_994

  /// Whether a terminal of this type may be told; those of the other kind would show it.
  static func isUnderstood(by type: String) -> Bool {
    !["linux", "vt", "ansi", "cons25", "dumb", "sun"].contains { type.hasPrefix($0) }
  }

  /// What is to be written for a text to be copied.
  ///
  /// tmux takes the sequence where its option `set-clipboard` is on, and passes on what is wrapped for it where
  /// `allow-passthrough` is; both do no harm where they are not. GNU screen passes on what is wrapped for it.
  static func sequence(_ bytes: [UInt8], inside multiplexer: Multiplexer?) -> [UInt8] {
    let bell: UInt8 = 7
    let plain = Array("\u{1B}]52;c;".utf8) + Base64.encoded(bytes) + [bell]
    switch multiplexer {
    case .tmux: return plain + Multiplexer.tmux.passing(plain)
    case .screen: return Multiplexer.screen.passing(plain)
    case nil: return plain
    }
  }
}
