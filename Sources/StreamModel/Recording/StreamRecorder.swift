import Text

/// Turns what one source brings into an event stream for a file: its bytes, and marks of time and connection.
///
/// It does no output of its own: each call returns what is to be written now, which always ends after a complete event
/// or comment. What a connection leaves incomplete goes into marks, so that no parser completes it or takes the next
/// connection's first event for its rest. A mark stands at a line's beginning, before the first line that begins
/// in a chunk; so an event, which is complete at its empty line, has the time of the chunk that completed it.
public struct StreamRecorder: Sendable {
  /// Bytes of an event that is not complete which are held back; of a longer one lines are written as they come.
  private let limit: Int
  /// How many connections were opened.
  public private(set) var connection = 0
  /// Complete lines of the pending event with the marks among them, then the pending line.
  private var held: [UInt8] = []
  /// Where marks lie in `held`.
  private var marks: [Range<Int>] = []
  /// Where the pending line begins in `held`.
  private var lineStart = 0
  /// How much of `held` may be written.
  private var ready = 0
  /// Where whole events and comments end in `held`.
  private var ends: [Cut] = []
  /// Where what `take` returned last may be cut, if it was asked for.
  public private(set) var cuts: [Cut] = []
  /// The last event ID string as far as lines are complete; `nil` if nobody asks.
  private var lastEventID: [UInt8]?
  /// What the pending event sets it to.
  private var pendingEventID: [UInt8]?
  private var hasFields = false
  private var endsWithCR = false
  private var isFirstLine = false
  /// The pending event is too long to be held.
  private var isWrittenByLines = false
  /// The beginning of the pending line is written already.
  private var hasWrittenBeginning = false
  private var isMarkDue = false
  private var marked: Mark?
  private var at = Duration.zero
  private var format = BodyFormat.eventStream
  private var textEnds = TextEnds()
  /// What came first belongs to an event whose beginning is not recorded.
  private var isPassingOver: Bool
  /// The pending line of a body of lines is not recorded.
  private var isDroppingLine: Bool

  /// A place after an event, or after a comment outside of one.
  public struct Cut: Equatable, Sendable {
    /// Bytes of the output before it.
    public var end: Int
    /// The last event ID string there.
    public var lastEventID: [UInt8]
  }

  /// - Parameters:
  ///   - isWithinEvent: whether an event or a line has begun already, whose rest is not recorded.
  ///   - isWithinLine: whether a line has.
  ///   - connection: how many connections were opened before.
  public init(isWithinEvent: Bool = false, isWithinLine: Bool = false, connection: Int = 0, limit: Int = 16 << 20) {
    self.limit = limit
    self.connection = connection
    (isPassingOver, isDroppingLine, hasFields) = (isWithinEvent, isWithinEvent, isWithinEvent)
    // Any beginning will do for a line that is passed over.
    if isWithinEvent, isWithinLine { held = [UInt8(ascii: ":")] }
  }

  /// Whether what was written ends after a whole event; not so within one that is too long to be held back.
  public var isBetweenEvents: Bool { !isWrittenByLines && !hasWrittenBeginning }

  /// What a file begins with.
  ///
  /// - Parameters:
  ///   - start: the time of the calendar at which `at` is zero, since 1970.
  ///   - opening: the mark of the connection that is open by then, from `opened`.
  ///   - lastEventID: the last event ID string; an event stream sets it with an empty event.
  public static func heading(
    start: Duration, source: String, opening: [UInt8] = [], lastEventID: [UInt8], at: Duration
  ) -> [UInt8] {
    var lines: [UInt8] = []
    for content in [.start(start), .source(source)] as [Mark.Content] { lines += Mark(at: at, content).text + [0x0A] }
    lines += opening
    if !lastEventID.isEmpty { lines += Array("id: ".utf8) + lastEventID + [0x0A, 0x0A] }
    return lines
  }

  /// A connection was opened.
  ///
  /// - Parameter isNew: false for one that was open before the file began.
  public mutating func opened(_ head: ResponseHead?, isNew: Bool = true, at: Duration) -> [UInt8] {
    var output: [UInt8] = []
    if isNew {
      output = breakOff(at: at)
      connection += 1
      (isFirstLine, isPassingOver, isDroppingLine) = (true, false, false)
    }
    let mark = Mark(
      at: at, .open(connection: connection, status: head?.status ?? 0, version: head?.version ?? ""))
    marked = Mark(at: at, .time(connection: connection))
    return output + mark.text + [0x0A]
  }

  /// A connection ended, or could not be made.
  public mutating func ended(_ reason: Disconnection, attempt: Int, wait: Duration?, at: Duration) -> [UInt8] {
    var output: [UInt8] = []
    if format != .eventStream {
      switch reason {
      // The end of a body of lines is the end of its last line too; of an event stream it completes nothing.
      case .ended, .finished, .endOfFile:
        output = receive([format == .lines ? 0x0A : TextEnds.separator], format, at: at)
      default: break
      }
    }
    output += breakOff(at: at)
    var sentence = reason.sentence
    // The end of a file that is watched is no event of its stream; how the stream ended may be.
    if case .endOfFile(let words) = reason { sentence = words }
    guard !sentence.isEmpty else { return output }
    let mark = Mark(at: at, .end(code: reason.exitCode, attempt: attempt, wait: wait, reason: sentence))
    return output + mark.text + [0x0A]
  }

  /// The recording ends, or the connection did.
  public mutating func breakOff(at: Duration) -> [UInt8] {
    var output: [UInt8] = []
    if hasWrittenBeginning { output.append(0x0A) }
    if !isPassingOver {
      let ownMarks = marks + [held.count..<held.count]
      var index = hasWrittenBeginning ? held.count : 0
      for mark in ownMarks where mark.lowerBound >= index {
        output += commented(held[index..<mark.lowerBound], at: at)
        if Mark(held[mark].dropLast())?.content != .literal { output += held[mark] }
        index = mark.upperBound
      }
      // Here only a whole event too long to be held is left to end.
      if isWrittenByLines { output += output.last == 0x0D ? [0x0A, 0x0A] : [0x0A] }
    }
    held.removeAll()
    pendingEventID = nil
    forgetEvent()
    textEnds = TextEnds()
    (lineStart, ready, endsWithCR, hasWrittenBeginning, isMarkDue) = (0, 0, false, false, false)
    return output
  }

  /// Lines as marks.
  private func commented(_ lines: ArraySlice<UInt8>, at: Duration) -> [UInt8] {
    var output: [UInt8] = []
    let rest = isFirstLine ? lines.withoutByteOrderMark : lines
    rest.withUnsafeBytes { bytes in
      for line in Lines(in: bytes) {
        let content = Array(bytes[line.content])
        output += Mark(at: at, line.isEnded ? .line(content) : .unfinished(content)).text
        output += line.isEnded ? Array(bytes[line.content.upperBound..<line.next]) : [0x0A]
      }
    }
    return output
  }

  /// Bytes have come.
  ///
  /// - Parameter lastEventID: the last event ID string before them; given, `cuts` tells where the output may be cut.
  public mutating func receive(
    _ bytes: [UInt8], _ format: BodyFormat = .eventStream, at: Duration, lastEventID: [UInt8]? = nil
  ) -> [UInt8] {
    self.format = format
    self.lastEventID = lastEventID
    self.at = at
    let mark = Mark(at: at, .time(connection: connection))
    isMarkDue = marked?.text != mark.text
    switch format {
    case .eventStream: bytes.withUnsafeBytes { takeEvents($0) }
    case .lines, .sequence: bytes.withUnsafeBytes { takeTexts($0) }
    }
    isMarkDue = false
    if format == .eventStream, held.count - ready > limit { isWrittenByLines = true }
    if isWrittenByLines { releaseLines() }
    return written()
  }

  private mutating func takeEvents(_ chunk: UnsafeRawBufferPointer) {
    var index = 0
    // The LF of a CR that ended the chunk before belongs to that line, and no mark may come between.
    if endsWithCR, chunk.first == 0x0A {
      held.append(0x0A)
      index = 1
      if ready == lineStart { ready += 1 }
      lineStart += 1
    }
    endsWithCR = false
    var ends = LineEnds(in: chunk)
    while let end = ends.next(from: index) {
      var next = end + 1
      if chunk[end] == 0x0D {
        if next == chunk.count { endsWithCR = true } else if chunk[next] == 0x0A { next += 1 }
      }
      beginLine()
      held.append(contentsOf: chunk[index..<next])
      endLine(endLength: next - end)
      index = next
    }
    if index < chunk.count {
      beginLine()
      held.append(contentsOf: chunk[index...])
    }
  }

  /// Each line, or each text of a sequence, as the event that it stands for.
  private mutating func takeTexts(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while let end = textEnds.next(in: bytes, from: index, format) {
      held += bytes[index..<end]
      index = end + 1
      var text = held[lineStart...].withoutByteOrderMark
      if text.first == TextEnds.separator { text = text.dropFirst() }
      while text.last?.isLineEnd == true { text.removeLast() }
      let isEmpty = text.allSatisfy { $0.isJSONWhitespace }
      held.removeSubrange(lineStart...)
      if !isEmpty, !isDroppingLine {
        beginLine()
        text.withUnsafeBytes { Record.appendBlock(of: $0, to: &held) }
      }
      (isPassingOver, isDroppingLine) = (false, false)
      (lineStart, isFirstLine) = (held.count, false)
      complete()
    }
    held += bytes[index...]
    if held.count - ready > limit {
      isDroppingLine = true
      held.removeSubrange(lineStart...)
    }
  }

  /// Puts the mark that is due before a line that begins.
  private mutating func beginLine() {
    guard isMarkDue, held.count == lineStart, !hasWrittenBeginning, !isPassingOver else { return }
    isMarkDue = false
    let mark = Mark(at: at, .time(connection: connection))
    marked = mark
    insert(mark)
  }

  /// Says of the pending line that it is no mark.
  private mutating func markLiteral() { insert(Mark(at: marked?.at ?? at, .literal)) }

  private mutating func insert(_ mark: Mark) {
    let text = mark.text + [0x0A]
    held.insert(contentsOf: text, at: lineStart)
    marks.append(lineStart..<lineStart + text.count)
    lineStart += text.count
  }

  /// The pending line is complete.
  private mutating func endLine(endLength: Int) {
    defer { lineStart = held.count }
    if hasWrittenBeginning {
      hasWrittenBeginning = false
      hasFields = true
      return
    }
    if isFirstLine {
      isFirstLine = false
      if held[lineStart...].beginsWithByteOrderMark { held.removeSubrange(lineStart..<lineStart + 3) }
    }
    let isEmpty = held.count - endLength == lineStart
    if isEmpty {
      if lastEventID != nil { lastEventID = pendingEventID ?? lastEventID }
      pendingEventID = nil
      complete()
      if isPassingOver {
        held.removeAll()
        ends.removeAll()
        ready = 0
        isPassingOver = false
      }
      return forgetEvent()
    }
    noteEventID(lineEnd: held.count - endLength)
    let isComment = held[lineStart] == UInt8(ascii: ":")
    if isComment, held[lineStart...].starts(with: Mark.beginning) { markLiteral() }
    if !isComment { hasFields = true } else if !hasFields { complete() }
  }

  /// What is held ends after a whole event or comment.
  private mutating func complete() {
    ready = held.count
    if let lastEventID { ends.append(Cut(end: ready, lastEventID: lastEventID)) }
  }

  /// Takes note of the pending line, if it sets the last event ID.
  private mutating func noteEventID(lineEnd: Int) {
    guard lastEventID != nil, held[lineStart..<lineEnd].starts(with: "id".utf8) else { return }
    var value = held[lineStart..<lineEnd].dropFirst(2)
    guard value.isEmpty || value.removeFirst() == UInt8(ascii: ":") else { return }
    if value.first == 0x20 { value.removeFirst() }
    if !value.contains(0) { pendingEventID = Array(value) }
  }

  private mutating func forgetEvent() {
    (hasFields, isWrittenByLines) = (false, false)
    marks.removeAll(keepingCapacity: true)
  }

  /// Gives the lines of an overlong event free, and of an overlong line what there is.
  private mutating func releaseLines() {
    ready = max(ready, lineStart)
    guard held.count - lineStart > limit || hasWrittenBeginning else { return }
    if held[lineStart...].starts(with: Mark.beginning), !hasWrittenBeginning { markLiteral() }
    hasWrittenBeginning = true
    ready = held.count
  }

  private mutating func written() -> [UInt8] {
    cuts = isPassingOver ? [] : ends
    ends.removeAll(keepingCapacity: true)
    guard ready > 0 else { return [] }
    if isPassingOver {
      held.removeFirst(ready)
      lineStart = max(lineStart - ready, 0)
      ready = 0
      return []
    }
    let output = ready == held.count ? held : Array(held[..<ready])
    if ready == held.count { held.removeAll(keepingCapacity: held.count <= 1 << 20) } else { held.removeFirst(ready) }
    marks = marks.compactMap { $0.lowerBound < ready ? nil : $0.lowerBound - ready..<$0.upperBound - ready }
    lineStart = max(lineStart - ready, 0)
    ready = 0
    return output
  }
}
