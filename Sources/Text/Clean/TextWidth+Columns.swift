extension TextWidth {
  /// The columns that `Canvas.put` takes for a text.
  public static func columns(of text: String, glyphs: Glyphs = .unicode) -> Int {
    columns(of: text.utf8.span, glyphs: glyphs)
  }

  /// The columns that `Canvas.put` takes for bytes of a stream; linear in their count.
  public static func columns(of bytes: Span<UInt8>, glyphs: Glyphs = .unicode) -> Int {
    var cleaner = Cleaner(glyphs)
    var position = 0
    var columns = 0
    while position < bytes.count {
      columns += cleaner.piece(for: UTF8Decoding.scalar(in: bytes, at: &position)).columns
    }
    return columns
  }
}
