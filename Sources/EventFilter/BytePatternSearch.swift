/// The scan of `BytePattern`, on bare bytes.
struct BytePatternSearch {
  private typealias Places = SIMD32<UInt8>

  let bytes: UnsafeBufferPointer<UInt8>
  let folds: UnsafeBufferPointer<UInt8>
  let text: UnsafeRawBufferPointer

  /// The first place from `start` through `last` where the text begins with `bytes`.
  ///
  /// - Precondition: `last + bytes.count <= text.count`, and neither is empty.
  func first(from start: Int, through last: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let final = bytes.count - 1
    let width = Places.scalarCount
    let (head, headFold) = (Places(repeating: bytes[0]), Places(repeating: folds[0]))
    let (tail, tailFold) = (Places(repeating: bytes[final]), Places(repeating: folds[final]))
    var place = start
    // The bytes at `place + final` are the last ones that a step reads: never behind the text.
    while place + width - 1 <= last {
      let heads = (base.loadUnaligned(fromByteOffset: place, as: Places.self) | headFold) ^ head
      let tails = (base.loadUnaligned(fromByteOffset: place + final, as: Places.self) | tailFold) ^ tail
      let misfits: Places = heads | tails
      if hasZero(misfits), let found = firstMatch(from: place, through: place + width - 1) { return found }
      place += width
    }
    return firstMatch(from: place, through: last)
  }

  private func firstMatch(from start: Int, through last: Int) -> Int? {
    var place = start
    while place <= last {
      if matches(at: place) { return place }
      place += 1
    }
    return nil
  }

  private func matches(at place: Int) -> Bool {
    for index in 0..<bytes.count where text[place + index] | folds[index] != bytes[index] { return false }
    return true
  }

  private func hasZero(_ places: Places) -> Bool {
    any(places .== 0)
  }
}
