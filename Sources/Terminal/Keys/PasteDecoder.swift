import Dashboard

/// Gathers what comes between the brackets of a bracketed paste (xterm's mode 2004).
struct PasteDecoder {
  /// What is beyond is left out, in bytes.
  static let limit = 1 << 20

  private static let end = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  /// How much of the closing bracket has been seen.
  private var matched = 0

  /// The key that ends the paste with this byte, if one does.
  ///
  /// Ctrl-C ends it too: terminals take it out of what is pasted, and it must work though the closing bracket got lost.
  mutating func push(_ byte: UInt8) -> Key? {
    if byte == 3 { return .control("c") }
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count ? .paste(text) : nil
    }
    keep(Self.end[..<matched])
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { keep([byte]) }
    return nil
  }

  private mutating func keep(_ more: ArraySlice<UInt8>) {
    if bytes.count + more.count <= Self.limit { bytes += more }
  }

  /// Terminals send CR for a line end.
  private var text: String {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 13: lines.append(10)
      case 10 where index > 0 && bytes[index - 1] == 13: break
      default: lines.append(byte)
      }
    }
    return String(decoding: lines, as: UTF8.self)
  }
}
