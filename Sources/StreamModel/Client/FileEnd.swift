import Text

/// The last events of a file, read from behind: what lies before them is not known.
///
/// Events are as they would be had all of the file been read, but for what an earlier one has set: their IDs, as long
/// as none of them has one of its own.
package struct FileEnd: Sendable {
  /// How a file is read.
  package struct Form: Sendable {
    package var format: BodyFormat
    package var isRecording: Bool
    /// The time of the calendar at which the recording's `at` is zero, if it says so.
    package var start: Duration?
    /// What of a recording is shown begins here.
    package var from: Moment?

    package init(format: BodyFormat, isRecording: Bool, start: Duration? = nil, from: Moment? = nil) {
      (self.format, self.isRecording, self.start, self.from) = (format, isRecording, start, from)
    }

    /// What the beginning of a file tells; `nil` for what is nothing to be read.
    package init?(_ beginning: [UInt8], isWhole: Bool, format: BodyFormat?, start: Duration?, from: Moment?) {
      (self.start, self.from, isRecording) = (start, from, false)
      if let format {
        self.format = format
        isRecording = format == .eventStream && RecordingReader.isRecording(beginning)
        return
      }
      switch FileKind(beginning, isWhole: isWhole) {
      case .eventStream: self.format = .eventStream
      case .recording: (self.format, isRecording) = (.eventStream, true)
      case .lines: self.format = .lines
      case .sequence: self.format = .sequence
      case .other, nil: return nil
      }
    }
  }

  package private(set) var batches: [Batch] = []
  /// The moment from which on none of its events is missing; `nil` if none is at all, or if it has no times.
  package private(set) var since: Moment?
  /// Events that it has.
  package private(set) var events = 0
  /// The time of what it was read last.
  package private(set) var now: Moment

  /// - Parameters:
  ///   - bytes: the last ones of the file.
  ///   - isWhole: whether they are all of it.
  ///   - session: a parser to begin with, that has read nothing.
  package init(_ bytes: [UInt8], isWhole: Bool, _ form: Form, playhead: any Playhead, session: SourceSession) {
    var (session, start, recorded) = (session, form.start, Moment?.none)
    now = playhead.now
    guard let first = isWhole ? 0 : Self.beginning(in: bytes, form.format) else { return }
    session.reconnect(isFirstLine: isWhole)
    session.begin(form.format)
    var (connection, isKnown) = (OpenConnection(isFirst: isWhole), !form.isRecording || isWhole)
    for piece in Self.pieces(of: Array(bytes[first...]), form) {
      switch piece {
      case .bytes(let bytes): add(bytes, &session, isShown: isKnown && form.from.map { now >= $0 } ?? true)
      case .mark(let mark):
        if case .start(let time) = mark.content { start = time }
        let moment = playhead.moment(at: mark.at, since: start)
        // A clock that was set back does not turn the time back.
        now = max(moment, recorded ?? moment)
        (recorded, isKnown) = (now, true)
        if !isWhole, since == nil { since = now }
        if connection.parts(at: mark.content, start: start) { session.reconnect(isFirstLine: false) }
      }
    }
    if let batch = session.finish(at: now), isKnown { add(batch) }
  }

  private mutating func add(_ bytes: [UInt8], _ session: inout SourceSession, isShown: Bool) {
    var start = 0
    while start < bytes.count {
      var batch = session.receive(bytes, from: &start, at: now)
      if !isShown { (batch.isCut, batch.records) = (true, []) }
      add(batch)
    }
  }

  private mutating func add(_ batch: Batch) {
    batches.append(batch)
    events += batch.records.count { $0.kind == .event }
  }

  private static func pieces(of bytes: [UInt8], _ form: Form) -> [RecordingReader.Piece] {
    guard form.isRecording else { return bytes.isEmpty ? [] : [.bytes(bytes)] }
    var reader = RecordingReader()
    return reader.push(bytes) + reader.finish()
  }

  // MARK: - Where reading can begin

  /// The first place in bytes from the middle of a file at which a reader knows where it is; `nil` if there is none.
  ///
  /// In an event stream it lies behind a blank line: no event is open there, and in a recording no line that comes next
  /// was announced as the stream's own.
  package static func beginning(in bytes: [UInt8], _ format: BodyFormat) -> Int? {
    switch format {
    // The end of the line before belongs to it: what follows is no file's first line.
    case .lines: bytes.firstIndex(of: 0x0A)
    case .sequence: bytes.firstIndex(of: TextEnds.separator)
    case .eventStream: behindBlankLine(in: bytes)
    }
  }

  private static func behindBlankLine(in bytes: [UInt8]) -> Int? {
    var (index, isLineEmpty) = (0, false)
    while index < bytes.count {
      guard bytes[index].isLineEnd else {
        (index, isLineEmpty) = (index + 1, false)
        continue
      }
      index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      if isLineEmpty { return index }
      isLineEmpty = true
    }
    return nil
  }
}

/// The connection that was read last.
private struct OpenConnection {
  /// Whether the file is read from its beginning.
  let isFirst: Bool
  private var number: Int?
  /// The beginning of the recording that it was opened in, if that is known.
  private var openedSince: Duration?
  private var isOpen = false

  init(isFirst: Bool) { self.isFirst = isFirst }

  /// Takes a mark, and says whether it parts what came before from what comes now: another connection begins, or one has
  /// ended.
  ///
  /// - Parameter start: the beginning of the recording, if that is known.
  mutating func parts(at mark: Mark.Content, start: Duration?) -> Bool {
    switch mark {
    case .start, .source, .literal, .line, .unfinished: return false
    case .end:
      isOpen = false
      return true
    case .time(let next):
      defer { (number, isOpen) = (next, true) }
      return number.map { $0 != next } ?? isFirst
    case .open(let next, _, _):
      defer { (number, openedSince, isOpen) = (next, start, true) }
      // The files of a rotated recording repeat the connection that goes on.
      return !(isOpen && number == next && start != nil && start == openedSince)
    }
  }
}
