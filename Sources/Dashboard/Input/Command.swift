/// What a key asks for. What it does depends on the pane that is open.
public enum Command: Hashable, Sendable {
  case nextType, previousType
  /// Only the type with this label, 1 to 9.
  case onlyType(Int)
  case allTypes

  case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top
  /// Sideways by half a screen; in an opened event folding and unfolding.
  case left, right
  /// The newest event, and on with what comes; the end of a page.
  case follow

  case open, back, freeze, wrap, time, comments, zoom, raw
  case wider, narrower
  case types, sources, connection, help, palette

  case search, nextMatch, previousMatch, filter, onlyLikeThis
  case nextNotice, previousNotice, mark, nextMark, previousMark
  case nextSource, previousSource
  case nextEvent, previousEvent, foldAll, unfoldAll

  /// In a table: by which column it is sorted, and which way.
  case sortLeft, sortRight, invertSort
  /// In a table: hides or shows the row's events.
  case toggleShown
  /// In an opened event: folds or unfolds.
  case toggleFold

  case copyData, copyEvent, copyPath, save, record, page, pipe
  case reconnect, connectOrDisconnect, clear
  case mouse, redraw, suspend, quit, quitLeavingPage, interrupt

  /// How many rows down it goes.
  ///
  /// - Parameter page: the rows of a screen, one of which stays in view.
  func rows(page: Int) -> Int {
    switch self {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfPageUp: -max(page / 2, 1)
    case .halfPageDown: max(page / 2, 1)
    default: 0
    }
  }
}

/// What a command asks of the world outside the view; everything else is `ViewState`'s.
public enum Effect: Equatable, Sendable {
  case redraw, suspend, reconnect, connectOrDisconnect, quit, quitLeavingPage
  /// Ctrl-C: the exit status says so.
  case interrupt
  /// To the clipboard; `subject` says what it is: "the data".
  case copy([UInt8], subject: String)
  /// Everything that is shown, to a file; the name's ending tells the format.
  case save(path: String, overwrites: Bool)
  /// Records the raw stream from now on; `nil` ends the recording.
  case record(path: String?, overwrites: Bool)
  /// Opens bytes in the user's pager.
  case page([UInt8])
  /// Gives bytes to a shell command.
  case pipe([UInt8], command: String)
  case mouse(Bool)
  /// Paints with another theme.
  case theme(String)
}
