/// A file, or a pipe, as a source: reads it, and reports of it as an `EventSource` does of the network.
///
/// Once from its beginning to its end, unless the playhead is under control: then it waits and jumps as it is told.
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
  private let seek: (@Sendable (Int) throws -> Void)?
  private let title: String
  private let playhead: any Playhead
  private let options: Options
  private let session: SourceSession

  /// - Parameters:
  ///   - chunks: what it holds; throws a `Disconnection` where it cannot be read.
  ///   - seek: has the chunks go on at an offset of what it holds; throws a `Disconnection` where that fails.
  ///   - title: what it is, as its notice tells: "file".
  ///   - session: the parsers to begin with.
  public init(
    _ chunks: any AsyncSequence<[UInt8], any Error> & Sendable, seek: (@Sendable (Int) throws -> Void)? = nil,
    title: String, playhead: any Playhead, options: Options = Options(), session: SourceSession = .init()
  ) {
    (self.chunks, self.seek, self.title, self.playhead) = (chunks, seek, title, playhead)
    (self.options, self.session) = (options, session)
  }

  /// Reads to the end, unless the task is cancelled. Under control it stays at the end, for it may be told to go back.
  ///
  /// - Parameter report: awaited before more is read.
  public func run(report: @Sendable ([Report]) async -> Void) async {
    let reading = FileReading(title: title, playhead: playhead, options: options, session: session)
    var course = Course(reading: reading, control: playhead.control)
    await report(course.reading.receive(.beginning))
    while true {
      do {
        try await read(&course, report)
      } catch is CancellationError {
        return playhead.end()
      } catch let reason as Disconnection {
        await end(reason, &course, report)
      } catch {
        await end(.unreadable("\(error)"), &course, report)
      }
      guard !Task.isCancelled, let control = course.control else { return playhead.end() }
      guard course.jump == nil else { continue }
      playhead.end()
      guard let jump = try? await control.waitAtEnd(after: course.jumps) else { return }
      course.jump = jump
    }
  }

  /// Where the reading of a file stands.
  private struct Course {
    var reading: FileReading
    let control: (any FileControl)?
    /// What of the last chunk was not taken yet.
    var rest: ArraySlice<RecordingReader.Piece> = []
    /// Bytes of the content that were read, and how many there were at most before.
    var offset = 0
    var farthestOffset = 0
    /// How much of the file was ever reported, and whether its end was.
    var farthest = FileReading.Amount()
    var wasEnded = false
    /// Whether what is taken now was reported before.
    var repeats = false
    /// The beginning, while it does not tell yet what the file is.
    var beginning: [UInt8]? = []
    /// A jump that is to be made, and the number of the last one that was.
    var jump: FileJump?
    var jumps = 0

    var place: FilePlace { FilePlace(reading, rest: rest, offset: offset) }

    /// All that was read was reported.
    mutating func reported() {
      farthest = max(farthest, reading.amount)
      wasEnded = wasEnded || reading.hasEnded
    }

    /// How much of the bytes that come next is taken at once; `nil` for all of them.
    ///
    /// - Parameter events: how many events at most.
    func length(of bytes: [UInt8], events: Int?) -> Int? {
      let length = events.flatMap { reading.prefix(of: bytes, events: $0) }
      // What was reported before ends with a piece.
      guard repeats, reading.amount.marks == farthest.marks else { return length }
      let rest = farthest.bytes - reading.amount.bytes
      return rest > 0 && rest < bytes.count ? min(rest, length ?? rest) : length
    }

    /// Whether all that was reported before has been reported again.
    mutating func catchesUp() -> Bool {
      guard repeats, !wasEnded, reading.amount >= farthest else { return false }
      repeats = false
      return true
    }
  }

  /// Reads on until the end, or until another place is to be read; then `jump` says which.
  private func read(_ course: inout Course, _ report: @Sendable ([Report]) async -> Void) async throws {
    var end: Disconnection?
    if let jump = course.jump {
      try await make(jump, &course, report)
      guard !course.reading.hasEnded else { return }
      guard try await takeRest(&course, report) else { return }
    }
    do {
      var iterator = chunks.makeAsyncIterator()
      while let chunk = try await iterator.next(isolation: nil) {
        guard !Task.isCancelled else { return }
        guard try recognise(chunk, &course) else { continue }
        guard try await takeRest(&course, report) else { return }
      }
    } catch let reason as Disconnection where reason.isWhole {
      end = reason
    }
    if let beginning = course.beginning {
      _ = try course.reading.recognise(beginning, isWhole: true)
      course.beginning = nil
      course.rest = course.reading.pieces(of: beginning)[...]
      guard try await takeRest(&course, report) else { return }
    }
    course.rest = course.reading.rest()[...]
    guard try await takeRest(&course, report) else { return }
    await self.end(end, &course, report)
  }

  private func end(
    _ reason: Disconnection?, _ course: inout Course, _ report: @Sendable ([Report]) async -> Void
  ) async {
    let before = course.reading.events
    var reports = course.reading.receive(.end(reason))
    if let control = course.control {
      control.took(events: course.reading.events - before)
      if course.repeats, course.wasEnded {
        course.repeats = false
        reports.append(.caughtUp)
      }
      course.reported()
      reports.append(.reached(course.place))
    }
    await report(reports)
  }

  /// Splits a chunk into the pieces that are to be taken; false if more of the beginning is needed first.
  private func recognise(_ chunk: [UInt8], _ course: inout Course) throws -> Bool {
    if course.offset >= course.farthestOffset { course.reading.resume(at: nil) }
    course.offset += chunk.count
    course.farthestOffset = max(course.farthestOffset, course.offset)
    var bytes = chunk
    if let known = course.beginning {
      bytes = known + chunk
      guard try course.reading.recognise(bytes, isWhole: false) else {
        course.beginning = bytes
        return false
      }
      course.beginning = nil
    }
    course.rest = course.reading.pieces(of: bytes)[...]
    return true
  }

  private func make(
    _ jump: FileJump, _ course: inout Course, _ report: @Sendable ([Report]) async -> Void
  ) async throws {
    (course.jump, course.jumps) = (nil, jump.number)
    (course.reading, course.rest, course.offset) = (jump.place.reading, jump.place.rest, jump.place.offset)
    course.repeats = course.wasEnded ? !course.reading.hasEnded : course.reading.amount < course.farthest
    await report([.jumped(number: jump.number, repeats: course.repeats)])
    course.reading.resume(at: jump.place.moment)
    try seek?(course.offset)
  }

  /// Takes what there is of a chunk.
  ///
  /// - Returns: whether to go on.
  private func takeRest(_ course: inout Course, _ report: @Sendable ([Report]) async -> Void) async throws -> Bool {
    // A place at which there is nothing to hold on to.
    if course.control != nil { await flush(&course, report) }
    while let piece = course.rest.first {
      guard try await receive(piece, &course, report) else { return false }
    }
    await flush(&course, report)
    return !Task.isCancelled
  }

  private func receive(
    _ piece: RecordingReader.Piece, _ course: inout Course, _ report: @Sendable ([Report]) async -> Void
  ) async throws -> Bool {
    var moment: Moment?
    if case .mark(let mark) = piece {
      let time = course.reading.moment(of: mark)
      if let to = options.to, time >= to {
        await flush(&course, report)
        await end(nil, &course, report)
        return false
      }
      // What is cut off is not waited for.
      if options.from.map({ time >= $0 }) ?? true { moment = time }
    }
    guard let control = course.control else {
      if let moment {
        if playhead.isPaced { await flush(&course, report) }
        try await playhead.reach(moment)
      }
      course.rest.removeFirst()
      course.reading.gathered += course.reading.receive(.piece(piece))
      return true
    }
    return try await receive(piece, at: moment, control, &course, report)
  }

  /// Takes a piece as far as the control permits it now.
  private func receive(
    _ piece: RecordingReader.Piece, at moment: Moment?, _ control: any FileControl, _ course: inout Course,
    _ report: @Sendable ([Report]) async -> Void
  ) async throws -> Bool {
    var permission = control.ask(for: moment, after: course.jumps)
    if permission == .wait {
      await flush(&course, report)
      permission = try await control.wait(for: moment, after: course.jumps)
    }
    if case .jump(let jump) = permission {
      course.jump = jump
      return false
    }
    var piece = piece
    let limit: Int? = if case .go(let events) = permission { events } else { nil }
    if case .bytes(let bytes) = piece, let length = course.length(of: bytes, events: limit) {
      piece = .bytes(Array(bytes[..<length]))
      course.rest[course.rest.startIndex] = .bytes(Array(bytes[length...]))
    } else {
      course.rest.removeFirst()
    }
    let before = course.reading.events
    course.reading.gathered += course.reading.receive(.piece(piece))
    control.took(events: course.reading.events - before)
    if course.catchesUp() { course.reading.gathered.append(.caughtUp) }
    return true
  }

  private func flush(_ course: inout Course, _ report: @Sendable ([Report]) async -> Void) async {
    var reports = course.reading.gathered
    course.reading.gathered = []
    if course.control != nil, course.beginning == nil {
      course.reported()
      reports.append(.reached(course.place))
    }
    if !reports.isEmpty { await report(reports) }
  }
}
