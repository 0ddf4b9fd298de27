import Text

/// Breaks a line of spans into rows of a screen, without losing anything of it.
enum Wrapping {
  /// Rows of at most `columns` columns, cleaned as `Canvas.put` would; at least one, at most `limit`.
  ///
  /// A combining mark stays with its base and a wide character whole; where not even one fits (`columns` 1), `?`
  /// stands for it. Stand-ins may be broken: every one of their characters is narrow.
  ///
  /// - Parameter hang: columns that every row but the first leaves blank, at most half of them.
  static func rows(
    of spans: some Sequence<TextSpan>, columns: Int, hang: Int = 0, limit: Int = .max, glyphs: Glyphs = .unicode
  ) -> [[TextSpan]] {
    let columns = Swift.max(1, columns)
    var page = Page(columns: columns, hang: Swift.min(Swift.max(hang, 0), columns / 2), limit: Swift.max(1, limit))
    for span in spans {
      var cleaner = Cleaner(glyphs)
      let bytes = span.text.utf8.span
      var position = 0
      while position < bytes.count, !page.isFull {
        page.add(cleaner.piece(for: UTF8Decoding.scalar(in: bytes, at: &position)), role: span.role)
      }
    }
    return page.rows
  }

  private struct Page {
    let columns: Int
    let hang: Int
    let limit: Int
    var rows: [[TextSpan]] = [[]]
    /// Whether a column was asked for beyond the last row.
    var isFull = false
    private var used = 0

    init(columns: Int, hang: Int, limit: Int) {
      (self.columns, self.hang, self.limit) = (columns, hang, limit)
    }

    /// Columns of every row but the first.
    private var rest: Int { columns - hang }

    mutating func add(_ piece: DisplayUnit, role: Role) {
      switch piece {
      case .scalar(_, let wide) where wide > rest: add("?", columns: 1, role: .mark)
      case .scalar(let scalar, let wide): add(scalar, columns: wide, role: role)
      case .mark(let text): for scalar in text.unicodeScalars { add(scalar, columns: 1, role: .mark) }
      case .whitespace(let text): for scalar in text.unicodeScalars { add(scalar, columns: 1, role: .whitespace) }
      case .dotted(let scalar):
        add("\u{25CC}", columns: 1, role: .mark)
        attach(scalar)
      case .attached(let scalar): attach(scalar)
      case .composed(let syllable):
        // In a single column the leading consonant has become `?` already, and stands for the syllable.
        guard !isFull, rest > 1 else { return }
        withLast { text in
          text.unicodeScalars.removeLast()
          text.unicodeScalars.append(syllable)
        }
      case .nothing: break
      }
    }

    private mutating func add(_ scalar: Unicode.Scalar, columns wide: Int, role: Role) {
      if used + wide > columns {
        guard rows.count < limit else {
          isFull = true
          return
        }
        rows.append(hang > 0 ? [TextSpan(String(repeating: " ", count: hang))] : [])
        used = hang
      }
      used += wide
      let row = rows.count - 1
      if let last = rows[row].indices.last, rows[row][last].role == role {
        rows[row][last].text.unicodeScalars.append(scalar)
      } else {
        rows[row].append(TextSpan(String(scalar), role))
      }
    }

    private mutating func attach(_ scalar: Unicode.Scalar) {
      guard !isFull else { return }
      withLast { $0.unicodeScalars.append(scalar) }
    }

    private mutating func withLast(_ body: (inout String) -> Void) {
      let row = rows.count - 1
      guard let last = rows[row].indices.last else { return }
      body(&rows[row][last].text)
    }
  }
}
