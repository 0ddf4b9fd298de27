import CZlib

/// Bodies in the codings that a server sends, made without the code under test.
enum Encoded {
  /// RFC 1950: two bytes of head, the deflated bytes, four of a sum.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var encoded = [UInt8](repeating: 0, count: Int(count))
    let result = compress(&encoded, &count, bytes, uLong(bytes.count))
    precondition(result == Z_OK)
    return Array(encoded.prefix(Int(count)))
  }

  /// RFC 1951.
  static func deflate(_ bytes: [UInt8]) -> [UInt8] { zlib(bytes).dropFirst(2).dropLast(4) }

  /// RFC 1952, 2.3: one member.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let sum = UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + deflate(bytes) + littleEndian(sum)
      + littleEndian(UInt32(bytes.count))
  }

  /// RFC 8878, 3.1.1: a frame of raw blocks.
  static func zstandard(_ bytes: [UInt8], windowDescriptor: UInt8 = 0x50) -> [UInt8] {
    var encoded: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, windowDescriptor]
    for start in stride(from: 0, to: bytes.count, by: 1000) {
      let block = bytes[start...].prefix(1000)
      encoded += littleEndian(UInt32(block.count << 3)).prefix(3) + block
    }
    return encoded + [1, 0, 0]
  }

  /// RFC 7932, 9.2: blocks that are not compressed, and an empty last one.
  static func brotli(_ bytes: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 1000) {
      let block = bytes[start...].prefix(1000)
      // Not the last, four nibbles of length, uncompressed; before the first a bit for 64 KB.
      let bits = (UInt32(block.count - 1) << 3 | 1 << 19) << (start == 0 ? 1 : 0)
      encoded += littleEndian(bits).prefix(3) + block
    }
    return encoded + (bytes.isEmpty ? [0x06] : [0x03])
  }

  /// 16 MiB of line ends, in some thousand bytes or less.
  static let bomb = [UInt8](repeating: 0x0A, count: 16 << 20)
  static let brotliBomb: [UInt8] = [
    0xCF, 0xFF, 0xFF, 0x7F, 0xF8, 0x25, 0x14, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x7F,
  ]
  /// Blocks of one byte that is repeated (RFC 8878, 3.1.1.2.2).
  static let zstandardBomb: [UInt8] = {
    var encoded: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50]
    for number in 1...128 {
      let header = UInt32(1 << 20) | 1 << 1 | (number == 128 ? 1 : 0)
      encoded += littleEndian(header).prefix(3) + [0x0A]
    }
    return encoded
  }()

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
