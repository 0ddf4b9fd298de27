extension SeededGenerator {
  /// Scalars of every kind that matters for drawing, mixed.
  package mutating func hostileText(count: Int) -> String {
    let kinds: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0...0x1F, 0x7F...0x9F, 0xA0...0x2FF, 0x300...0x36F, 0x300...0x36F, 0x900...0x97F,
      0x600...0x6FF, 0x1100...0x11FF, 0x1100...0x1112, 0x1161...0x1175, 0x11A8...0x11C2, 0x2000...0x206F,
      0x2600...0x27BF, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7FF, 0xE000...0xF8FF, 0xFE00...0xFEFF,
      0xFF00...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0xE0000...0xE01EF, 0...0x10FFFF,
    ]
    var text = ""
    while text.unicodeScalars.count < count {
      let kind = kinds.randomElement(using: &self) ?? 0x20...0x7E
      if let scalar = Unicode.Scalar(UInt32.random(in: kind, using: &self)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// Bytes that are UTF-8 here and there.
  package mutating func hostileBytes(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if Bool.random(using: &self) {
        bytes += Array(hostileText(count: Int.random(in: 1...4, using: &self)).utf8)
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &self))
      }
    }
    return Array(bytes.prefix(count))
  }
}
