import CommandLine
import CurlTransport
import Dashboard
import Diagnosing
import EventFiles
import EventOutput
import Glibc
import StreamModel
import Text

/// A run that says what is wrong with streams: examines them, and writes the report.
final class DiagnosisRun {
  private let invocation: Invocation
  private let plan: DiagnosisPlan
  private let outputs: Outputs
  private let examinations: Examinations
  /// Of `--compare`.
  private let compared: ComparedExaminations?
  /// What each of them reads; `nil` for one that makes requests.
  private let files: [Examination.File?]
  private var progress = ProgressLine()

  /// Lines of the report are no longer, however wide the terminal is.
  private static let longestLine = 120

  init(
    _ invocation: Invocation, _ plan: DiagnosisPlan, _ opened: OpenedInputs, _ outputs: Outputs,
    start: ContinuousClock.Instant, engine: CurlEngine
  ) {
    (self.invocation, self.plan, self.outputs) = (invocation, plan, outputs)
    let doorbell = Doorbell()
    // What is compared has one time for both.
    let parts =
      invocation.comparison == nil
      ? opened.alone.map { (opened: $0, place: 0, timeline: Self.timeline($0, start: start)) }
      : { timeline in opened.inputs.indices.map { (opened: opened, place: $0, timeline: timeline) } }(
        Self.timeline(opened, start: start))
    let all = parts.enumerated().map { index, part in
      let (opened, place, timeline) = part
      let diagnosed = DiagnosedSource(opened.inputs[place], invocation, plan, index: index)
      var times = Examination.Times(start: start, origin: timeline.origin)
      if !diagnosed.isRequested { (times.since, times.now) = (timeline.shownSince, { timeline.now }) }
      let examination = Examination(
        diagnosed, invocation.source, duration: diagnosed.duration(isEndless: opened.inputs[place].isPipe),
        times: times,
        engine: engine, doorbell: doorbell)
      return (examination, opened.file(at: place, timeline, session: invocation.source.session(hasBody: false)))
    }
    compared = invocation.comparison.map { plan in
      ComparedExaminations(all.map(\.0), plan, isTimed: opened.haveTimes)
    }
    examinations = Examinations(all.map(\.0), doorbell)
    files = all.map(\.1)
  }

  private static func timeline(_ opened: OpenedInputs, start: ContinuousClock.Instant) -> Timeline {
    let timeline = opened.timeline(ContinuousClock(), start: start)
    if let from = opened.bounds(timeline).from { timeline.begin(at: from) }
    return timeline
  }

  /// Runs to the end, writes the report, and returns the exit status.
  func run() async -> Int32 {
    let signals = Signals()
    await signals.watchEnds(examinations.doorbell, rotates: false)
    for (examination, file) in zip(examinations.all, files) { examination.begin(file) }
    let status = await examinations.run {
      self.compared?.settle()
      self.showProgress()
    }
    progress.erase()
    defer { withExtendedLifetime(signals) {} }
    let diagnoses = compared?.diagnoses() ?? Diagnoses(examinations.all.map(\.diagnosis))
    return write(diagnoses, exitStatus: status == 0 ? diagnoses.exitStatus(plan.failOn) : status)
  }

  private func showProgress() {
    guard progress.isShown else { return }
    // The time of the one that takes longest is that of all.
    let running = examinations.all.filter { $0.endedAt == nil }
    let durations = running.map(\.duration)
    progress.show(
      ProgressText.line(
        examinations.all.map(\.requests), of: durations.contains(nil) ? nil : durations.compactMap(\.self).max(),
        after: running.map(\.elapsed).max() ?? .zero, columns: progress.columns,
        glyphs: Codeset.speaksUTF8 ? .unicode : .ascii))
  }

  // MARK: Output

  /// Writes what was asked for, and returns the exit status, which may be that of a failure to write.
  private func write(_ diagnoses: Diagnoses, exitStatus: Int32) -> Int32 {
    var status = exitStatus
    let bytes = lines(diagnoses, exitStatus: exitStatus)
    let doorbell = examinations.doorbell
    if !bytes.isEmpty, case .system(let number) = outputs.sink.write(bytes, unless: { doorbell.isEnding }) {
      StandardError.say("sse-top: \(outputs.sink.name) cannot be written to: \(String(cString: strerror(number)))")
      status = ExitCode.writeError
    }
    guard let file = outputs.receipt.file else { return status }
    do throws(SummaryFile.Failure) {
      try file.write({ diagnoses.json(for: $0) }, isHurried: doorbell.isEnding)
    } catch {
      StandardError.say("sse-top: \(error.sentence)")
      status = ExitCode.writeError
    }
    return status
  }

  private func lines(_ diagnoses: Diagnoses, exitStatus: Int32) -> [UInt8] {
    let sink = outputs.sink
    switch invocation.output.format {
    case .some(.none): return []
    case .ndjson:
      let reader: JSONText.Reader = !sink.isTerminal ? .program : Codeset.speaksUTF8 ? .terminal : .asciiTerminal
      return diagnoses.lines(for: reader).flatMap { Array(($0 + "\n").utf8) }
    default:
      let isASCII = sink.isTerminal && (invocation.screen.isASCII || !Codeset.speaksUTF8)
      let report = diagnoses.report(
        columns: min(Environment.process.columns, Self.longestLine), glyphs: isASCII ? .ascii : .unicode,
        exitStatus: exitStatus)
      let hasColours = hasColours
      return report.flatMap { $0.bytes(hasColours: hasColours) }
    }
  }

  /// A terminal that is not named is taken for a simple one.
  private var hasColours: Bool {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let isCapable = outputs.sink.isTerminal && !["", "dumb"].contains(value("TERM") ?? "")
    return invocation.output.colours.allows(isTerminal: isCapable, environment: value)
  }
}

extension Input {
  /// Whether it may go on without an end.
  fileprivate var isPipe: Bool {
    var status = stat()
    switch self {
    case .url: return false
    case .file(let path): return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    case .standardInput: return fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }
  }
}
