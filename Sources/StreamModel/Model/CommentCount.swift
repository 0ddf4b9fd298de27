/// What came of comments, by which most servers keep a connection alive; of all sources together.
public struct CommentCount: Sendable {
  public private(set) var comments = 0
  /// Bytes of what stands after the colons.
  public private(set) var bytes = 0
  /// How many of them the log still holds.
  public private(set) var kept = 0
  public private(set) var firstSeen: Moment?
  public private(set) var lastSeen: Moment?
  public private(set) var rate = RateMeter()

  public init() {}

  mutating func count(bytes: Int, at now: Moment) {
    comments += 1
    self.bytes += bytes
    kept += 1
    if firstSeen == nil { firstSeen = now }
    lastSeen = max(lastSeen ?? now, now)
    rate.add(at: now)
  }

  /// A comment has left the log.
  mutating func drop() { kept -= 1 }

  /// So many are in the log, which was replaced.
  mutating func keep(_ kept: Int) { self.kept = kept }
}
