/// What a key asks for. What it does depends on the pane that is open.
public enum Command: Hashable, Sendable {
  case nextType, previousType
  /// Only the type with this label, 1 to 9.
  case onlyType(Int)
  case allTypes

  case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top
  /// Sideways by half a screen.
  case left, right
  /// The newest event, and on with what comes.
  case follow

  case open, back, freeze, reconnect, help
  case redraw, suspend, quit, interrupt
}

/// What a command asks of the world outside the view; everything else is `ViewState`'s.
public enum Effect: Equatable, Sendable {
  case redraw, suspend, reconnect, quit
  /// Ctrl-C: the exit status says so.
  case interrupt
}
