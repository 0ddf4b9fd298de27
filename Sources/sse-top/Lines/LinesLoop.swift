import EventFiles
import EventOutput
import Findings
import Glibc
import StreamModel
import Text

/// Runs without a dashboard: the report processor writes, and this waits for what ends it.
struct LinesLoop {
  let program: Program
  private var sink: OutputSink { program.sink }

  /// Runs until a signal, the time, the end of all sources, or a reader that is gone ends it; what comes back is the
  /// exit status.
  func run() async -> Int32 {
    let format = program.output.format ?? (sink.isTerminal ? .text : .ndjson)
    let lines = OutputLines(
      program.output, format: format, urls: program.model.state.sources.map(\.url), isTerminal: sink.isTerminal,
      hasColours: wantsColours)
    let doorbell = program.doorbell
    if format != .none { sink.watchReader { doorbell.ring(.readerGone) } }
    program.begin(output: LineOutput(lines, to: sink, timeline: program.timeline))
    let clock = LoopTimer(doorbell, rings: .second)
    clock.start(after: FindingBoard.interval, every: FindingBoard.interval)
    defer { clock.stop() }
    return await doorbell.answer {
      let wakes = doorbell.drain()
      if wakes.contains(.stop) {
        program.endSources()
        program.processor.leaveAnswer()
        return ExitCode.signal(doorbell.signal)
      }
      // Before what has come is taken: it may have waited.
      program.processor.noteAbsence(isResumed: wakes.contains(.resume), at: program.now)
      program.processor.receive(program.reportQueue.drain())
      program.processor.callOnStandardError(at: program.clock.now)
      if wakes.contains(.second) { program.passSecond() }
      if wakes.contains(.reopen) { program.recorder.reopen() }
      if wakes.contains(.scrape) { program.processor.tellMetrics() }
      if wakes.contains(.time) { program.processor.tellMissingResponses() }
      if wakes.contains(.timeUp) {
        program.endSources()
        program.processor.endTime(at: program.now)
      }
      if wakes.contains(.readerGone) { program.processor.endWithoutReader() }
      guard let status = program.processor.status else { return nil }
      program.endSources()
      return status
    }
  }

  /// A terminal that is not named is taken for a simple one.
  private var wantsColours: Bool {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let hasColours = sink.isTerminal && !["", "dumb"].contains(value("TERM") ?? "")
    return program.output.colours.allows(isTerminal: hasColours, environment: value)
  }
}
