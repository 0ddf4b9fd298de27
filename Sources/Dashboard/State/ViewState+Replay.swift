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

  /// A state from before was taken back: the newest of it is in view.
  public mutating func resume() {
    search?.pending = nil
    feed.follow()
  }
}
