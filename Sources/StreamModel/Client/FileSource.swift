/// A file, or a pipe, as a source: reads it once, and reports of it as an `EventSource` does of the network.
///
/// A recording's marks become the moments and the connections that they tell of, and are no part of what is shown.
public struct FileSource: Sendable {
  /// How it is to be read.
  public struct Options: Equatable, Sendable {
    /// What it is taken for; `nil` for what its beginning tells.
    public var format: BodyFormat?
    /// What of a recording is shown; the beginning belongs to it, the end does not.
    public var from: Moment?
    public var to: Moment?
    /// What is told where nothing is left between the two.
    public var emptiness: String

    public init(format: BodyFormat? = nil, from: Moment? = nil, to: Moment? = nil, emptiness: String = "") {
      (self.format, self.from, self.to, self.emptiness) = (format, from, to, emptiness)
    }
  }

  private let chunks: any AsyncSequence<[UInt8], any Error> & Sendable
  private let title: String
  private let playhead: any Playhead
  private let options: Options
  private let session: SourceSession

  /// - Parameters:
  ///   - chunks: what it holds; throws a `Disconnection` where it cannot be read.
  ///   - title: what it is, as its notice tells: "file".
  ///   - session: the parsers to begin with.
  public init(
    _ chunks: any AsyncSequence<[UInt8], any Error> & Sendable, title: String, playhead: any Playhead,
    options: Options = Options(), session: SourceSession = .init()
  ) {
    (self.chunks, self.title, self.playhead) = (chunks, title, playhead)
    (self.options, self.session) = (options, session)
  }

  /// Reads to the end, unless the task is cancelled.
  ///
  /// - Parameter report: awaited before more is read.
  public func run(report: @Sendable ([Report]) async -> Void) async {
    var reading = FileReading(title: title, playhead: playhead, options: options, session: session)
    await report(reading.take(.beginning))
    defer { playhead.end() }
    do {
      var beginning: [UInt8]? = []
      var end: Disconnection?
      do {
        var iterator = chunks.makeAsyncIterator()
        while let chunk = try await iterator.next(isolation: nil) {
          guard !Task.isCancelled else { return }
          var bytes = chunk
          if let known = beginning {
            bytes = known + chunk
            guard try reading.recognise(bytes, isWhole: false) else {
              beginning = bytes
              continue
            }
            beginning = nil
          }
          guard try await read(bytes, &reading, report) else { return }
        }
      } catch let reason as Disconnection where reason.isWhole {
        end = reason
      }
      if let beginning {
        _ = try reading.recognise(beginning, isWhole: true)
        guard try await read(beginning, &reading, report) else { return }
      }
      for piece in reading.rest() { guard try await take(piece, &reading, report) else { return } }
      await report(reading.take(.end(end)))
    } catch is CancellationError {
    } catch let reason as Disconnection {
      await report(reading.take(.end(reason)))
    } catch {
      await report(reading.take(.end(.unreadable("\(error)"))))
    }
  }

  /// - Returns: whether to go on.
  private func read(
    _ bytes: [UInt8], _ reading: inout FileReading, _ report: @Sendable ([Report]) async -> Void
  ) async throws -> Bool {
    var isGoingOn = true
    for piece in reading.pieces(of: bytes) {
      isGoingOn = try await take(piece, &reading, report)
      if !isGoingOn { break }
    }
    await flush(&reading, report)
    return isGoingOn && !Task.isCancelled
  }

  private func take(
    _ piece: RecordingReader.Piece, _ reading: inout FileReading, _ report: @Sendable ([Report]) async -> Void
  ) async throws -> Bool {
    if case .mark(let mark) = piece {
      let moment = reading.moment(of: mark)
      if let to = options.to, moment >= to {
        await flush(&reading, report)
        await report(reading.take(.end(nil)))
        return false
      }
      if playhead.isPaced, options.from.map({ moment >= $0 }) ?? true { await flush(&reading, report) }
      // What is cut off is not waited for.
      if options.from.map({ moment >= $0 }) ?? true { try await playhead.reach(moment) }
    }
    reading.gathered += reading.take(.piece(piece))
    return true
  }

  private func flush(_ reading: inout FileReading, _ report: @Sendable ([Report]) async -> Void) async {
    guard !reading.gathered.isEmpty else { return }
    let reports = reading.gathered
    reading.gathered = []
    await report(reports)
  }
}
