extension FeedState {
  /// What a newcomer needs first: where all keys stand, and those for which one cannot wait.
  func footer(isFrozen: Bool) -> [FooterKey] {
    [FooterKey("?", "help"), FooterKey("Space", isFrozen ? "go on" : "freeze"), FooterKey("Enter", "open")]
      + (follows ? [] : [FooterKey("G", "follow")])
      + [
        FooterKey("y", "copy"), FooterKey("&", "filter"), FooterKey("s", "save"), FooterKey("Tab", "type"),
        FooterKey("e", "errors"), FooterKey("/", "search"), FooterKey("q", "quit"), FooterKey("T", "types"),
        FooterKey("i", "connection"), FooterKey("S", "sources"), FooterKey(":", "commands"), FooterKey("t", "times"),
        FooterKey("w", "wrap"), FooterKey("R", "reconnect"),
      ]
  }
}
