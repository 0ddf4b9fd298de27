import EventFiles
import StreamModel
import Synchronization

/// Where the sources hand over what they report: to the recording first, then to the inbox.
///
/// What was seen is in the file, because it is written before it is shown. What is in the file is counted, because a
/// report that comes after the run's end goes to neither.
nonisolated final class ReportDelivery: Sendable {
  private let recorder: Recorder
  private let inbox: Inbox
  /// Held for each report, so that the end never comes between the recording and the inbox.
  private let isOpen = Mutex(true)

  init(_ recorder: Recorder, _ inbox: Inbox) { (self.recorder, self.inbox) = (recorder, inbox) }

  /// Takes what a source reports, and waits while the inbox is full.
  func deliver(_ reports: [Report], source: Int) async {
    let isTaken = isOpen.withLock { isOpen in
      guard isOpen else { return false }
      for report in reports { recorder.take(report, source: source) }
      inbox.add(reports, source: source)
      return true
    }
    if isTaken { await inbox.waitForRoom() }
  }

  /// Takes nothing any more. What was taken by then is in the inbox.
  func close() { isOpen.withLock { $0 = false } }
}
