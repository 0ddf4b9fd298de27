/// The log's records: a queue as `Segments` is, whose elements take 16 bytes where they are like others.
///
/// Each block of 1,024 has its models: the records in it that none before was like, whole. A record is found again
/// exactly, whatever the stream is like: where no two are alike, each is a model and takes 72 bytes.
struct PackedRecords: Sendable {
  static let blockShift = 10
  /// What a record takes, and what a model takes beside that, in bytes.
  static let recordBytes = MemoryLayout<PackedRecord>.stride
  static let modelBytes = MemoryLayout<Record>.stride

  private var records = Segments<PackedRecord>(shift: blockShift)
  private var models = Segments<[Record]>(shift: 6)
  /// How many models are kept, those of the oldest block that lie before its oldest record left out.
  private var modelCount = 0
  /// For a likeness the index that the newest model with it has; of another block, or another's, where `isLike` fails.
  private var guesses = [UInt16](repeating: 0, count: guessCount)
  private static let guessCount = 256

  /// - Parameter start: the position of the first record; a multiple of what 64 blocks hold.
  init(start: Int = 0) {
    records = Segments(shift: Self.blockShift, start: start)
    models = Segments(shift: 6, start: start >> Self.blockShift)
  }

  var startIndex: Int { records.startIndex }
  var endIndex: Int { records.endIndex }
  var count: Int { records.count }
  /// Bytes that are held.
  var byteCount: Int { count * Self.recordBytes + modelCount * Self.modelBytes }

  /// - Parameter position: from `startIndex` up to `endIndex`.
  @inline(__always)
  subscript(position: Int) -> Record {
    let record = records[position]
    return record.record(like: models[position >> Self.blockShift][record.index])
  }

  /// Appends as many as the newest block has room for, and returns the rest.
  ///
  /// - Parameter complete: is lent each, to change it before it is kept.
  @inline(__always)
  mutating func appendStart(
    of added: UnsafeBufferPointer<Record>, _ complete: (inout Record) -> Void
  ) -> UnsafeBufferPointer<Record> {
    let room = 1 << Self.blockShift - endIndex & (1 << Self.blockShift - 1)
    if room == 1 << Self.blockShift { models.append([]) }
    let part = UnsafeBufferPointer(rebasing: added.prefix(room))
    // Taken out meanwhile, so that nothing asks for each record whether they are shared.
    var known: [Record] = []
    models.changeLast { swap(&$0, &known) }
    let knownBefore = known.count
    withUnsafeTemporaryAllocation(of: PackedRecord.self, capacity: part.count) { packed in
      for index in part.indices {
        var record = part[index]
        complete(&record)
        packed.initializeElement(at: index, to: pack(record, &known))
      }
      _ = records.appendStart(of: UnsafeBufferPointer(packed))
    }
    modelCount += known.count - knownBefore
    models.changeLast { swap(&$0, &known) }
    return UnsafeBufferPointer(rebasing: added[part.count...])
  }

  @inline(__always)
  private mutating func pack(_ record: Record, _ known: inout [Record]) -> PackedRecord {
    let likeness = record.likeness(upTo: Self.guessCount)
    let index = Int(guesses[likeness])
    if index < known.count, let packed = PackedRecord(record, like: known[index], at: index) { return packed }
    guesses[likeness] = UInt16(truncatingIfNeeded: known.count)
    known.append(record)
    return PackedRecord(modelAt: known.count - 1)
  }

  /// Lends copies of the records of a range, some at a time, in order.
  ///
  /// - Parameters:
  ///   - range: clamped to what is kept.
  ///   - body: gets the position of the first, too; whether it wants more.
  @inline(__always)
  func forEachPiece(of range: Range<Int>, _ body: (Int, UnsafeBufferPointer<Record>) -> Bool) {
    let range = range.clamped(to: startIndex..<endIndex)
    // Few enough that they stay close to the processor.
    let most = 64
    withUnsafeTemporaryAllocation(of: Record.self, capacity: min(most, range.count)) { lent in
      var start = range.lowerBound
      while start < range.upperBound {
        // Of one block, and so in one segment.
        let end = min((start / most + 1) * most, range.upperBound)
        let count = end - start
        records.withElements(in: start..<end) { packed in
          models[start >> Self.blockShift].withUnsafeBufferPointer { models in
            for index in 0..<count {
              let packed = packed[index]
              lent.initializeElement(at: index, to: packed.record(like: models[packed.index]))
            }
          }
        }
        guard body(start, UnsafeBufferPointer(rebasing: lent[..<count])) else { return }
        start = end
      }
    }
  }

  /// Lends the oldest records one by one, up to the end of their block, each with the bytes that go with it.
  ///
  /// - Parameter body: whether it wants more.
  @inline(__always)
  func forEachOfBlock(from start: Int, _ body: (Record, _ bytes: Int) -> Bool) {
    let end = min((start >> Self.blockShift + 1) << Self.blockShift, endIndex)
    records.withElements(in: start..<end) { packed in
      models[start >> Self.blockShift].withUnsafeBufferPointer { models in
        for packed in packed {
          let bytes = Self.recordBytes + (packed.isModel ? Self.modelBytes : 0)
          guard body(packed.record(like: models[packed.index]), bytes) else { return }
        }
      }
    }
  }

  /// Drops what lies before `position`. Memory comes back by whole blocks.
  mutating func drop(before position: Int) {
    let position = min(max(position, startIndex), endIndex)
    var start = startIndex
    while start < position {
      let end = min((start >> Self.blockShift + 1) << Self.blockShift, position)
      modelCount -= records.withElements(in: start..<end) { packed in packed.reduce(0) { $0 + ($1.isModel ? 1 : 0) } }
      start = end
    }
    records.drop(before: position)
    models.drop(before: position >> Self.blockShift)
  }
}
