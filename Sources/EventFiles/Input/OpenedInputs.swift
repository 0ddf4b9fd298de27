import Glibc
package import StreamModel
import Text

/// The inputs of a run, files opened: what cannot be read is found before anything is shown.
package struct OpenedInputs {
  package struct Failure: Error {
    var input: Input
    package var reason: Disconnection

    package var sentence: String { "\(Printable.text(input.displayed)): \(reason.sentence)" }
  }

  package let inputs: [Input]
  let files: [Int: OpenedInput]
  let reading: ReadingOptions
  let format: BodyFormat?

  /// - Parameter format: what files hold; `nil` for what their beginning tells.
  package init(_ inputs: [Input], _ reading: ReadingOptions, format: BodyFormat?) throws(Failure) {
    var files: [Int: OpenedInput] = [:]
    for (index, input) in inputs.enumerated() {
      do throws(Disconnection) {
        switch input {
        case .url: break
        case .file(let path):
          files[index] = try OpenedInput.open(path, format: format, isLookedAt: reading.isForRecordings)
        case .standardInput:
          files[index] = try OpenedInput.open(nil, format: format, isLookedAt: reading.isForRecordings)
        }
      } catch { throw Failure(input: input, reason: error) }
    }
    (self.inputs, self.files, self.reading, self.format) = (inputs, files, reading, format)
  }

  private init(_ inputs: [Input], _ files: [Int: OpenedInput], of whole: Self) {
    (self.inputs, self.files, reading, format) = (inputs, files, whole.reading, whole.format)
  }

  /// Each by itself, so that recordings of different days have a time of their own each.
  package var alone: [Self] {
    inputs.enumerated().map { index, input in Self([input], files[index].map { [0: $0] } ?? [:], of: self) }
  }

  /// Whether standard input is a pipe or a file, and so may be meant as the stream.
  package static var hasStandardInput: Bool {
    var status = stat()
    return fstat(STDIN_FILENO, &status) == 0 && [S_IFIFO, S_IFSOCK, S_IFREG].contains(status.st_mode & S_IFMT)
  }

  /// The time by which all are watched: the recordings' own, if there is nothing live among them.
  ///
  /// - Parameter isControlled: whether somebody may pause it, and have it go elsewhere.
  package func timeline(
    _ clock: ContinuousClock, start: ContinuousClock.Instant, isControlled: Bool = false
  ) -> Timeline {
    let hasRecording = files.values.contains { !$0.heading.isEmpty }
    let isLive = files.count < inputs.count || files.values.contains { $0.isLive }
    let origin = files.values.compactMap(\.start).min()
    let isControlled = isControlled && !isLive
    guard hasRecording, !isLive else {
      return Timeline(.live, clock: clock, start: start, files: files.count, isControlled: isControlled)
    }
    let course: Timeline.Mode =
      if case .factor(let factor) = reading.speed { .paced(factor) } else { .asRead }
    return Timeline(course, clock: clock, start: start, origin: origin, files: files.count, isControlled: isControlled)
  }

  /// Whether all of them are files that can be read from any place on.
  package var areSeekable: Bool { files.count == inputs.count && files.values.allSatisfy(\.isSeekable) }

  /// Whether what comes of all of them has times that can be compared: all are live, or all are recordings.
  package var haveTimes: Bool {
    let live = inputs.count - files.count + files.values.count { $0.isLive }
    return live == inputs.count || live == 0 && files.values.allSatisfy { !$0.heading.isEmpty }
  }

  /// Whether going back in any of them takes reading it from its beginning.
  package var areCompressed: Bool { files.values.contains { $0.bytes.isCompressed } }

  /// When all of them end on a timeline, as far as that is known before they are read.
  package func end(_ timeline: Timeline) -> Moment? {
    let ends = files.values.compactMap(\.end)
    return ends.count == files.count ? ends.max().map { Moment($0 - timeline.origin) } : nil
  }

  /// What `--from` and `--to` mean on a timeline.
  package func bounds(_ timeline: Timeline) -> (from: Moment?, to: Moment?) {
    let end = files.values.compactMap(\.end).max()
    return (
      reading.from?.moment(start: timeline.origin, end: end), reading.to?.moment(start: timeline.origin, end: end)
    )
  }

  /// What is told where nothing of a recording lies between the two.
  private static func emptiness(of file: OpenedInput) -> String {
    let range = file.start.map { start in
      "; the recording "
        + (file.end.map { "goes from \(RecordedTime.text(start)) to \(RecordedTime.text($0))" }
          ?? "begins at \(RecordedTime.text(start))")
    }
    return "nothing was recorded in what --from and --to leave" + (range ?? "")
  }

  /// The file at this place among the inputs, to be read, and where; `nil` for a URL.
  package func file(
    at index: Int, _ timeline: Timeline, session: SourceSession
  ) -> (source: FileSource, executor: any TaskExecutor)? {
    guard let file = files[index] else { return nil }
    let place = files.keys.count { $0 < index }
    let (from, to) = bounds(timeline)
    let options = FileSource.Options(format: format, from: from, to: to, emptiness: Self.emptiness(of: file))
    let bytes = file.bytes
    let seek: @Sendable (Int) throws -> Void = { offset in try bytes.seek(to: offset) }
    let source = FileSource(
      bytes, seek: file.isSeekable ? seek : nil, title: file.title,
      playhead: timeline.playhead(of: place), options: options, session: session)
    return (source, file.bytes.executor)
  }
}
