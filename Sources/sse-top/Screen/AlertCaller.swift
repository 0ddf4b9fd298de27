import Dashboard
import EventFilter
import StreamModel
import Terminal

/// Has the terminal call the user when something has matched that was waited for.
struct AlertCaller {
  let terminal: Terminal
  /// Whether the desktop is told too.
  let notifies: Bool

  /// - Returns: whether the user was called.
  func call(_ program: Program) -> Bool {
    guard let new = program.processor.alerts.call(at: program.clock.now) else { return false }
    terminal.ringBell()
    guard notifies else { return true }
    terminal.notify(
      AlertText.notice(program.processor.alerts, new: new, program.model.state, glyphs: terminal.frameSize.glyphs))
    return true
  }
}
