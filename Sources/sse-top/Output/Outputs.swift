import CommandLine
import EventFiles
import EventOutput
import Glibc
import Text

/// All that a run writes to, opened and compared: no two of them are one file, and none is what is read.
struct Outputs {
  struct Failure: Error {
    var sentence: String
    var code: Int32
  }

  let sink: OutputSink
  let receipt: Receipt
  private(set) var files: FilesInUse

  /// Opens the file of `-o` and that of `--summary`. What they hold stays, and where there is a failure no new file does.
  init(_ invocation: Invocation, inputs: [Input]) throws(Failure) {
    do throws(FilesInUse.Conflict) { files = try FilesInUse(inputs: inputs) } catch {
      throw Failure(sentence: error.sentence, code: ExitCode.usage)
    }
    do throws(OutputPlan.Failure) { sink = try invocation.output.open() } catch {
      throw Failure(sentence: error.sentence, code: ExitCode.writeError)
    }
    do throws(SummaryFile.Failure) { receipt = try Receipt(invocation.receipt) } catch {
      sink.opened?.withdraw()
      throw Failure(sentence: error.sentence, code: ExitCode.writeError)
    }
    do throws(FilesInUse.Conflict) {
      try files.add(sink.opened?.identity, named: sink.name, of: "-o")
      let summary = receipt.file
      try files.add(summary?.opened?.identity, named: Printable.text(summary?.name ?? ""), of: "--summary")
    } catch {
      withdraw()
      throw Failure(sentence: error.sentence, code: ExitCode.usage)
    }
  }

  /// Begins the recording that was asked for.
  func begin(_ recording: (path: String, rotation: Int?)?, _ recorder: Recorder) throws(Failure) {
    guard let recording else { return }
    do throws(RecordingFile.Failure) {
      try recorder.start(recording.path, rotation: recording.rotation)
    } catch {
      let conflict = files.conflict(
        of: FileIdentity(path: error.path), named: Printable.text(error.path), for: "--record")
      withdraw()
      if let conflict { throw Failure(sentence: conflict.sentence, code: ExitCode.usage) }
      throw Failure(sentence: "the recording cannot be written: \(error.sentence)", code: ExitCode.writeError)
    }
  }

  private func withdraw() {
    sink.opened?.withdraw()
    receipt.file?.opened?.withdraw()
  }
}
