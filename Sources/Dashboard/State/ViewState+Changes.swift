import EventFields
import EventFilter
import StreamModel
import Text

extension ViewState {
  /// Opens the event under the cursor as what changed in it, or the whole of it again.
  mutating func toggleChanges(_ context: Context) {
    if pane is ChangesPane { return openWhole(at: nil, context) }
    guard let position = subject(in: context.state),
      let changes = ChangesPane(at: position, in: context.state, feed.groups)
    else {
      tell("there is no event under the cursor that is kept", isTrouble: true)
      return
    }
    if detail != nil { panes.removeLast() }
    panes.append(changes)
  }

  /// Opens the whole of the event that is opened as its changes.
  ///
  /// - Parameter place: a byte of its data, whose value the cursor goes to.
  mutating func openWhole(at place: Int?, _ context: Context) {
    guard let changes = pane as? ChangesPane else { return }
    guard var detail = Detail(at: changes.position, in: context.state, feed.groups, clock: context.clock) else {
      tell("the event is no longer kept", isTrouble: true)
      return
    }
    if let place, let node = detail.document?.node(at: place) { detail.go(toNode: node) }
    panes.removeLast()
    panes.append(detail)
  }

  /// Goes to the neighbouring event among the feed's rows, opened as its changes.
  mutating func openNextChanges(_ direction: FeedSearch.Direction, _ context: Context) {
    guard let changes = pane as? ChangesPane else { return }
    let reader = feed.reader(context.state)
    var position = changes.position
    while let next = direction == .newer ? reader.first(from: position + 1) : reader.last(before: position) {
      if let changes = ChangesPane(at: next, in: context.state, feed.groups) {
        panes.removeLast()
        panes.append(changes)
        feed.go(to: next, in: context.state)
        return
      }
      position = next
    }
    tell(direction == .newer ? "this is the newest" : "this is the oldest that is kept")
  }

  mutating func apply(_ command: ChangesCommand, _ context: Context) -> Effect? {
    guard let changes = pane as? ChangesPane else { return nil }
    switch command {
    case .copy:
      guard let value = changes.value else { break }
      return .copy(value, subject: "the value")
    case .copyPath:
      guard let path = changes.path else { break }
      return .copy(Array(path.text.utf8), subject: "the path \(path.text)")
    case .againstMark:
      guard
        let mark = marks.last(where: {
          $0 < changes.position && context.state.log.positions.contains($0) && context.state.log[$0].kind == .event
        }),
        let compared = ChangesPane(at: changes.position, with: mark, in: context.state, feed.groups)
      else {
        tell("no marked event before it; m sets a mark", isTrouble: true)
        return nil
      }
      panes.removeLast()
      panes.append(compared)
      return nil
    }
    tell("there is no difference under the cursor", isTrouble: true)
    return nil
  }
}
