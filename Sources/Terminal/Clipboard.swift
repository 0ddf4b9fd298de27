import Glibc
import Text

/// Where copied text goes: to the terminal's clipboard, and to the local one by a program that knows it.
package struct Clipboard {
  /// How long such a program may take.
  private static let patience = Duration.seconds(2)

  let terminal: Terminal
  let environment: (String) -> String?

  package init(
    terminal: Terminal, environment: @escaping (String) -> String? = { getenv($0).map { String(cString: $0) } }
  ) {
    self.terminal = terminal
    self.environment = environment
  }

  /// Copies, and tells how much and where to as a sentence. Nothing waits for it but the caller.
  package func copy(_ bytes: [UInt8]) async -> String {
    var ways: [String] = []
    if let tool = await copyLocally(bytes) { ways.append(tool) }
    let multiplexer = Multiplexer.innermost(environment, ancestors: Multiplexer.ancestors)
    if bytes.count <= OSC52.limit, terminal.send(OSC52.sequence(bytes, inside: multiplexer)) {
      ways.append("OSC 52")
    }
    let size = Quantity.bytes(bytes.count)
    guard ways.isEmpty else { return "copied \(size) to the clipboard (\(ways.joined(separator: " and ")))" }
    return bytes.count > OSC52.limit
      ? "not copied: \(size) is more than the \(Quantity.bytes(OSC52.limit)) that OSC 52 takes, and no local clipboard is there"
      : "not copied: this terminal has no clipboard, and no local one is there"
  }

  /// - Returns: the name of the program that took it.
  private func copyLocally(_ bytes: [UInt8]) async -> String? {
    for tool in ClipboardTool.tools(in: environment) {
      guard
        let file = try? TemporaryFile(tool.text(bytes), in: environment("TMPDIR")),
        let child = try? Child.start(tool.words, input: file.descriptor, output: nil)
      else { continue }
      file.remove()
      if await child.end(within: Self.patience) == .exited(status: 0) { return tool.name }
    }
    return nil
  }
}

/// A program that puts its standard input into the local clipboard.
struct ClipboardTool: Equatable, Sendable {
  let words: [String]
  var takesUTF16 = false

  var name: String { words.first ?? "" }

  /// Those that fit the user's surroundings, the best first; not all of them need be installed.
  static func tools(in environment: (String) -> String?) -> [ClipboardTool] {
    func has(_ name: String) -> Bool { environment(name)?.isEmpty == false }
    var tools: [ClipboardTool] = []
    if has("WAYLAND_DISPLAY") { tools.append(ClipboardTool(words: ["wl-copy"])) }
    if has("DISPLAY") {
      tools.append(ClipboardTool(words: ["xclip", "-selection", "clipboard", "-in"]))
      tools.append(ClipboardTool(words: ["xsel", "--clipboard", "--input"]))
    }
    if has("WSL_DISTRO_NAME") { tools.append(ClipboardTool(words: ["clip.exe"], takesUTF16: true)) }
    // tmux hands it on to the clipboard of its own terminal, though it may be set to take no sequence for it.
    if has("TMUX") { tools.append(ClipboardTool(words: ["tmux", "load-buffer", "-w", "-"])) }
    return tools
  }

  /// The bytes as the program takes them.
  func text(_ bytes: [UInt8]) -> [UInt8] {
    guard takesUTF16 else { return bytes }
    return [0xFF, 0xFE]
      + String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }
}
