/// The scan of `BytePattern`, on bare bytes.
struct BytePatternSearch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  let bytes: UnsafeBufferPointer<UInt8>
  let folds: UnsafeBufferPointer<UInt8>
  let text: UnsafeRawBufferPointer

  /// The first place from `start` through `last` where the text begins with `bytes`.
  ///
  /// - Precondition: `last + bytes.count <= text.count`, and neither is empty.
  func first(from start: Int, through last: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let final = bytes.count - 1
    let (head, headFold) = (UInt64(bytes[0]) &* Self.ones, UInt64(folds[0]) &* Self.ones)
    let (tail, tailFold) = (UInt64(bytes[final]) &* Self.ones, UInt64(folds[final]) &* Self.ones)
    let top = Self.ones << 7
    var place = start
    // The last bytes that a step reads are those at `place + final`: never after the text.
    while place &+ 7 <= last {
      let heads = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self)) | headFold
      let tails = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place &+ final, as: UInt64.self)) | tailFold
      let misfits = (heads ^ head) | (tails ^ tail)
      // The top bit of each byte that is 0, and perhaps of some above it.
      var fits = (misfits &- Self.ones) & ~misfits & top
      while fits != 0 {
        let found = place &+ fits.trailingZeroBitCount >> 3
        if matches(at: found) { return found }
        fits &= fits &- 1
      }
      place &+= 8
    }
    while place <= last {
      if matches(at: place) { return place }
      place += 1
    }
    return nil
  }

  private func matches(at place: Int) -> Bool {
    for index in 0..<bytes.count where text[place &+ index] | folds[index] != bytes[index] { return false }
    return true
  }
}
