/// How files and pipes are read, beside what holds for every source.
package struct ReadingOptions: Equatable, Sendable {
  /// `--speed`: `nil` for no gaps.
  package var speed: PlaybackSpeed?
  /// `--from`, `--to`
  package var from: RecordedTime?
  package var to: RecordedTime?

  package init(speed: PlaybackSpeed? = nil, from: RecordedTime? = nil, to: RecordedTime? = nil) {
    (self.speed, self.from, self.to) = (speed, from, to)
  }

  /// Whether all this makes sense for recordings only.
  package var isForRecordings: Bool { speed != nil || from != nil || to != nil }
}
