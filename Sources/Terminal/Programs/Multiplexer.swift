import Glibc

/// The program whose terminal this one is drawn on, where that is no real one.
enum Multiplexer: Equatable {
  case tmux, screen

  /// The innermost one: each leaves its variables to what runs inside, so both may be set.
  ///
  /// The nearest ancestor of the two servers is the innermost; TMUX and STY hold their process IDs. Where neither is an
  /// ancestor, TERM tells: `tmux…` is tmux's, `screen` and `screen.…` are what GNU screen says, `screen-…` is an older
  /// tmux's.
  ///
  /// - Parameter ancestors: the process IDs of this process's ancestors, the parent first.
  static func innermost(_ environment: (String) -> String?, ancestors: [pid_t]) -> Multiplexer? {
    let tmux = environment("TMUX").flatMap { $0.isEmpty ? nil : $0 }
    let screen = environment("STY").flatMap { $0.isEmpty ? nil : $0 }
    guard let tmux, let screen else { return tmux != nil ? .tmux : screen != nil ? .screen : nil }
    // SOCKET,PID,SESSION and PID.NAME.
    let tmuxServer = tmux.split(separator: ",").dropFirst().first.flatMap { pid_t($0) }
    let screenServer = screen.split(separator: ".").first.flatMap { pid_t($0) }
    for ancestor in ancestors {
      if ancestor == tmuxServer { return .tmux }
      if ancestor == screenServer { return .screen }
    }
    let type = environment("TERM") ?? ""
    return type == "screen" || type.hasPrefix("screen.") ? .screen : .tmux
  }

  /// What GNU screen passes on at once, in bytes.
  private static let screenChunk = 512

  /// A sequence wrapped so that it is passed on to the terminal outside.
  func passing(_ sequence: [UInt8]) -> [UInt8] {
    let escape: UInt8 = 0x1B
    let end = Array("\u{1B}\\".utf8)
    switch self {
    case .tmux:
      return Array("\u{1B}Ptmux;".utf8) + sequence.flatMap { $0 == escape ? [escape, escape] : [$0] } + end
    case .screen:
      var wrapped: [UInt8] = []
      var rest = sequence[...]
      while !rest.isEmpty {
        wrapped += Array("\u{1B}P".utf8) + rest.prefix(Self.screenChunk) + end
        rest = rest.dropFirst(Self.screenChunk)
      }
      return wrapped
    }
  }

  /// The ancestors of this process, the parent first; as far as `/proc` tells.
  static var ancestors: [pid_t] {
    var found: [pid_t] = []
    var process = getppid()
    while process > 1, found.count < 64 {
      found.append(process)
      guard let parent = parent(of: process) else { break }
      process = parent
    }
    return found
  }

  private static func parent(of process: pid_t) -> pid_t? {
    let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return nil }
    // PID (NAME) STATE PARENT …; the name may hold anything.
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    return text[end...].split(separator: " ").dropFirst(2).first.flatMap { pid_t($0) }
  }
}
