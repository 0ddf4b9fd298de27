public import StreamModel

extension ViewState {
  /// From so many sources on nobody follows a feed of all of them: it is looked at as numbers are.
  private static let manySources = 32

  /// Whether events or text run through the view, which is smooth only if each frame shows them. All else are numbers,
  /// which cannot be read if they change more than ten times a second.
  public func isRunning(_ live: StreamState) -> Bool {
    if let pane, pane.isRunning { return true }
    guard showsFeed, frozen == nil, feed.follows else { return false }
    return live.sources.count - feed.selection.hiddenSources.count < Self.manySources
  }
}
