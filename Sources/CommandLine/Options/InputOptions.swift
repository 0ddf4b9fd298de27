import ArgumentParser
import EventFiles

/// How files and pipes are read.
struct InputOptions: ParsableArguments {
  @Flag(name: .customLong("ndjson"), help: "Takes each line as an event: newline-delimited JSON.")
  var readsLines = false

  @Option(
    name: .customLong("speed"),
    help: ArgumentHelp("Replays a recording with its own gaps: 1x, 2x, 0.5x, or max for none.", valueName: "factor"))
  var speed: PlaybackSpeed?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Leaves out what was recorded before: 90, 1m30s, the time of day 05:01, or 2026-11-21T05:01:30Z.",
      valueName: "time"))
  var from: RecordedTime?

  @Option(
    name: .customLong("to"), help: ArgumentHelp("Leaves out what was recorded then and after.", valueName: "time"))
  var to: RecordedTime?
}

/// What is kept in files.
struct RecordingOptions: ParsableArguments {
  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "Writes what comes to a file, an event stream with times; several sources have a file each. %Y-%m-%d and the like stand for the date. No file is written over.",
      valueName: "file"), completion: .file())
  var file: OrderedArgument?

  @Option(
    name: .customLong("rotate"),
    help: ArgumentHelp("Begins another file of the recording after so much, as in 100M.", valueName: "bytes"))
  var rotation: ByteCount?
}

extension RecordedTime: Amount {}

extension PlaybackSpeed: Amount {}
