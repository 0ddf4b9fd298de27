import StreamModel
import Text

/// One source's side of a recording: where its stream stands, and the files that it goes to while it is recorded.
struct SourceRecording {
  private let index: Int
  /// The source as it may be shown.
  private let source: String
  private let eventLimit: Int

  private var head: ResponseHead?
  private var isOpen = false
  private var connections = 0
  private var attempt = 1
  private var wireEnd: UInt64 = 0
  private var isWithinEvent = false
  private var isWithinLine = false
  private var lastEventID: [UInt8] = []

  private var plan: RecordingPlan?
  private var recorder = StreamRecorder()
  private var file: RecordingFile?
  private var number = 1
  /// Whether another file is to be begun, however short this one is.
  private var isReopening = false
  /// Events that were written since the start of the recording.
  private(set) var events = 0
  /// Whether the event that comes next had begun before, so that it is not written.
  private var isPassingOver = false

  init(index: Int, source: String, eventLimit: Int) {
    (self.index, self.source, self.eventLimit) = (index, source, eventLimit)
  }

  /// Whether it is being recorded to this file.
  func isWriting(_ other: FileIdentity) -> Bool { file?.identity == other }

  /// Creates the first file.
  mutating func start(_ plan: RecordingPlan) throws(RecordingFile.Failure) -> RecordingFile {
    let path = plan.name.path(source: index, number: 1, at: plan.openedAt)
    let file = try plan.replaced.contains(path) ? RecordingFile(replacing: path) : RecordingFile(creating: path)
    recorder = StreamRecorder(
      isWithinEvent: isOpen && isWithinEvent, isWithinLine: isWithinLine, connection: connections, limit: eventLimit)
    (self.plan, self.file, number) = (plan, file, 1)
    (events, isPassingOver) = (0, isOpen && isWithinEvent)
    return file
  }

  /// Writes the head of the first file.
  mutating func begin(at now: Moment) throws(RecordingFile.Failure) -> Int {
    let bytes = try write(heading(at: now, lastEventID))
    try file?.settle()
    return bytes
  }

  /// Ends the recording; an event that is not complete goes into marks.
  mutating func stop(at now: Moment) throws(RecordingFile.Failure) -> Int {
    defer { abandon() }
    guard let plan else { return 0 }
    return try write(recorder.breakOff(at: plan.at(now)))
  }

  /// Ends the recording as it stands.
  mutating func abandon() { (file, plan, isReopening) = (nil, nil, false) }

  /// Begins another file, as soon as an event is whole: somebody has moved this one away, or wants it closed.
  ///
  /// - Returns: bytes that were written, and the paths of files that were begun.
  mutating func reopen(at now: Moment, time: () -> Duration) throws(RecordingFile.Failure) -> (Int, [String]) {
    guard file != nil else { return (0, []) }
    isReopening = true
    guard recorder.isBetweenEvents else { return (0, []) }
    return (0, try rotate(at: now, lastEventID, now: time).map { [$0] } ?? [])
  }

  /// Takes what the source reports.
  ///
  /// - Returns: bytes that were written, and the paths of files that were begun.
  mutating func receive(_ report: Report, now: () -> Duration) throws(RecordingFile.Failure) -> (Int, [String]) {
    switch report {
    case .head(let head): self.head = head
    case .refusal, .unsentID, .progress, .reached, .jumped, .caughtUp: break
    case .state(let state, let moment): return (try receive(state, at: moment), [])
    case .batch(let batch):
      defer { follow(batch) }
      guard let plan, !batch.isCut else { return (0, []) }
      count(batch)
      guard plan.rotation != nil || isReopening else {
        return (try write(recorder.receive(batch.bytes, batch.format, at: plan.at(batch.at))), [])
      }
      return try write(batch, plan, now: now)
    }
    return (0, [])
  }

  private mutating func count(_ batch: Batch) {
    let complete = batch.records.count { $0.kind == .event }
    guard complete > 0 else { return }
    events += isPassingOver ? complete - 1 : complete
    isPassingOver = false
  }

  private mutating func receive(
    _ state: ConnectionMachine.State, at now: Moment
  ) throws(RecordingFile.Failure) -> Int {
    let wasOpen = isOpen
    isOpen = state.isOpen
    if let attempt = state.attempt { self.attempt = attempt }
    if isOpen {
      connections += 1
      (isWithinEvent, isPassingOver) = (false, false)
    }
    guard let at = plan?.at(now) else { return 0 }
    if isOpen { return try write(recorder.opened(head, at: at)) }
    if let reason = state.reason {
      let wait = state.nextTry.map { $0 - now }
      return try write(recorder.ended(reason, attempt: wasOpen ? 1 : attempt, wait: wait, at: at))
    }
    // From open straight to connecting: the user wanted it so.
    return wasOpen ? try write(recorder.breakOff(at: at)) : 0
  }

  /// Keeps in mind where the stream stands, should a recording begin.
  private mutating func follow(_ batch: Batch) {
    wireEnd += UInt64(batch.bytes.count)
    isWithinEvent = batch.pendingOffset < wireEnd
    if let last = batch.bytes.last { isWithinLine = !last.isLineEnd }
    lastEventID = batch.lastEventID
  }

  /// Writes into as many files as it takes: each ends after the event that fills it.
  private mutating func write(
    _ batch: Batch, _ plan: RecordingPlan, now: () -> Duration
  ) throws(RecordingFile.Failure) -> (Int, [String]) {
    var begun: [String] = []
    if recorder.isBetweenEvents, let path = try rotate(at: batch.at, lastEventID, now: now) { begun.append(path) }
    let output = recorder.receive(batch.bytes, batch.format, at: plan.at(batch.at), lastEventID: lastEventID)
    var start = 0
    for cut in recorder.cuts {
      guard let file, isFull(file.bytes + cut.end - start) else { continue }
      _ = try write(Array(output[start..<cut.end]))
      start = cut.end
      // Behind the last one no file is begun that nothing may follow.
      guard start < output.count else { break }
      if let path = try rotate(at: batch.at, cut.lastEventID, now: now) { begun.append(path) }
    }
    _ = try write(Array(output[start...]))
    return (output.count, begun)
  }

  /// Whether a file of so many bytes is to be followed by another.
  private func isFull(_ bytes: Int) -> Bool { isReopening || plan?.rotation.map { bytes >= $0 } ?? false }

  /// Begins another file if this one is long enough.
  private mutating func rotate(
    at moment: Moment, _ lastEventID: [UInt8], now: () -> Duration
  ) throws(RecordingFile.Failure) -> String? {
    guard let plan, let file, isFull(file.bytes) else { return nil }
    let time = now()
    // The name of the first is free again if its file was moved away.
    if isReopening { number = 0 }
    while true {
      number += 1
      let path = plan.name.path(source: index, number: number, at: time)
      do throws(RecordingFile.Failure) { self.file = try RecordingFile(creating: path) } catch {
        // Not ours: the next number is.
        if error.exists, number < 1_000_000 { continue }
        throw error
      }
      isReopening = false
      _ = try write(heading(at: moment, lastEventID))
      return path
    }
  }

  /// What a file begins with: with the connection that is open by then, so that each file stands for itself.
  private mutating func heading(at now: Moment, _ lastEventID: [UInt8]) -> [UInt8] {
    guard let plan else { return [] }
    let opening = isOpen ? recorder.opened(head, isNew: false, at: plan.at(now)) : []
    return StreamRecorder.heading(
      start: plan.beganAt, source: source, opening: opening, lastEventID: lastEventID, at: plan.at(now))
  }

  private func write(_ output: [UInt8]) throws(RecordingFile.Failure) -> Int {
    guard let file, !output.isEmpty else { return 0 }
    try file.write(output)
    return output.count
  }
}
