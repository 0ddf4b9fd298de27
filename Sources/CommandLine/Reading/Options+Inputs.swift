import EventFiles
import EventOutput
import StreamModel

extension Options {
  func inputs(in environment: Environment) throws(UsageError) -> [Input] {
    var inputs: [Input] = []
    for word in urls {
      let input = Input(word, isRegularFile: environment.isRegularFile, isFolder: environment.isFolder)
      if case .url(let url) = input, Input.isNamedLikeEvents(word, isFolder: environment.isFolder) {
        throw UsageError("\(word): no such file; as a URL it is \(url.text)", status: ExitCode.readError)
      }
      inputs.append(input)
    }
    if inputs.count(where: { $0 == .standardInput }) > 1 {
      throw UsageError("Standard input can be read once only, and - stands for it several times.")
    }
    let hasURL = display.demo != nil || inputs.contains { if case .url = $0 { true } else { false } }
    if hasURL, reading.isForRecordings {
      throw UsageError("--speed, --from and --to are for recordings alone: a URL has no recorded times.")
    }
    return inputs
  }

  var reading: ReadingOptions {
    ReadingOptions(speed: input.speed, from: input.from, to: input.to)
  }

  var recordingFile: (path: String, rotation: Int?)? {
    get throws(UsageError) {
      guard let path = recording.file else {
        guard recording.rotation == nil else { throw UsageError("--rotate needs --record, which names the file.") }
        return nil
      }
      guard !path.isEmpty else { throw UsageError("The value of --record is not a file name.") }
      guard path != "-" else {
        throw UsageError("--record needs the name of a file; --format sse writes the stream to standard output.")
      }
      return (path, recording.rotation?.bytes)
    }
  }
}
