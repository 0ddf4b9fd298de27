/// A notice on the desktop, by the terminal's control sequence 9: iTerm2's, which kitty, foot, WezTerm, Ghostty and
/// others understand.
enum OSC9 {
  /// What is to be written for a notice.
  ///
  /// Whatever the text is, nothing of it can end the sequence or be a command: control characters are left out, and
  /// a number at its beginning, by which ConEmu names commands, gets a blank before it. tmux passes on what is wrapped
  /// for it where its option `allow-passthrough` is on, GNU screen what is wrapped for it.
  static func sequence(_ text: String, inside multiplexer: Multiplexer?) -> [UInt8] {
    let shown = text.unicodeScalars.filter { !(0..<0x20 ~= $0.value || 0x7F..<0xA0 ~= $0.value) }
    let start = shown.first.map { (0x30...0x39).contains($0.value) } == true ? " " : ""
    let bell: UInt8 = 7
    let plain = Array("\u{1B}]9;\(start)\(String(shown))".utf8) + [bell]
    return multiplexer?.passing(plain) ?? plain
  }
}
