package import EventFields
package import StreamModel

extension ViewState {
  mutating func apply(_ command: ReplayCommand) -> Effect? {
    guard replay != nil else {
      tell("this is live; only a recording goes back and forth", isTrouble: true)
      return nil
    }
    return switch command {
    case .nextEvent: .replay(.step(events: 1))
    case .previousEvent: .replay(.step(events: -1))
    case .secondOn: .replay(.skip(.seconds(1)))
    case .secondBack: .replay(.skip(.seconds(-1)))
    case .minuteOn: .replay(.skip(.seconds(60)))
    case .minuteBack: .replay(.skip(.seconds(-60)))
    case .faster: .replay(.faster)
    case .slower: .replay(.slower)
    }
  }

  /// The groups as they are counted, to be given back to `resume`.
  package func groupsCheckpoint(_ state: StreamState) -> EventGroups? { feed.groups?.checkpoint(state) }

  /// A state from before was taken back: the newest of it is in view.
  ///
  /// - Parameter groups: what was counted by then.
  package mutating func resume(_ state: StreamState, _ groups: EventGroups?) {
    search?.pending = nil
    feed.follow()
    guard let path = feed.groups?.path else { return }
    // Rows keep their numbers, by which the feed selects them.
    if let groups, groups.path == path { feed.groups = groups.resumed(in: state) } else { group(by: path, anew: true) }
  }
}
