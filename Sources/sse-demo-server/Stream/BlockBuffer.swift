import NIOCore

/// Gathers bytes into blocks of one length, as a proxy or a compressor does that is not told to flush.
struct BlockBuffer {
  /// In bytes.
  let length: Int
  /// What does not fill a block yet: less than `length` bytes.
  private(set) var rest = ByteBuffer()

  init(length: Int) {
    self.length = max(1, length)
  }

  /// Adds bytes, and gives the blocks that are full now, each of exactly `length` bytes.
  mutating func add(_ bytes: ByteBuffer) -> [ByteBuffer] {
    rest.writeImmutableBuffer(bytes)
    var blocks: [ByteBuffer] = []
    while rest.readableBytes >= length, let block = rest.readSlice(length: length) { blocks.append(block) }
    // Into storage of its own: what was read stays in the old one, which would grow with the stream.
    if !blocks.isEmpty { rest = ByteBuffer(bytes: rest.readableBytesView) }
    return blocks
  }
}
