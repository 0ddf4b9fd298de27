/// What came of an effect, where the sentence names a key.
extension ViewState {
  /// All sources were connected, or disconnected, as the user wanted.
  public mutating func tellConnections(areOn: Bool) {
    let key = Keymap.name(of: .program(.connectOrDisconnect))
    tell(areOn ? "connecting" : "disconnected; \(key) connects again")
  }

  /// The raw stream goes to a file from now on.
  public mutating func tellRecording(to path: String) {
    tell("recording to \(path); \(Keymap.name(of: .feed(.record))) ends it")
  }
}
