public import EventFilter

/// What a file is written for.
public enum FileUse: Hashable, Sendable {
  case events, recording, report, comparison
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
  /// The report of what is wrong, to a file; the name's ending tells the format.
  case saveReport(path: String, overwrites: Bool)
  /// What a comparison has found, to a file; the name's ending tells the format.
  case saveComparison(path: String, overwrites: Bool)
  /// Records the raw stream from now on; `nil` ends the recording.
  case record(path: String?, overwrites: Bool)
  /// Opens bytes in the user's pager.
  case page([UInt8])
  /// Gives bytes to a shell command.
  case pipe([UInt8], command: String)
  /// Has a recording pause, play on, or go elsewhere.
  case replay(ReplayRequest)
  /// Says what is wrong with a source, by its place.
  case diagnose(source: Int)
  /// Calls the user for what matches one of these; with none no more.
  case alert([EventFilter])
  /// Stops at the first event that matches; `nil` for no stop.
  case stop(EventFilter?)
  case mouse(Bool)
  /// Paints with another theme.
  case theme(String)
}
