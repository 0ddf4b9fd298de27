/// The id that comes next if a stream's ids count by one, as text: comparing is cheaper than reading a number, and most
/// ids of a stream that counts are this one.
///
/// Constant size: of longer ids none is foreseen.
struct NextID: Sendable {
  private var text = InlineArray<32, UInt8>(repeating: 0)
  /// 0 while no id is foreseen.
  private var count = 0

  /// Foresees the id that follows one; `id` ends in a number.
  mutating func follow(_ id: UnsafeRawBufferPointer) {
    guard id.count <= text.count else { return forget() }
    count = id.count
    for index in 0..<count { text[index] = id[index] }
    increase()
  }

  /// Foresees no id.
  mutating func forget() { count = 0 }

  /// Whether an id is the one that was foreseen; then the one after it is.
  @inline(__always)
  mutating func accepts(_ id: UnsafeRawBufferPointer) -> Bool {
    guard id.count == count, count > 0, isText(id) else { return false }
    increase()
    return true
  }

  @inline(__always)
  private func isText(_ id: UnsafeRawBufferPointer) -> Bool {
    withUnsafeBytes(of: text) { text in
      var index = 0
      while index &+ 4 <= count {
        let (ours, theirs) = (
          text.loadUnaligned(fromByteOffset: index, as: UInt32.self),
          id.loadUnaligned(fromByteOffset: index, as: UInt32.self)
        )
        guard ours == theirs else { return false }
        index &+= 4
      }
      while index < count {
        guard text[index] == id[index] else { return false }
        index &+= 1
      }
      return true
    }
  }

  /// Adds one to the number at the end. One that would need another digit is not foreseen.
  @inline(__always)
  private mutating func increase() {
    var place = count &- 1
    while place >= 0, text[place] == UInt8(ascii: "9") {
      text[place] = UInt8(ascii: "0")
      place &-= 1
    }
    guard place >= 0, text[place] &- 0x30 < 10 else { return forget() }
    text[place] &+= 1
  }
}
