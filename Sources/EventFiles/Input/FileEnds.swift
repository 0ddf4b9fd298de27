package import StreamModel

/// The ends of files that are replayed, to be read before all that lies before them was.
package struct FileEnds: Sendable {
  /// How many bytes are read from behind: more where they hold few events.
  package struct Limits: Equatable, Sendable {
    package var first: Int
    package var most: Int
    /// Events that are enough.
    package var events: Int

    package init(first: Int = 256 << 10, most: Int = 16 << 20, events: Int = 256) {
      (self.first, self.most, self.events) = (first, most, events)
    }
  }

  private struct File: Sendable {
    let bytes: FileBytes
    let start: Duration?
    let playhead: any Playhead
  }

  private let files: [File]
  private let format: BodyFormat?
  private let from: Moment?
  private let session: SourceSession
  private let limits: Limits

  /// - Parameter session: a parser to begin with, that has read nothing.
  /// - Returns: `nil` where the end cannot be known before all was read: of what comes through a pipe, is compressed or
  ///   cut off by `--to`, and of several files without times, of which nobody can say in which order they go.
  package init?(
    _ opened: OpenedInputs, _ timeline: Timeline, session: SourceSession, limits: Limits = Limits()
  ) {
    guard opened.areSeekable, !opened.areCompressed, opened.reading.to == nil,
      opened.files.count == 1 || opened.haveTimes
    else { return nil }
    files = opened.files.sorted { $0.key < $1.key }.enumerated().map { place, file in
      File(bytes: file.value.bytes, start: file.value.start, playhead: timeline.playhead(of: place))
    }
    (format, from) = (opened.format, opened.bounds(timeline).from)
    (self.session, self.limits) = (session, limits)
  }

  /// Bytes of all files, as they are now.
  package var size: Int { files.reduce(0) { $0 + ($1.bytes.size ?? 0) } }

  /// Reads the ends of all files as they are now.
  ///
  /// - Returns: one for each; `nil` if one of them cannot be read from behind.
  package func read() -> [FileEnd]? {
    var ends: [FileEnd] = []
    for file in files {
      guard let end = read(file) else { return nil }
      ends.append(end)
    }
    return ends.contains { $0.events > 0 } ? ends : nil
  }

  private func read(_ file: File) -> FileEnd? {
    guard let size = file.bytes.size else { return nil }
    let beginning = file.bytes.bytes(at: 0, count: min(size, FileKind.beginningLimit))
    guard
      let form = FileEnd.Form(
        beginning, isWhole: beginning.count >= size, format: format, start: file.start, from: from),
      !form.isRecording || RecordedOrder.rises(in: file.bytes, size: size)
    else { return nil }
    var length = min(max(limits.first, 1), limits.most)
    while true {
      let first = max(size - length, 0)
      let bytes = file.bytes.bytes(at: first, count: size - first)
      let end = FileEnd(bytes, isWhole: first == 0, form, playhead: file.playhead, session: session)
      if first == 0 || end.events >= limits.events { return end }
      // What there is of the longest end is better than nothing.
      guard length < limits.most else { return end.events > 0 ? end : nil }
      length = min(length * 4, limits.most)
    }
  }
}
