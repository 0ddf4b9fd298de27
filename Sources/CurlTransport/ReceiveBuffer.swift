internal import Glibc

/// What libcurl's write callback gathers of a body between two hand-overs.
///
/// A server that flushes each event has a callback for each, so that is the hot path: as long as there is room, a
/// callback copies its bytes after the others and touches nothing else. It lies in memory of its own and not in a
/// property of `Transfer`, where the checks of exclusive access and of an array's ownership cost more than the copy:
/// a quarter of the thread's time. `Transfer` owns it, on the engine's thread alone.
struct ReceiveBuffer {
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0
  private(set) var count = 0
  /// How many bytes may come before the transfer wants to be told.
  var room = 0
  /// The transfer, which outlives this.
  let owner: UnsafeMutableRawPointer

  /// Beyond this, memory that was needed once is given back.
  private static let keptCapacity = 1 << 16

  init(owner: UnsafeMutableRawPointer) { self.owner = owner }

  /// Whether the bytes were taken without a need for the transfer to know.
  @inline(__always)
  mutating func tryAppend(_ bytes: UnsafeRawPointer, _ count: Int) -> Bool {
    guard count <= room, let start else { return false }
    memcpy(start + self.count, bytes, count)
    self.count &+= count
    room &-= count
    return true
  }

  /// Takes bytes that the transfer knows of; nothing comes quietly until it allows that again.
  ///
  /// - Returns: whether there was memory for them.
  mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let from = bytes.baseAddress, !bytes.isEmpty else { return true }
    if count + bytes.count > capacity {
      let wanted = max(count + bytes.count, capacity * 2, 1 << 12)
      guard let larger = realloc(start, wanted) else { return false }
      (start, capacity) = (larger, wanted)
    }
    guard let start else { return false }
    memcpy(start + count, from, bytes.count)
    count += bytes.count
    room = 0
    return true
  }

  /// Lets up to `limit` bytes in all come quietly, as far as there is memory.
  mutating func allow(_ limit: Int) { room = max(min(limit, capacity) - count, 0) }

  /// Takes out what has come.
  mutating func drain() -> [UInt8] {
    room = 0
    guard count > 0 else { return [] }
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    if capacity > Self.keptCapacity, count < capacity / 8 { release() }
    count = 0
    return bytes
  }

  mutating func release() {
    free(start)
    (start, capacity, count, room) = (nil, 0, 0, 0)
  }
}
