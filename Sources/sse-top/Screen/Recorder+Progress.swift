import Dashboard
import EventFiles

extension Recorder.Status {
  /// What the screen tells of a recording that runs; `nil` without one.
  var progress: RecordingProgress? { path.map { RecordingProgress(path: $0, bytes: bytes, events: events) } }
}
