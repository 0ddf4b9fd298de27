import Dashboard

/// Bytes of a stranger's as they may be written into a line: cleaned as the canvas cleans them, whole.
nonisolated enum CleanText {
  static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], glyphs: Glyphs) {
    // Nearly all text is this, and cleaning costs a hundred times as much as looking.
    if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      output.append(contentsOf: bytes)
    } else {
      append(String(decoding: bytes, as: UTF8.self), to: &output, glyphs: glyphs)
    }
  }

  static func append(_ text: String, to output: inout [UInt8], glyphs: Glyphs) {
    for row in Wrapping.rows(of: [TextSpan(text)], columns: .max, glyphs: glyphs) {
      for span in row { output.append(contentsOf: span.text.utf8) }
    }
  }

  /// Text of several lines: each is cleaned, and ended by LF.
  static func appendLines(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], glyphs: Glyphs) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), to: &output, glyphs: glyphs)
      output.append(0x0A)
      start = end + 1
      if start < bytes.count, bytes[end] == 0x0D, bytes[start] == 0x0A { start += 1 }
    }
  }
}
