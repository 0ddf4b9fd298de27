import CommandLine
import CurlTransport
import Diagnosing
import EventFiles
import StreamModel
import Text

/// `:diagnose` in the dashboard: examines a source beside it, and keeps the report until it is asked for.
///
/// No pager takes the screen away by itself: the second `:diagnose` opens what the first one has found.
final class DashboardDiagnosis {
  enum Answer {
    case said(String, isTrouble: Bool)
    /// To be opened in the pager.
    case report([UInt8])
  }

  private let inputs: [Input]
  private let invocation: Invocation
  private let engine: CurlEngine
  private var running: Examination?
  private var report: [UInt8]?

  /// - Parameter engine: carries the requests.
  init(_ inputs: [Input], _ invocation: Invocation, _ engine: CurlEngine) {
    (self.inputs, self.invocation, self.engine) = (inputs, invocation, engine)
  }

  /// Begins to examine a source, or gives what has come of it.
  ///
  /// - Parameters:
  ///   - origin: the present time of the calendar, since 1970.
  ///   - columns: of the terminal.
  ///   - tell: takes what is to be told at the end.
  func ask(source: Int, origin: Duration, columns: Int, tell: @escaping (String) -> Void) -> Answer {
    if let report {
      self.report = nil
      return .report(report)
    }
    if let running {
      let left = (running.duration ?? .zero) - running.elapsed
      return .said("diagnosing; \(TimeText.countdown(left)) to go", isTrouble: false)
    }
    guard inputs.indices.contains(source), case .url = inputs[source] else {
      return .said("a file is diagnosed by sse-top --diagnose FILE", isTrouble: true)
    }
    let diagnosed = DiagnosedSource(inputs[source], invocation, DiagnosisPlan())
    let duration = Duration.seconds(30)
    let doorbell = Doorbell()
    let examination = Examination(
      diagnosed, invocation.source, duration: duration, times: .init(start: .now, origin: origin),
      engine: engine, doorbell: doorbell)
    running = examination
    examination.begin(nil)
    Task {
      _ = await Examinations([examination], doorbell).run()
      let diagnosis = examination.diagnosis
      running = nil
      let lines = diagnosis.report(columns: min(columns, 120), glyphs: .unicode, exitStatus: nil)
      report = lines.flatMap { $0.bytes(hasColours: false) }
      tell("diagnosed: \(diagnosis.sum); :diagnose opens the report")
    }
    return .said("diagnosing for 30 s, by requests of its own", isTrouble: false)
  }
}
