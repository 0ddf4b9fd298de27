import Text

/// Where a long line breaks into the rows of a screen, as offsets into its bytes: nothing is copied or decoded twice.
enum LineBreaks {
  /// The byte with which each row begins; the first is 0.
  ///
  /// A combining mark stays with its base, a wide character, a stand-in and an escape whole, as long as a row has room
  /// for one.
  /// - Parameter hang: the columns that all rows but the first leave free on their left.
  static func starts(of spans: [ByteSpan], columns: Int, hang: Int, glyphs: Glyphs) -> [Int] {
    let columns = max(columns, 1)
    let rest = max(columns - max(hang, 0), 1)
    var starts = [0]
    var room = columns
    var used = 0
    forEachPiece(of: spans, glyphs: glyphs) { byte, wide in
      if used > 0, used + wide > room {
        starts.append(byte)
        (used, room) = (0, rest)
      }
      used += wide
      return true
    }
    return starts
  }

  /// The column at which each of some bytes is drawn, and with which byte the spans go on after `limit` columns.
  ///
  /// - Parameter bytes: offsets in growing order. What lies beyond the limit gets the limit.
  static func columns(
    ofBytes bytes: [Int], in spans: [ByteSpan], limit: Int, glyphs: Glyphs
  ) -> (columns: [Int], rest: Int?) {
    var columns: [Int] = []
    var used = 0
    var rest: Int?
    forEachPiece(of: spans, glyphs: glyphs) { byte, wide in
      while columns.count < bytes.count, bytes[columns.count] <= byte { columns.append(used) }
      used += wide
      if used > limit { rest = byte }
      return rest == nil
    }
    while columns.count < bytes.count { columns.append(min(used, limit)) }
    return (columns, rest)
  }

  /// The columns that all of it takes.
  static func width(of spans: [ByteSpan], glyphs: Glyphs) -> Int {
    var used = 0
    forEachPiece(of: spans, glyphs: glyphs) { _, wide in
      used += wide
      return true
    }
    return used
  }

  /// The byte that is drawn at a column, or the last one.
  static func byte(atColumn column: Int, in spans: [ByteSpan], glyphs: Glyphs) -> Int {
    var found = 0
    var used = 0
    forEachPiece(of: spans, glyphs: glyphs) { byte, wide in
      if wide > 0 { found = byte }
      used += wide
      return used <= column
    }
    return found
  }

  /// Tells where each piece begins and how many columns it takes, until `body` has enough.
  @inline(__always)
  private static func forEachPiece(of spans: [ByteSpan], glyphs: Glyphs, _ body: (Int, Int) -> Bool) {
    var start = 0
    var memo = ScalarClassCache()
    for span in spans {
      var cleaner = Cleaner(glyphs)
      let bytes = span.bytes.span
      var position = 0
      while position < bytes.count {
        let byte = start + position
        if bytes[position] == UInt8(ascii: "\\"), span.hasEscapes {
          guard body(byte, columns(ofEscapeIn: bytes, at: &position, &cleaner, &memo)) else { return }
        } else if bytes[position] >= 0x20, bytes[position] < 0x7F {
          cleaner.passedASCII(Unicode.Scalar(bytes[position]))
          position += 1
          guard body(byte, 1) else { return }
        } else {
          let scalar = UTF8Decoding.scalar(in: bytes, at: &position)
          guard body(byte, cleaner.columns(of: scalar, memo.scalarClass(of: scalar))) else { return }
        }
      }
      start += bytes.count
    }
  }

  private static func columns(
    ofEscapeIn bytes: Span<UInt8>, at position: inout Int, _ cleaner: inout Cleaner, _ memo: inout ScalarClassCache
  ) -> Int {
    let start = position
    if let scalar = JSONEscape.scalar(in: bytes, at: &position), !JSONEscape.isKept(scalar) {
      return cleaner.columns(of: scalar, memo.scalarClass(of: scalar))
    }
    cleaner.passedASCII("\\")
    position = max(position, start + 1)
    return position - start
  }
}
