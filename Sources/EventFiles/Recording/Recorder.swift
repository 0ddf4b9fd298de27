import Glibc
package import StreamModel
import Synchronization

/// Records what the sources bring, from wherever it is told to until it is told to stop.
///
/// Each report is written before it is shown, with one `write`: a crash loses nothing of what was seen but an event
/// that was not complete. A failure ends the recording and nothing else.
package final class Recorder: Sendable {
  /// How a recording goes.
  package struct Status: Equatable, Sendable {
    /// The file that was begun last; `nil` while nothing is recorded.
    package var path: String?
    /// What was written since the start of the recording, into all its files.
    package var bytes = 0
    /// Events that came since, of all sources.
    package var events = 0
    /// Why the recording ended by itself, in a sentence; `nil` again when another begins.
    package var failure: String?
    /// The files that were begun, the newest last: a service begins some for weeks.
    package private(set) var files: [String] = []
    /// How many were begun before those.
    package private(set) var earlierFiles = 0
    /// Whether any recording has failed.
    package var hasFailed = false

    /// Names of files that are kept.
    package static let fileLimit = 1000

    package mutating func add(_ files: [String]) {
      self.files += files
      // Not one by one, as each moves all.
      guard self.files.count > Self.fileLimit + Self.fileLimit / 4 else { return }
      let rest = self.files.count - Self.fileLimit
      self.files.removeFirst(rest)
      earlierFiles += rest
    }

    /// Another recording begins: files and failures are those of the run.
    mutating func begin(_ paths: [String]) {
      (path, bytes, events, failure) = (paths.first, 0, 0, nil)
      add(paths)
    }
  }

  private let sources: Mutex<[SourceRecording]>
  private let state = Mutex(Status())
  private let timeline: Timeline
  private let count: Int
  /// Says what failed, at once, from whichever thread.
  private let say: @Sendable (String) -> Void

  /// - Parameters:
  ///   - sources: as they may be shown.
  ///   - eventLimit: bytes of an event that are held back until it is complete.
  package init(
    sources: [String], eventLimit: Int, timeline: Timeline, say: @escaping @Sendable (String) -> Void
  ) {
    self.sources = Mutex(
      sources.enumerated().map { SourceRecording(index: $0, source: $1, eventLimit: eventLimit) })
    (count, self.timeline, self.say) = (sources.count, timeline, say)
  }

  package var status: Status { state.withLock(\.self) }

  /// Begins to record; what was recorded before ends.
  ///
  /// - Parameters:
  ///   - path: strftime's signs are replaced; with several sources each has a number before the ending.
  ///   - rotation: bytes after which a new file is begun.
  ///   - replaced: names of files that are replaced, as soon as there is something to put in their place.
  /// - Throws: if a file cannot be created; then nothing is recorded.
  package func start(_ path: String, rotation: Int? = nil, replacing replaced: Set<String> = []) throws(RecordingFile
    .Failure)
  {
    stop()
    let now = timeline.now
    // From a whole millisecond, so that the times in the file are those that were shown.
    let time = timeline.time(of: now)
    let rest = Duration.nanoseconds(time.components.attoseconds / 1_000_000_000 % 1_000_000)
    let plan = RecordingPlan(
      name: RecordingName(pattern: path, sources: count), replaced: replaced, rotation: rotation,
      began: Moment(now.sinceStart - rest), beganAt: time - rest, openedAt: Timeline.present)
    let failure: RecordingFile.Failure? = sources.withLock { sources in
      var paths: [String] = []
      for index in sources.indices {
        do throws(RecordingFile.Failure) { paths.append(try sources[index].start(plan).path) } catch {
          for index in sources.indices { sources[index].abandon() }
          // Those of the other sources, which are empty yet and were made by this call.
          for path in paths where !replaced.contains(path) { unlink(path) }
          return error
        }
      }
      state.withLock { state in
        state.begin(paths)
      }
      for index in sources.indices {
        attempt(&sources) { (sources) throws(RecordingFile.Failure) in (try sources[index].begin(at: now), []) }
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Whether a file is being recorded to.
  package func isWriting(_ file: FileIdentity) -> Bool { sources.withLock { $0.contains { $0.isWriting(file) } } }

  /// Ends the recording, if there is one.
  package func stop() {
    sources.withLock { sources in
      let now = timeline.now
      for index in sources.indices {
        attempt(&sources) { (sources) throws(RecordingFile.Failure) in (try sources[index].stop(at: now), []) }
      }
      state.withLock { $0.path = nil }
    }
  }

  /// Begins another file for each source, with nothing lost in between: for who has moved the files away. If the name
  /// is taken still, the next number is.
  package func reopen() {
    sources.withLock { sources in
      let now = timeline.now
      for index in sources.indices {
        attempt(&sources) { (sources) throws(RecordingFile.Failure) in
          try sources[index].reopen(at: now) { Timeline.present }
        }
      }
    }
  }

  /// Takes what a source reports, before anybody sees it.
  package func receive(_ report: Report, source: Int) {
    sources.withLock { sources in
      attempt(&sources) { (sources) throws(RecordingFile.Failure) in
        try sources[source].receive(report) { Timeline.present }
      }
    }
  }

  /// Does something that writes, and ends the recording if that fails.
  private func attempt(
    _ sources: inout [SourceRecording],
    _ work: (inout [SourceRecording]) throws(RecordingFile.Failure) -> (Int, [String])
  ) {
    do throws(RecordingFile.Failure) {
      let (bytes, begun) = try work(&sources)
      guard bytes > 0 || !begun.isEmpty else { return }
      let events = sources.reduce(0) { $0 + $1.events }
      state.withLock { state in
        state.events = events
        state.bytes += bytes
        state.path = begun.last ?? state.path
        state.add(begun)
      }
    } catch {
      for index in sources.indices { sources[index].abandon() }
      let sentence = "the recording has ended: \(error.sentence)"
      state.withLock { state in
        (state.path, state.failure, state.hasFailed) = (nil, sentence, true)
      }
      say(sentence)
    }
  }
}
