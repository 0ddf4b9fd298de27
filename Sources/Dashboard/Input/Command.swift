/// What can be asked of the dashboard, by a key or by its name in the palette.
///
/// Each case carries the commands of one place. Whoever does them switches over all of them, so that the compiler
/// names one that was forgotten. A command of a pane that is not on top does nothing.
enum Command: Hashable, Sendable {
  /// Each pane does these in its own way; without a pane the feed does.
  case pane(PaneCommand)
  /// About the feed, whatever covers it.
  case feed(FeedCommand)
  /// About the event under the cursor, in the feed or opened.
  case event(EventCommand)
  case opened(OpenedCommand)
  case table(TableCommand)
  case connection(ConnectionCommand)
  case findings(FindingsCommand)
  case fields(FieldsCommand)
  case changes(ChangesCommand)
  case answer(AnswerCommand)
  case comparison(ComparisonCommand)
  case replay(ReplayCommand)
  case program(ProgramCommand)
  /// With what was typed after its name.
  case given(ArgumentCommand, String)
}

/// What every pane, and the feed, is asked alike; not each of them can do it.
enum PaneCommand: Hashable, Sendable {
  /// Up or down by some rows.
  case scroll(Scroll)
  /// The oldest event, the first row.
  case top
  /// The newest event, and on with what comes; the last row.
  case end
  /// Sideways by half a screen; in an opened event folding and unfolding.
  case left, right
  /// What is under the cursor.
  case open
  /// Wraps long lines, or cuts them.
  case wrap
}

/// How far a cursor or a page goes.
enum Scroll: Hashable, Sendable {
  case up, down, pageUp, pageDown, halfPageUp, halfPageDown

  /// How many rows down.
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
    }
  }
}

enum FeedCommand: Hashable, Sendable {
  /// The next or previous event type alone; all types come before the first.
  case nextType, previousType
  /// Only the type with this label, 1 to 9.
  case onlyType(Int)
  case allTypes
  /// What the time column says.
  case time
  /// Shows or hides comments.
  case comments
  /// Gives the feed, or an opened event, the screen, or takes it back.
  case zoom
  /// Leaves out what has come so far; the counters stay.
  case clear
  /// To a notice, a loss, or an event whose type speaks of an error.
  case nextNotice, previousNotice
  case nextMark, previousMark
  /// To an event that ended a stall.
  case nextStall, previousStall
  /// Shows only notices and what says that it is an error, or everything again.
  case errors
  /// Asks for a filter.
  case filter
  /// Asks for what the user is to be called for.
  case alert
  /// Asks for the file that gets the events that are shown.
  case save
  /// Asks for the file that gets the raw stream from now on, or ends the recording.
  case record
}

enum EventCommand: Hashable, Sendable {
  case copyData
  /// As it came.
  case copyEvent
  /// The JSON value under the cursor of an opened event; without one the data.
  case copyValue
  /// The last event ID string at its time.
  case copyID
  /// The path of the JSON value under the cursor of an opened event.
  case copyPath
  /// The values at the path of the node under the cursor as a column of the feed.
  case toggleColumn
  /// Its data in the user's pager.
  case page
  /// Asks for the shell command that gets its data.
  case pipe
  /// Marks it, or unmarks it.
  case mark
  /// Only events of its type; in an opened event those with the same value at the same path.
  case onlyLikeThis
  /// What changed since the event before of its type and group; then the whole event again.
  case changes
}

/// In an opened event.
enum OpenedCommand: Hashable, Sendable {
  case nextEvent, previousEvent
  case toggleFold, foldAll, unfoldAll
  /// The bytes as they came on the wire, and back.
  case raw
}

/// In the table of types or of sources.
enum TableCommand: Hashable, Sendable {
  /// By which column it is sorted, and which way.
  case sortLeft, sortRight, invertSort
  /// Hides or shows the row's events.
  case toggleShown
  /// Shows the events of the row's source, type or group alone; of a source, again: those of all.
  case onlyThis
  /// The name of the row's type, group or source.
  case copyName
}

/// In the panel about a source's connection.
enum ConnectionCommand: Hashable, Sendable {
  case nextSource, previousSource
}

/// On the page of findings.
enum FindingsCommand: Hashable, Sendable {
  case next, previous
  /// As Markdown for a bug report: the finding under the cursor, or the report of all.
  case copy, copyAll
  /// Asks for the file that gets the report of all.
  case save
}

/// In the table of paths, and in that of the values at one.
enum FieldsCommand: Hashable, Sendable {
  /// The path, or the value under the cursor.
  case copy
  case copyPath
}

/// In an event that is opened as what changed in it.
enum ChangesCommand: Hashable, Sendable {
  /// The new value under the cursor, of what is gone the old one.
  case copy
  case copyPath
  /// Compares with the last marked event before it.
  case againstMark
}

/// On the page of a language model's answers.
enum AnswerCommand: Hashable, Sendable {
  case nextAnswer, previousAnswer
  case nextStall, previousStall
  case nextPiece, previousPiece
  /// The event that brought the piece under the cursor, in the feed.
  case event
  case toggleFold
  /// The block under the cursor, or all of the answer but the thinking.
  case copyBlock, copyAnswer
}

/// On the page of two streams compared.
enum ComparisonCommand: Hashable, Sendable {
  /// The events of A, of B, or of both.
  case nextSide, previousSide
  /// What is different in the event under the cursor and in the one of the other side.
  case differences
  /// What was found, as text.
  case copy
  /// Asks for the file that gets what was found.
  case save
}

/// Of the player of a recording.
enum ReplayCommand: Hashable, Sendable {
  case nextEvent, previousEvent
  case secondOn, secondBack
  case minuteOn, minuteBack
  case faster, slower
  /// To a place that the bar of the header marks.
  case nextPlace, previousPlace
}

/// What is the same wherever it is asked.
enum ProgramCommand: Hashable, Sendable {
  /// Closes the pane on top, else ends the search, else the filter.
  case back
  /// Opens a pane, or closes it if it is on top.
  case help, types, sources, connection, findings, fields, answer, comparison
  /// Asks for a command by its name.
  case palette
  /// Asks for what to look for: among events, in an opened event, or on the help page.
  case search
  /// In the direction of the search, and against it.
  case nextMatch, previousMatch
  /// Stops the view, or lets it go on; reading and counting go on.
  case freeze
  /// Opens the event under the cursor beside the feed, or no longer.
  case layout
  /// Tells events apart by the value of the node under the cursor, or asks for a path.
  case group
  /// Over a longer or shorter time the sparklines go.
  case wider, narrower
  case reconnect
  /// Disconnects, or connects again.
  case connectOrDisconnect
  /// Asks for a report of what is wrong with the stream.
  case diagnose
  /// Listens to the mouse, or no longer.
  case mouse
  /// Draws the whole screen anew.
  case redraw
  /// Stops the process as the shell's job.
  case suspend
  /// Closes the pane on top; without one the program ends.
  case quit
  /// Ends the program and leaves the last picture on the normal screen.
  case quitLeavingPage
  /// Ends the program at once, as Ctrl-C does.
  case interrupt
}

/// What needs a word after its name.
enum ArgumentCommand: String, CaseIterable, Sendable {
  /// Shows only what matches an expression.
  case filter
  /// Looks for a text.
  case search
  /// Calls the user when an event matches an expression.
  case alert
  /// Stops at the first event that matches an expression.
  case stopOn = "stop-on"
  /// Shows one event type alone, or one group.
  case type
  /// Tells events apart by the values of a path, or with `type` by their types.
  case by
  /// Shows the values of a path as a column of the feed, or no longer; with `none` no such column.
  case column
  /// Saves what is shown to a file.
  case save
  /// Records the raw stream to a file.
  case record
  /// Goes to a time of day, so long on or back, or to an event's number.
  case at
  /// Plays a recording so many times faster than it was recorded.
  case speed
  /// Goes to the next finding, drop, loss or stall, or to the one before.
  case next, previous
  /// Gives the event's data to a shell command.
  case pipe
  /// `on` or `off`.
  case mouse
  /// Paints with a theme.
  case theme
  /// Whether an event stands opened beside the feed: `auto`, `split` or `single`.
  case layout
}
