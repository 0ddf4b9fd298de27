/// Finds a stream that is nearly nothing but comments, and many of them. Constant size.
package struct CommentFloodMeter: Sendable {
  /// Comments in a second, and their share of its bytes, from which on it is one.
  private static let fewest = 20
  private static let sharePercent = 90

  /// Seconds in a row, the most there were, and how many comments came in the worst of them.
  private var seconds = 0
  package private(set) var longest = 0
  package private(set) var most = 0
  private var second: Int64 = -1
  private var comments = 0
  private var commentBytes = 0
  private var bytes = 0

  package init() {}

  mutating func receive(comments: Int, commentBytes: Int, bytes: Int, at now: Moment) {
    let second = now.nanoseconds / 1_000_000_000
    if second != self.second {
      settle(isNext: second == self.second + 1)
      (self.second, self.comments, self.commentBytes, self.bytes) = (second, 0, 0, 0)
    }
    self.comments += comments
    self.commentBytes += commentBytes
    self.bytes += bytes
  }

  private mutating func settle(isNext: Bool) {
    if comments >= Self.fewest, commentBytes * 100 >= bytes * Self.sharePercent {
      seconds += 1
      longest = max(longest, seconds)
      most = max(most, comments)
    } else {
      seconds = 0
    }
    if !isNext { seconds = 0 }
  }
}
