package import Comparing
package import EventFields
package import EventFilter
package import Findings
import Glibc
package import ModelAnswers
package import StreamModel
import Text

/// What was asked about the end of a run.
package struct ReceiptChoice: Equatable, Sendable {
  /// `--stats`, `--no-stats`; `nil`: told after a dashboard, else not.
  package var isTold: Bool?
  /// `--summary`: a file's name, or `-`.
  package var file: String?

  package init(isTold: Bool? = nil, file: String? = nil) {
    (self.isTold, self.file) = (isTold, file)
  }
}

/// Tells and writes what a run was, when it has ended.
package struct Receipt {
  package enum Destination: Sendable {
    /// The normal screen, after a dashboard.
    case screen
    case standardError
  }

  private let isTold: Bool?
  package let file: SummaryFile?

  package init(_ choice: ReceiptChoice) throws(SummaryFile.Failure) {
    isTold = choice.isTold
    // Not `map`, which would forget the error's type.
    if let name = choice.file { file = try SummaryFile(name) } else { file = nil }
  }

  /// Gives the receipt, and returns the run's exit status: `status`, but for a summary that cannot be written.
  ///
  /// - Parameters:
  ///   - started: the time of the calendar at `Moment.start`, since 1970; a recording's tells when that was made.
  ///   - now: the end.
  ///   - groups: what `--by` has counted.
  ///   - files: names of those that were written, and how many before them.
  ///   - comparison: of two streams.
  ///   - answers: of language models, as far as they were read.
  ///   - alerts: what the user was called for.
  ///   - status: how it ended.
  ///   - isHurried: a signal or the time ended it, so a reader that does not read is not waited for.
  package func give(
    _ state: StreamState, findings: FindingBoard, groups: GroupTable?, answers: [AnswerNumbers] = [],
    alerts: [Alerts.Count] = [], comparison: StreamComparison? = nil, started: Duration, since: Moment, at now: Moment,
    files: [String], earlierFiles: Int = 0,
    on destination: Destination, status: Int32,
    isHurried: Bool
  ) -> Int32 {
    var summary = Summary(
      state, findings: findings, started: started, since: since, at: now, files: files, groups: groups,
      answers: answers, alerts: alerts)
    summary.comparison = comparison
    summary.earlierFiles = earlierFiles
    if isTold ?? (destination == .screen) {
      let descriptor = destination == .screen ? STDOUT_FILENO : STDERR_FILENO
      let lines = summary.lines(
        destination == .screen ? .short : .long, columns: TerminalWidth.columns(of: descriptor),
        isASCII: !Codeset.speaksUTF8)
      // That nobody can be told is no failure of the run.
      _ = SummaryFile.write(
        Array(lines.map { $0 + "\n" }.joined().utf8), to: descriptor, isHurried: isHurried)
    }
    guard let file else { return status }
    do { try file.write(summary, isHurried: isHurried) } catch {
      StandardError.say("sse-top: \(error.sentence)")
      return status == ExitCode.success ? ExitCode.writeError : status
    }
    return status
  }
}
