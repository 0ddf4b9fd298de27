import StreamModel
import Text

/// A source's connection in words, with a mark and a role, so that nothing is told by colour alone.
struct ConnectionText {
  var mark: String
  var word: String
  /// How far the request has come that has no response, after the word, and alone where there is little room.
  var progress: (rest: String, short: String)?
  var role: Role
  /// Why it is not open; `nil` while it is.
  var reason: String?
  /// What comes next, if something does.
  var next: String?

  /// With the mark.
  var state: String { "\(mark) \(word)\(progress?.rest ?? "")" }

  init(_ source: SourceState, _ frame: Frame) {
    let glyphs = frame.glyphs
    switch source.connection {
    case .idle: (mark, word, role) = (glyphs.connecting, "starting", .warning)
    case .connecting(let attempt):
      (mark, word, role) = (glyphs.connecting, "connecting", .warning)
      if let wait = ResponseWait(source, at: frame.now) { (word, progress) = (wait.word, (wait.rest, wait.short)) }
      if attempt > 1 || source.openings > 0 {
        reason = source.lastDisconnection?.reason.sentence
        next = "attempt \(attempt)"
      }
    case .open: (mark, word, role) = (glyphs.open, "open", .good)
    case .waiting(let until, let after):
      (mark, word, role) = (glyphs.waiting, "waiting", .warning)
      reason = after.sentence
      next = "next try in \(TimeText.countdown(until - frame.now))"
    case .closed(let why):
      (mark, word, role) = (glyphs.closed, "closed", why.closedRole)
      // The word says it all where nothing but the user's wish has closed it.
      reason = why == .closed ? "disconnected by you" : why.sentence
      // A file or a pipe is read once.
      next =
        why == .closed
        ? "\(Keymap.name(of: .program(.connectOrDisconnect))) connects"
        : source.head?.status == 0 ? nil : "no more tries"
    }
  }
}

extension Disconnection {
  /// How it is told that nothing more comes: what was announced, a file's end and the user's wish are no failures.
  var closedRole: Role {
    switch self {
    case .finished, .endOfFile, .closed, .status(204): .heading
    case .ended, .surplus: .warning
    default: .bad
    }
  }
}
