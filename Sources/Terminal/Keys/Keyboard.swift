import Dashboard
import Glibc

/// Reads keys from standard input.
package struct Keyboard {
  /// How long a lone Esc is waited for before it counts as Esc, in milliseconds.
  private static let escapeDelay: Int32 = 25
  /// How long what was begun and is not ended may take to go on: a report comes in pieces over a slow line.
  private static let patience = Duration.seconds(1)
  /// What is read at once at most, so that an endless paste leaves time for frames; in bytes.
  private static let turn = 1 << 16

  private var decoder: KeyDecoder
  private var lastInput = ContinuousClock.now
  private var buffer = [UInt8](repeating: 0, count: 4096)

  init(named: [[UInt8]: Key]) { decoder = KeyDecoder(named: named) }

  var hasMouse: Bool {
    get { decoder.hasMouse }
    set { decoder.hasMouse = newValue }
  }

  /// Makes the controlling terminal standard input where that is something else, so that there are keys.
  package static func find() -> Bool {
    if isatty(STDIN_FILENO) == 1 { return true }
    let keyboard = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keyboard >= 0 else { return false }
    defer { close(keyboard) }
    return dup2(keyboard, STDIN_FILENO) >= 0
  }

  /// The keys that were pressed since the last call; `nil` if the terminal is gone.
  mutating func keys() -> [Key]? {
    var keys: [Key] = []
    var left = Self.turn
    while left > 0 {
      switch Self.wait(decoder.isUnsettled ? Self.escapeDelay : 0) {
      case .input: break
      case .silence: return keys + decoder.settle()
      case .gone: return keys.isEmpty ? nil : keys
      }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return keys.isEmpty ? nil : keys }
      let now = ContinuousClock.now
      if now - lastInput > Self.patience { decoder.abandon() }
      lastInput = now
      keys += decoder.push(buffer[..<count])
      left -= count
    }
    return keys
  }

  private enum Readiness { case input, silence, gone }

  private static func wait(_ milliseconds: Int32) -> Readiness {
    var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&state, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .silence }
      return state.revents & Int16(POLLIN) != 0 ? .input : .gone
    }
  }
}
