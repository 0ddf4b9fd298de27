import EventFiles
import StreamModel
import Synchronization

/// Where the sources hand over what they report: to the recording first, then to the report queue.
///
/// What was seen is in the file, because it is written before it is shown. What is in the file is counted, because a
/// report that comes after the run's end goes to neither.
nonisolated final class ReportDelivery: Sendable {
  private let recorder: Recorder
  private let reportQueue: ReportQueue
  private struct State {
    var isOpen = true
    /// The sources whose files are read again, and so were recorded before.
    var repeating: Set<Int> = []
  }

  /// Held for each report, so that the end never comes between the recording and the report queue.
  private let state = Mutex(State())

  init(_ recorder: Recorder, _ reportQueue: ReportQueue) { (self.recorder, self.reportQueue) = (recorder, reportQueue) }

  /// Takes what a source reports, and waits while the report queue is full.
  func deliver(_ reports: [Report], source: Int) async {
    let isTaken = state.withLock { state in
      guard state.isOpen else { return false }
      for report in reports {
        switch report {
        case .jumped(_, let repeats):
          if repeats { state.repeating.insert(source) } else { state.repeating.remove(source) }
        case .caughtUp: state.repeating.remove(source)
        default: if !state.repeating.contains(source) { recorder.receive(report, source: source) }
        }
      }
      reportQueue.add(reports, source: source)
      return true
    }
    if isTaken { await reportQueue.waitForRoom() }
  }

  /// Whether what comes now was recorded, or might have been, when it came first.
  var isRepeating: Bool { state.withLock { !$0.repeating.isEmpty } }

  /// Takes nothing any more. What was taken by then is in the report queue.
  func close() { state.withLock { $0.isOpen = false } }
}
