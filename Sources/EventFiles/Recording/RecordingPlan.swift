import StreamModel

/// What is recorded, and since when.
struct RecordingPlan {
  var name: RecordingName
  /// Names whose files are replaced; no other file is written over.
  var replaced: Set<String> = []
  /// Bytes after which a new file is begun; `nil` for never.
  var rotation: Int?
  /// The moment at which the file's times are zero.
  var began: Moment
  /// That moment's time of the calendar, since 1970.
  var beganAt: Duration
  /// The present time of the calendar, from which the names are made.
  var openedAt: Duration

  func at(_ moment: Moment) -> Duration { max(moment - began, .zero) }
}
