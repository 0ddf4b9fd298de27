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
  /// Held for each report, so that the end never comes between the recording and the report queue.
  private let isOpen = Mutex(true)

  init(_ recorder: Recorder, _ reportQueue: ReportQueue) { (self.recorder, self.reportQueue) = (recorder, reportQueue) }

  /// Takes what a source reports, and waits while the report queue is full.
  func deliver(_ reports: [Report], source: Int) async {
    let isTaken = isOpen.withLock { isOpen in
      guard isOpen else { return false }
      for report in reports { recorder.take(report, source: source) }
      reportQueue.add(reports, source: source)
      return true
    }
    if isTaken { await reportQueue.waitForRoom() }
  }

  /// Takes nothing any more. What was taken by then is in the report queue.
  func close() { isOpen.withLock { $0 = false } }
}
