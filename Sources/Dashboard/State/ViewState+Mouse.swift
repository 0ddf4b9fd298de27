extension ViewState {
  /// Rows that a notch of the wheel moves.
  private static let wheelRows = 3

  mutating func click(_ mouse: Key.Mouse, _ context: Context) -> Effect? {
    // What is pointed at beside the other half takes the keys.
    if showsFeed, !layout.event.isEmpty { takeKeys(at: mouse, context) }
    switch mouse.action {
    case .wheelUp: return turn(.pane(.scroll(.up)), context)
    case .wheelDown: return turn(.pane(.scroll(.down)), context)
    case .press: break
    }
    guard panes.isEmpty else {
      if let row = paneArea.row(at: mouse) { panes[panes.count - 1].select(row: row) }
      return nil
    }
    if let row = layout.feed.row(at: mouse) {
      guard let position = feed.position(atRow: row, context.state) else { return nil }
      // A second click on the same row opens it.
      if position == feed.cursor, !feed.follows { return apply(.pane(.open), context) }
      feed.go(to: position, in: context.state)
    } else if let types = typesLayout.types(atRow: mouse.row, column: mouse.column) {
      show(types)
    }
    return nil
  }

  /// Opens the event beside the feed if it is pointed at, or closes it if the feed is.
  private mutating func takeKeys(at mouse: Key.Mouse, _ context: Context) {
    if layout.event.row(at: mouse) != nil {
      if panes.isEmpty { _ = apply(.pane(.open), context) }
    } else if !panes.isEmpty, layout.feed.row(at: mouse) != nil || layout.types.row(at: mouse) != nil {
      _ = apply(.program(.back), context)
    }
  }

  private mutating func turn(_ command: Command, _ context: Context) -> Effect? {
    for _ in 0..<Self.wheelRows { _ = apply(command, context) }
    return nil
  }
}

extension Area {
  /// The row of the area that the mouse is on, if it is.
  fileprivate func row(at mouse: Key.Mouse) -> Int? {
    holds(row: mouse.row, column: mouse.column) ? mouse.row - row : nil
  }
}
