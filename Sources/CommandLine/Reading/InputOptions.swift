import EventFiles

/// The options of reading files and pipes.
struct InputOptions: Equatable, Sendable {
  var readsLines = false
  var speed: PlaybackSpeed?
  var from: RecordedTime?
  var to: RecordedTime?
}

/// What is kept in files.
struct RecordingOptions: Equatable, Sendable {
  var file: String?
  var rotation: ByteCount?
}

extension OptionTable {
  static let inputOptions: [Option] = [
    flag("ndjson", "Takes each line as an event: newline-delimited JSON.") { $0.input.readsLines = true },
    amount("speed", "factor", "Replays a recording with its own timing: 1x, 2x, 0.5x, or max without waiting.") {
      $0.input.speed = $1
    },
    amount(
      "from", "time",
      "Leaves out what was recorded before this time: 90, 1m30s, a time of day as 05:01, or 2026-11-21T05:01:30Z."
    ) { $0.input.from = $1 },
    amount("to", "time", "Leaves out what was recorded at this time and after.") { $0.input.to = $1 },
  ]

  static let recordingOptions: [Option] = [
    file(
      "record",
      "Records the stream to a file, an event stream with times; with several sources each has a file of its own. %Y-%m-%d and the like stand for the date. No file is overwritten."
    ) { $0.recording.file = $1 },
    amount("rotate", "bytes", "Starts another file of the recording after this many bytes, as in 100M.") {
      $0.recording.rotation = $1
    },
  ]
}

extension RecordedTime: Amount {}

extension PlaybackSpeed: Amount {}
