import StreamModel
import Testing

@testable import sse_top

/// What gathers between the sources and the main actor.
@MainActor @Suite struct ReportQueueTests {
  nonisolated static func batch(_ count: Int, _ mark: UInt8 = 0, records: Int = 0) -> Report {
    .batch(
      Batch(
        bytes: [UInt8](repeating: mark, count: count),
        records: Array(repeating: Record(kind: .comment, offset: 0), count: records), at: .start, pendingOffset: 0,
        lastEventID: [],
        reconnectionTime: .seconds(3)))
  }

  @Test func `everything comes out once, in order, with its source`() {
    let reportQueue = ReportQueue(Doorbell())
    reportQueue.add([Self.batch(1, 1), Self.batch(1, 2)], source: 3)
    reportQueue.add([Self.batch(1, 3)], source: 0)
    let taken = reportQueue.drain()
    #expect(taken.map(\.source) == [3, 0])
    #expect(taken.map(\.reports) == [[Self.batch(1, 1), Self.batch(1, 2)], [Self.batch(1, 3)]])
    #expect(reportQueue.drain().isEmpty)
  }

  @Test func `a delivery rings, and much of it says that there is much`() {
    let doorbell = Doorbell()
    let reportQueue = ReportQueue(doorbell)
    reportQueue.add([Self.batch(10)], source: 0)
    #expect(doorbell.drain() == .reports)
    reportQueue.add([Self.batch(1 << 18)], source: 0)
    #expect(doorbell.drain() == [.reports, .backlog])
  }

  @Test(arguments: [(1 << 17, 0), (2, 1 << 14)])
  func `who delivers to a full reportQueue, of bytes or of records, waits until it is emptied`(
    bytes: Int, records: Int
  ) async {
    let doorbell = Doorbell()
    let reportQueue = ReportQueue(doorbell)
    let delivering = Task { @concurrent in
      for mark in 0..<UInt8(40) {
        reportQueue.add([Self.batch(bytes, mark, records: records)], source: 0)
        await reportQueue.waitForRoom()
      }
    }
    var marks: [UInt8] = []
    while marks.count < 40 {
      let taken = reportQueue.drain()
      // What there is room for, and what one source may add to it.
      #expect(taken.count <= 8)
      for case .batch(let batch) in taken.flatMap(\.reports) { marks += batch.bytes.prefix(1) }
      await Task.yield()
    }
    await delivering.value
    #expect(marks == Array(0..<40))
  }
}
