import EventFiles
import EventOutput
import ModelAnswers
import StreamModel

/// How a run ends by itself, and with which status.
extension ReportProcessor {
  /// Nobody reads the output any more.
  func endWithoutReader() {
    output = nil
    end(progress.judged(ExitCode.success), because: "")
  }

  /// The time that the user gave is over: a time-out, unless a stream was open by then, or a condition decides.
  func endTime(at now: Moment) {
    let wasOpen = model.state.sources.contains { $0.openings > 0 }
    if status == nil, !wasOpen {
      // Without a condition that decides, the run fails for it.
      let isFailure = !progress.hasConditions
      for (index, source) in model.state.sources.enumerated() {
        Narrator.sayNoResponse(
          source, at: now, withReasons: responses.isUntold(index, in: model.state), isFailure: isFailure)
      }
    }
    let cutAnswer = cutAnswer
    if status == nil, let cutAnswer {
      leaveAnswer()
      if wasOpen { StandardError.say("sse-top: the time of --max-time was over \(cutAnswer)") }
      repetitions?.add(nil)
    }
    let status = (wasOpen && cutAnswer == nil) || progress.hasConditions ? ExitCode.success : ExitCode.timeOut
    end(progress.judged(status), because: "the time of --max-time is over", code: status)
  }

  /// What has not come that was waited for, in a sentence each.
  var complaints: [String] { progress.complaints }

  /// What a wish to quit ends with.
  var quitStatus: Int32 { progress.judged(ExitCode.success) }

  func end(_ status: Int32, because reason: String, code: Int32 = ExitCode.success) {
    guard self.status == nil else { return }
    self.status = status
    if output?.lines.format == .answer { output?.lines.answer(.ended) }
    judge(isLast: true)
    if let now = output?.now {
      for (index, source) in model.state.sources.enumerated() {
        if source.connection.isClosed { continue }
        output?.lines.change(StateChange(closing: index, because: reason, code: code), at: now)
      }
      if let output, let doorbell, case .system = output.flush(unless: doorbell), status == ExitCode.success {
        self.status = ExitCode.writeError
      }
    }
    doorbell?.ring(.end)
  }

  /// The exit status when every source is closed: that of the first failure.
  static func status(of sources: [SourceState]) -> Int32? {
    var status: Int32 = 0
    for source in sources {
      guard let reason = source.connection.closingReason else { return nil }
      if status == 0 { status = Int32(reason.exitCode) }
    }
    return status
  }
}
