import ContentDecoding

/// How a file is compressed, which its first bytes tell.
enum FileCoding {
  /// So many bytes tell it.
  static let headLength = 4

  private static let heads: [(bytes: [UInt8], coding: ContentCoding)] = [
    // RFC 1952, 2.3.1
    ([0x1F, 0x8B], .gzip),
    // RFC 8878, 3.1.1
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
  ]

  /// - Returns: `nil` for what is not compressed.
  static func of(_ beginning: some Collection<UInt8>) -> ContentCoding? {
    heads.first { beginning.starts(with: $0.bytes) }?.coding
  }

  /// Whether more bytes may make it one.
  static func isOpen(_ beginning: some Collection<UInt8>) -> Bool {
    heads.contains { $0.bytes.count > beginning.count && $0.bytes.starts(with: beginning) }
  }
}
