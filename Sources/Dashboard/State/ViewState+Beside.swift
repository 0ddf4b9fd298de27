import StreamModel

extension ViewState {
  /// Bytes of an event that are laid out beside the feed: with more, frames would wait for events that nobody has
  /// opened. Whoever opens it gets all.
  static let besideLimit = 1 << 16

  /// Whether an opened event is on top, whole or as its changes.
  var isEventOnTop: Bool { pane is Detail || pane is ChangesPane }

  /// The position of the opened event on top.
  var openedPosition: Int? { detail?.position ?? (pane as? ChangesPane)?.position }

  /// Whether the feed can be seen: nothing is on top, or only an event beside it.
  var showsFeed: Bool { panes.isEmpty || isEventOnTop && !layout.event.isEmpty }

  /// Where the pane on top is drawn.
  var paneArea: Area { showsFeed ? layout.event : layout.pane }

  /// Lays out the event under the cursor beside the feed if it is not the one that stands there, and fits it.
  mutating func fitBeside(_ live: StreamState, _ frame: Frame, isDrawn: Bool) {
    let state = state(live)
    guard panes.isEmpty, !layout.event.isEmpty, let position = subject(in: state) else {
      beside = nil
      return
    }
    guard isDrawn else { return }
    if beside?.position != position {
      beside = Detail(
        at: position, in: state, feed.groups, clock: frame.clock, like: look, limit: Self.besideLimit)
    }
    if let search, beside?.found?.pattern != search.pattern { beside?.findFirst(search.pattern) }
    beside?.fit(
      rows: layout.event.rows - 1, columns: layout.event.columns, glyphs: frame.glyphs, pattern: search?.pattern)
  }

  /// Keeps how the opened event on top is looked at, for the one that is opened next.
  mutating func keepLook() { if let detail { look = detail.look(after: look) } }

  /// Splits the screen, or no longer.
  mutating func toggleLayout() {
    guard layoutChoice.splits(columns: layout.header.columns) else { return choose(.split) }
    choose(.single)
  }

  mutating func choose(_ choice: LayoutChoice) {
    layoutChoice = choice
    switch choice {
    case .auto: tell("events open beside the feed where the screen is wide")
    case .single: tell("an opened event covers the feed")
    case .split where layout.header.columns < LayoutChoice.least:
      tell("an event fits beside the feed from \(LayoutChoice.least) columns on", isTrouble: true)
    case .split: tell("the event under the cursor is open beside the feed")
    }
  }
}
