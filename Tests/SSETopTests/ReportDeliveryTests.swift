import StreamModel
import TestSupport
import Testing

@testable import EventFiles
@testable import sse_top

/// Between the sources, the recording and the report queue.
@MainActor @Suite struct ReportDeliveryTests {
  @Test func `what comes is recorded and counted, after the end neither`() async throws {
    let folder = try TemporaryFolder()
    let timeline = Timeline(.asRead, start: ContinuousClock().now, origin: .zero)
    let recorder = Recorder(sources: ["a"], eventLimit: 1 << 20, timeline: timeline) { _ in }
    try recorder.start(folder.path("a.sse"))
    let reportQueue = ReportQueue(Doorbell())
    let delivery = ReportDelivery(recorder, reportQueue)
    await delivery.deliver([Self.batch("data: one\n\n")], source: 0)
    delivery.close()
    await delivery.deliver([Self.batch("data: two\n\n")], source: 0)
    recorder.stop()
    #expect(reportQueue.drain().map(\.reports) == [[Self.batch("data: one\n\n")]])
    let text = String(decoding: try folder.contents("a.sse"), as: UTF8.self)
    #expect(text.contains("data: one") && !text.contains("data: two"))
  }

  private static func batch(_ text: String) -> Report {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(Array(text.utf8), into: &records)
    return .batch(
      Batch(
        bytes: Array(text.utf8), records: records, at: .start, pendingOffset: parser.pendingOffset, lastEventID: [],
        reconnectionTime: .seconds(3)))
  }
}
