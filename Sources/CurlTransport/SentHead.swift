/// The head of a request, as libcurl tells it piece by piece while it is sent.
struct SentHead {
  private var bytes: [UInt8] = []

  /// Bytes of it that are kept; the rest is not shown.
  static let limit = 64 * 1024

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    bytes += piece.prefix(Self.limit - bytes.count)
  }

  /// Without what ends them, up to the empty one.
  var lines: [String] {
    var lines: [String] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { break }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return lines
  }
}
