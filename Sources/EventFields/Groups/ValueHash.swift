/// Tells values apart by 64 bits: eight bytes at a time, multiplied and folded.
enum ValueHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter kind: values of different kinds are different, however they are written.
  static func hash(_ bytes: UnsafeRawBufferPointer, kind: UInt8 = 0) -> UInt64 {
    var hash = UInt64(bytes.count) &* factor ^ UInt64(kind) << 32 ^ 0xA076_1D64_78BD_642F
    var index = 0
    while index + 8 <= bytes.count {
      hash = folded(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    guard index < bytes.count else { return folded(hash) }
    // The last eight, of which some were taken in already.
    if index > 0 { return folded(hash ^ bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)) }
    var rest: UInt64 = 0
    for byte in bytes { rest = rest << 8 | UInt64(byte) }
    return folded(hash ^ rest)
  }

  private static func folded(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
