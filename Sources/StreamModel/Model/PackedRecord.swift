/// A record as the log holds it: which record of its block it is like, and in what it differs.
///
/// 16 bytes beside 56 of a whole one. Like events come in long runs: of the same source and type, with the same fields
/// in the same places, so that only where they lie, how long their data is, and when they came is their own.
struct PackedRecord: Sendable {
  /// Above sixteen bits the time since the model's, in nanoseconds; below it whether it is the model itself, and the
  /// model's index.
  private var word: Int64
  /// Bytes from the model's offset.
  private var offset: Int32
  /// Bytes that it is longer than its model, and its data with it; wraps around where it is shorter.
  private var length: UInt32

  private static let modelBit: Int64 = 1 << 15

  /// The first of its kind in a block.
  init(modelAt index: Int) {
    word = Int64(index) | Self.modelBit
    (offset, length) = (0, 0)
  }

  /// - Returns: `nil` if the record is not like the model, or too far from it.
  @inline(__always)
  init?(_ record: Record, like model: Record, at index: Int) {
    let time = record.at.nanoseconds &- model.at.nanoseconds
    let distance = Int64(bitPattern: record.offset &- model.offset)
    guard record.isLike(model), (time << 16) >> 16 == time, let offset = Int32(exactly: distance) else { return nil }
    word = time << 16 | Int64(index)
    self.offset = offset
    length = record.length &- model.length
  }

  /// Where among the models of its block the one lies that it is like.
  @inline(__always)
  var index: Int { Int(word & (Self.modelBit - 1)) }
  /// Whether it is the model itself.
  @inline(__always)
  var isModel: Bool { word & Self.modelBit != 0 }

  @inline(__always)
  func record(like model: Record) -> Record {
    var record = model
    let distance = UInt64(bitPattern: Int64(offset))
    record.at.nanoseconds &+= word >> 16
    record.offset &+= distance
    record.length &+= length
    record.dataLength &+= length
    if model.holdsID { record.idOffset &+= distance }
    return record
  }
}

extension Record {
  /// Whether its last event ID was set by its own bytes.
  @inline(__always)
  fileprivate var holdsID: Bool { idOffset &- offset < UInt64(length) }

  /// Whether it differs from another in nothing but its place, the length of its data, and its time.
  @inline(__always)
  fileprivate func isLike(_ model: Record) -> Bool {
    let idOffset = model.holdsID ? model.idOffset &+ (offset &- model.offset) : model.idOffset
    let differences =
      (dataStart ^ model.dataStart) | (typeStart ^ model.typeStart) | (typeLength ^ model.typeLength)
      | (idLength ^ model.idLength) | (type ^ model.type) | UInt32(source ^ model.source)
      | ((length &- dataLength) ^ (model.length &- model.dataLength))
    return differences == 0 && self.idOffset == idOffset && kind == model.kind
      && isJoined == model.isJoined && isEnclosed == model.isEnclosed
  }

  /// A number that like records have in common, and others seldom, up to `count`, a power of two.
  @inline(__always)
  func likeness(upTo count: Int) -> Int {
    let parts =
      UInt64(type) << 40 ^ UInt64(idLength) << 24 ^ UInt64(source) << 12 ^ UInt64(dataStart)
      ^ UInt64(length &- dataLength) << 52
    return Int(truncatingIfNeeded: (parts &* 0x9E37_79B9_7F4A_7C15) >> 48) & (count - 1)
  }
}
