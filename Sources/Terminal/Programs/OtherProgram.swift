import Glibc
import Text

/// A program that gets the terminal for a while, and an event to read.
package struct OtherProgram: Sendable {
  enum Reading: Sendable {
    /// As a file whose name stands after the command.
    case file
    /// As standard input.
    case input
  }

  /// Words for a shell: `less -S`.
  let command: String
  /// What the user knows it by.
  let purpose: String
  let reading: Reading
  let bytes: [UInt8]
  /// What the file's name ends in.
  let suffix: String
  /// Whether the screen it leaves is to be read before ours comes back, however it ended.
  let isAwaited: Bool

  /// The user's pager. What a terminal could take for a command is replaced, for not all pagers do that, and the
  /// escapes of JSON are undone.
  static func pager(_ bytes: [UInt8], suffix: String = ".txt", environment: (String) -> String?) -> OtherProgram {
    OtherProgram(
      command: word("PAGER", in: environment) ?? "less", purpose: "PAGER", reading: .file, bytes: readable(bytes),
      suffix: suffix, isAwaited: false)
  }

  private static func readable(_ bytes: [UInt8]) -> [UInt8] {
    let glyphs: Glyphs = Codeset.speaksUTF8 ? .unicode : .ascii
    var text: [UInt8] = []
    var start = 0
    var json = JSONEscape.lines(of: bytes.span, isCut: false)[...]
    while true {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isJSON = json.first?.lowerBound == start
      if isJSON { json.removeFirst() }
      let line = isJSON ? JSONEscape.shown(bytes[start..<end]) : bytes[start..<end]
      line.withUnsafeBytes { CleanText.append($0, to: &text, glyphs: glyphs) }
      guard end < bytes.count else { return text }
      text.append(0x0A)
      start = end + 1
    }
  }

  /// What the user reads with: a pager, or an editor where only that is named.
  package static func reader(_ bytes: [UInt8]) -> OtherProgram {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
    let suffix = bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") ? ".json" : ".txt"
    let hasPager = word("PAGER", in: environment) != nil
    let hasEditor = (word("VISUAL", in: environment) ?? word("EDITOR", in: environment)) != nil
    return hasEditor && !hasPager
      ? editor(bytes, suffix: suffix, environment: environment) : pager(bytes, suffix: suffix, environment: environment)
  }

  /// The user's editor, on the bytes as they are.
  static func editor(_ bytes: [UInt8], suffix: String = ".txt", environment: (String) -> String?) -> OtherProgram {
    OtherProgram(
      command: word("VISUAL", in: environment) ?? word("EDITOR", in: environment) ?? "vi", purpose: "EDITOR",
      reading: .file, bytes: bytes, suffix: suffix, isAwaited: false)
  }

  /// What the user has typed, with the bytes as they are.
  package static func pipe(to command: String, _ bytes: [UInt8]) -> OtherProgram {
    OtherProgram(
      command: command, purpose: "the command", reading: .input, bytes: bytes, suffix: "", isAwaited: true)
  }

  private static func word(_ name: String, in environment: (String) -> String?) -> String? {
    environment(name).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// What a shell is given; the file's path is a word of its own, whatever characters it has.
  func words(path: String) -> [String] {
    switch reading {
    case .file: ["/bin/sh", "-c", command + " \"$1\"", "sh", path]
    case .input: ["/bin/sh", "-c", command]
    }
  }

  /// What is to be said of its end; `nil` if there is nothing.
  func sentence(_ change: Child.Change) -> String? {
    let name = Printable.text(String(command.prefix(60)))
    switch change {
    // Ctrl-C in a pager interrupts a search, and kills the shell around it when the pager has ended.
    case .exited(0), .stopped, .killed(SIGINT): return nil
    case .exited(127): return "\(name): not found (\(purpose))"
    case .exited(126): return "\(name): cannot be run (\(purpose))"
    case .exited(let status): return "\(name) ended with status \(status)"
    case .killed(let signal):
      return "\(name) was ended by signal \(signal) (\(strsignal(signal).map { String(cString: $0) } ?? "unknown"))"
    case .lost: return "\(name): nobody knows how it ended"
    }
  }
}
