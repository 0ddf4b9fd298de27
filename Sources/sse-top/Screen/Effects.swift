import Dashboard
import EventFiles
import EventOutput
import Findings
import Glibc
import StreamModel
import Terminal
import Text

/// Does what the view asks of the world. What takes time is done beside the loop, which tells of it later.
final class Effects {
  /// What came of something, for the view.
  enum Outcome {
    case said(String, isTrouble: Bool)
    case exists(path: String, FileUse)

    func tell(_ view: inout ViewState) {
      switch self {
      case .said(let sentence, let isTrouble): view.tell(sentence, isTrouble: isTrouble)
      case .exists(let path, let use): view.askToOverwrite(path, of: use)
      }
    }
  }

  private let program: Program
  private let terminal: Terminal
  private let input: InputWatch
  private let doorbell: Doorbell
  private var pending: [Outcome] = []
  /// What is being saved, one after the other.
  private var saving: Task<Void, Never>?
  /// What is being copied, one after the other: the last one counts.
  private var copying: Task<Void, Never>?
  /// The recording that was put off by a file that is there.
  private var putOff: RecordingWish?
  /// Names of the files that events were saved to.
  private(set) var savedFiles: [String] = []

  init(program: Program, terminal: Terminal, input: InputWatch, doorbell: Doorbell) {
    (self.program, self.terminal, self.input, self.doorbell) = (program, terminal, input, doorbell)
  }

  /// What has come of things since the last call.
  func outcomes() -> [Outcome] {
    defer { pending = [] }
    return pending
  }

  /// Waits for what is being saved.
  func finish() async { await saving?.value }

  private func report(_ outcome: Outcome) {
    pending.append(outcome)
    doorbell.ring(.told)
  }

  func perform(_ effect: Effect, _ view: inout ViewState) {
    switch effect {
    case .redraw: terminal.redraw()
    // To the whole job, as the terminal's driver does it: `curl … | sse-top` stops and goes on as one.
    case .suspend: kill(0, SIGTSTP)
    case .reconnect: for source in program.sources { source.reconnect() }
    case .connectOrDisconnect: connectOrDisconnect(&view)
    case .copy(let bytes, let subject): copy(bytes, subject)
    case .save(let path, let overwrites): save(view, to: expanded(path), overwrites: overwrites)
    case .saveReport(let path, let overwrites): saveReport(view, to: expanded(path), overwrites: overwrites)
    case .saveComparison(let path, let overwrites):
      saveComparison(view, to: expanded(path), overwrites: overwrites)
    case .record(let path, let overwrites): record(path.map(expanded), overwrites: overwrites, &view)
    case .page(let bytes): Task { lend(to: await Self.reader(bytes)) }
    case .pipe(let bytes, let command): lend(to: .pipe(to: command, bytes))
    case .replay(let request):
      replay(request, &view)
    case .diagnose(let source): diagnose(source, &view)
    case .alert(let filters): program.processor.alert(filters)
    case .stop(let filter): program.processor.stop(at: filter)
    case .mouse(let isOn): terminal.setMouse(on: isOn)
    case .theme(let name): if let theme = Theme(name: name) { terminal.use(theme) }
    case .quit, .quitLeavingPage, .interrupt: break
    }
  }

  private func replay(_ request: ReplayRequest, _ view: inout ViewState) {
    guard let replay = program.replay else { return }
    // Before it is gone there: the bytes in between are still to be read.
    let ends = request == .end && !view.showsEnd && view.mayShowEnd ? replay.readEnds() : nil
    if let (sentence, isTrouble) = replay.perform(request, at: program.now, end: view.shownEnd) {
      view.tell(sentence, isTrouble: isTrouble)
    }
    if let ends, replay.goesToEnd { view.show(end: ends, program.model.state) }
    // The next key is about where this one goes.
    replay.leaveEnd(&view, program.model.state)
  }

  private func connectOrDisconnect(_ view: inout ViewState) {
    let states = program.model.state.sources
    let decision = ConnectionSwitch(
      program.sources.map { ($0.isConnection, states[$0.index].connection) })
    switch decision {
    case .nothing: view.tell("a file has no connection", isTrouble: true)
    case .connect(let indices):
      for index in indices { program.sources[index].reconnect() }
      view.tellConnections(areOn: true)
    case .disconnect(let indices):
      for index in indices { program.sources[index].disconnect(at: program.now) }
      view.tellConnections(areOn: false)
    }
  }

  private func diagnose(_ source: Int, _ view: inout ViewState) {
    let answer = program.diagnosis.ask(
      source: source, origin: program.timeline.time(of: program.now), columns: terminal.frameSize.columns
    ) { self.report(.said($0, isTrouble: false)) }
    switch answer {
    case .said(let sentence, let isTrouble): view.tell(sentence, isTrouble: isTrouble)
    case .report(let bytes): Task { lend(to: await Self.reader(bytes)) }
    }
  }

  private func copy(_ bytes: [UInt8], _ subject: String) {
    let clipboard = Clipboard(terminal: terminal)
    let previous = copying
    copying = Task {
      await previous?.value
      let sentence = await clipboard.copy(bytes)
      report(.said("\(subject): \(sentence)", isTrouble: sentence.hasPrefix("not ")))
    }
  }

  /// Cleaning megabytes takes longer than a key may wait.
  @concurrent nonisolated private static func reader(_ bytes: [UInt8]) async -> OtherProgram { .reader(bytes) }

  private func lend(to other: OtherProgram) {
    Task {
      if let sentence = await terminal.lend(to: other, input) { report(.said(sentence, isTrouble: true)) }
      doorbell.ring(.resize)
    }
  }

  private func save(_ view: ViewState, to path: String, overwrites: Bool) {
    guard let format = SavedFormat(path: path) else {
      return report(.said("the name's ending tells the format: \(SavedFormat.listed)", isTrouble: true))
    }
    guard !view.showsEnd else {
      return report(.said("what lies before the end is still being counted; save it then", isTrouble: true))
    }
    let saved = SavedEvents(view: view, live: program.model.state, format: format, origin: program.timeline.origin)
    write(.events, to: path) { () async throws(RecordingFile.Failure) in
      let (events, bytes) = try await saved.write(to: path, overwrites: overwrites)
      return "\(Quantity.counted(events, "event")), \(Quantity.bytes(bytes))"
    }
  }

  private func saveReport(_ view: ViewState, to path: String, overwrites: Bool) {
    guard let format = ReportFormat(path: path) else {
      return report(.said("the name's ending tells the format: \(ReportFormat.listed)", isTrouble: true))
    }
    let saved = SavedReport(
      view: view, live: program.model.state, format: format, origin: program.timeline.origin,
      since: program.timeline.shownSince, now: program.now, clock: program.wallClock)
    write(.report, to: path) { () async throws(RecordingFile.Failure) in
      try await saved.write(to: path, overwrites: overwrites)
      return "the report"
    }
  }

  private func saveComparison(_ view: ViewState, to path: String, overwrites: Bool) {
    let name = path.lowercased()
    guard name.hasSuffix(".md") || name.hasSuffix(".json") else {
      return report(.said("the name's ending tells the format: .md or .json", isTrouble: true))
    }
    guard
      let text = view.comparisonReport(program.model.state, at: program.now, asJSON: name.hasSuffix(".json"))
    else { return }
    write(.comparison, to: path) { () async throws(RecordingFile.Failure) in
      try await Self.write(text, to: path, overwrites: overwrites)
      return "the comparison"
    }
  }

  @concurrent nonisolated private static func write(
    _ text: String, to path: String, overwrites: Bool
  ) async throws(RecordingFile.Failure) {
    try WholeFile.write(to: path, overwrites: overwrites) { (file) throws(RecordingFile.Failure) in
      try file.write(Array(text.utf8))
    }
  }

  /// Writes a file behind those that are being written, and tells what came of it.
  ///
  /// - Parameter write: returns what was saved.
  private func write(
    _ use: FileUse, to path: String, _ write: @escaping () async throws(RecordingFile.Failure) -> String
  ) {
    if let sentence = reasonNotToWrite(path) { return report(.said(sentence, isTrouble: true)) }
    let previous = saving
    saving = Task {
      await previous?.value
      do throws(RecordingFile.Failure) {
        let subject = try await write()
        savedFiles.append(path)
        report(.said("saved \(subject), to \(path)", isTrouble: false))
      } catch {
        report(error.exists ? .exists(path: path, use) : .said(error.sentence, isTrouble: true))
      }
    }
  }

  /// A file that is read, or written by something else, is neither saved nor recorded to.
  private func reasonNotToWrite(_ path: String) -> String? {
    guard let file = FileIdentity(path: path) else { return nil }
    if program.recorder.isWriting(file) { return "\(path) is being recorded to" }
    return program.files.conflict(of: file, named: path, for: "the dashboard")?.sentence
  }

  private func record(_ asked: String?, overwrites: Bool, _ view: inout ViewState) {
    guard let path = asked else {
      let status = program.recorder.status
      program.recorder.stop()
      guard let progress = status.progress else {
        return view.tell(status.failure ?? "nothing is recorded", isTrouble: true)
      }
      return view.tell("recorded \(progress.amount), to \(progress.path)")
    }
    var wish = RecordingWish(path, overwrites: overwrites, after: putOff)
    putOff = nil
    do throws(RecordingFile.Failure) {
      try program.recorder.start(wish.name, replacing: wish.replaced)
      view.tellRecording(to: wish.name)
    } catch {
      guard error.exists else { return view.tell(error.sentence, isTrouble: true) }
      if let sentence = reasonNotToWrite(error.path) { return view.tell(sentence, isTrouble: true) }
      wish.obstacle = error.path
      putOff = wish
      view.askToOverwrite(error.path, of: .recording)
    }
  }

  /// A name that was typed.
  private func expanded(_ path: String) -> String {
    Path.expanded(path, home: getenv("HOME").map { String(cString: $0) })
  }
}
