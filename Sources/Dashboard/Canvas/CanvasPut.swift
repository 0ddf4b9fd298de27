import Text

extension Canvas {
  /// Writes text on a row, cleaned, and says how many columns of the row it took.
  ///
  /// At most `limit` columns from `column` on, none outside the grid. The first `offset` columns of the text are
  /// skipped, for scrolling sideways. A wide character that is cut in two leaves a blank. Stand-ins for what must
  /// not be shown raw have the role `mark`.
  @discardableResult
  mutating func put(
    _ text: String, row: Int, column: Int, limit: Int = .max, offset: Int = 0, role: Role = .normal
  ) -> Int {
    put(bytes: text.utf8.span, row: row, column: column, limit: limit, offset: offset, role: role)
  }

  /// Writes bytes of a stream on a row as the text that they are in UTF-8, cleaned.
  @discardableResult
  mutating func put(
    bytes: ArraySlice<UInt8>, row: Int, column: Int, limit: Int = .max, offset: Int = 0, role: Role = .normal
  ) -> Int {
    put(bytes: bytes.span, row: row, column: column, limit: limit, offset: offset, role: role)
  }

  /// Writes spans one after the other; otherwise as for a single text.
  @discardableResult
  mutating func put(
    _ spans: some Sequence<TextSpan>, row: Int, column: Int, limit: Int = .max, offset: Int = 0
  ) -> Int {
    var textRun = TextRun(on: self, row: row, column: column, limit: limit, offset: offset)
    for span in spans where textRun?.isFull == false { textRun?.draw(span.text.utf8.span, role: span.role, on: &self) }
    return textRun?.drawn ?? 0
  }

  /// Writes bytes of a stream on a row as the text that they are in UTF-8, cleaned.
  ///
  /// Decodes only what is skipped or fits, however long the bytes are. What is not UTF-8 becomes U+FFFD.
  @discardableResult
  mutating func put(
    bytes: Span<UInt8>, row: Int, column: Int, limit: Int = .max, offset: Int = 0, role: Role = .normal
  ) -> Int {
    var textRun = TextRun(on: self, row: row, column: column, limit: limit, offset: offset)
    textRun?.draw(bytes, role: role, on: &self)
    return textRun?.drawn ?? 0
  }

  /// Writes text on a row of an area, counted from the area's corner and cut at its edges.
  @discardableResult
  mutating func put(
    _ text: String, in area: Area, row: Int = 0, column: Int = 0, offset: Int = 0, role: Role = .normal
  ) -> Int {
    put(bytes: text.utf8.span, in: area, row: row, column: column, offset: offset, role: role)
  }

  /// Writes bytes of a stream on a row of an area, counted from the area's corner and cut at its edges.
  @discardableResult
  mutating func put(
    bytes: Span<UInt8>, in area: Area, row: Int = 0, column: Int = 0, offset: Int = 0, role: Role = .normal
  ) -> Int {
    guard row >= 0, row < area.rows, column >= 0, column < area.columns else { return 0 }
    return put(
      bytes: bytes, row: area.row + row, column: area.column + column, limit: area.columns - column, offset: offset,
      role: role)
  }

  /// Writes spans on a row of an area, counted from the area's corner and cut at its edges.
  @discardableResult
  mutating func put(
    _ spans: some Sequence<TextSpan>, in area: Area, row: Int = 0, column: Int = 0, offset: Int = 0
  ) -> Int {
    guard row >= 0, row < area.rows, column >= 0, column < area.columns else { return 0 }
    return put(
      spans, row: area.row + row, column: area.column + column, limit: area.columns - column, offset: offset)
  }

  /// Writes text at the right edge of an area's row and says how many columns it took; what is too long loses its end.
  @discardableResult
  mutating func putTrailing(_ text: String, in area: Area, row: Int = 0, role: Role = .normal) -> Int {
    let columns = TextWidth.columns(of: text, glyphs: glyphs)
    return put(text, in: area, row: row, column: max(0, area.columns - columns), role: role)
  }
}
