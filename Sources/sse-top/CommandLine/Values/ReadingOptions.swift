import StreamModel

/// How files and pipes are read, beside what holds for every source.
nonisolated struct ReadingOptions: Equatable, Sendable {
  /// `--speed`: `nil` for no gaps.
  var speed: PlaybackSpeed?
  /// `--from`, `--to`
  var from: RecordedTime?
  var to: RecordedTime?

  /// Whether all this makes sense for recordings only.
  var isForRecordings: Bool { speed != nil || from != nil || to != nil }
}
