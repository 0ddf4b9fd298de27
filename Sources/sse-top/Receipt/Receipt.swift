import Glibc
import StreamModel

/// What was asked about the end of a run.
nonisolated struct ReceiptChoice: Equatable, Sendable {
  /// `--stats`, `--no-stats`; `nil`: told after a dashboard, else not.
  var isTold: Bool?
  /// `--summary`: a file's name, or `-`.
  var file: String?
}

/// Tells and writes what a run was, when it has ended.
struct Receipt {
  nonisolated enum Place: Sendable {
    /// The normal screen, after a dashboard.
    case screen
    case standardError
  }

  private let isTold: Bool?
  private let file: SummaryFile?
  /// The time of `Moment.start`, since 1970.
  private let started: Duration

  /// - Parameter now: the present.
  init(_ choice: ReceiptChoice, at now: Moment) throws(SummaryFile.Failure) {
    isTold = choice.isTold
    // Not `map`, which would forget the error's type.
    if let name = choice.file { file = try SummaryFile(name) } else { file = nil }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    started = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec) - now.sinceStart
  }

  /// Gives the receipt, and returns the run's exit status: `status`, but for a summary that cannot be written.
  ///
  /// - Parameters:
  ///   - now: the end of the run.
  ///   - status: how it ended.
  ///   - isHurried: a signal or the time ended it, so a reader that does not read is not waited for.
  func give(_ state: StreamState, at now: Moment, on place: Place, status: Int32, isHurried: Bool) -> Int32 {
    let summary = Summary(state, started: started, at: now)
    if isTold ?? (place == .screen) {
      let lines = summary.lines(place == .screen ? .short : .long, isASCII: !Codeset.speaksUTF8)
      let descriptor = place == .screen ? STDOUT_FILENO : STDERR_FILENO
      // That nobody can be told is no failure of the run.
      _ = SummaryFile.write(
        Array(lines.map { $0 + "\n" }.joined().utf8), to: descriptor, isHurried: isHurried)
    }
    guard let file else { return status }
    do { try file.write(summary, isHurried: isHurried) } catch {
      SSETop.say("sse-top: \(error.sentence)")
      return status == ExitCode.success ? ExitCode.writeError : status
    }
    return status
  }
}
