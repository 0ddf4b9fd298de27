import Text

/// Where a growing text breaks into rows: at line ends, between words, and where there is no room for one.
///
/// What is known stays known as the text grows at its end: only the last row is looked at again.
struct AnswerBreaks: Sendable {
  /// What is drawn before a byte of the text, and is none of it.
  struct Mark: Equatable, Sendable {
    var offset: Int
    var text: String
    var columns: Int
  }

  /// The byte with which each row begins; the first is 0.
  private(set) var starts = [0]
  private var scanned = 0
  private var columns = 0
  private var glyphs = Glyphs.unicode
  private(set) var marks: [Mark] = []

  /// Takes the text that there is now; a shorter one is another one.
  mutating func fit(_ text: [UInt8], columns: Int, glyphs: Glyphs, marks: [Mark]) {
    let columns = max(columns, 1)
    if columns != self.columns || glyphs != self.glyphs || marks != self.marks || text.count < scanned {
      (starts, scanned) = ([0], 0)
      (self.columns, self.glyphs, self.marks) = (columns, glyphs, marks)
    }
    guard text.count > scanned else { return }
    scan(text.span)
    scanned = text.count
  }

  /// A row that is being filled.
  private struct Row {
    var used = 0
    /// Where it may end: after its last blank or wide character.
    var end: Int?
    var cleaner: Cleaner
    /// The next mark.
    var mark: Int
  }

  private mutating func scan(_ text: Span<UInt8>) {
    var memo = ScalarClassCache()
    var position = starts[starts.count - 1]
    var row = newRow(at: position)
    while position < text.count {
      let byte = position
      if text[byte] == UInt8(ascii: "\n") {
        position += 1
        starts.append(position)
        row = newRow(at: position)
        continue
      }
      var marked = 0
      while row.mark < marks.count, marks[row.mark].offset <= byte {
        marked += marks[row.mark].columns
        row.mark += 1
        row.cleaner = Cleaner(glyphs)
      }
      let wide = Self.columns(in: text, at: &position, &row.cleaner, &memo)
      let isBlank = text[byte] == UInt8(ascii: " ")
      // A blank at the end takes no room.
      if row.used > 0, row.used + marked + wide > columns, !isBlank {
        position = wide > 1 ? byte : row.end ?? byte
        starts.append(position)
        row = newRow(at: position)
        continue
      }
      row.used = min(row.used + marked + wide, columns)
      if isBlank || wide > 1 { row.end = position }
    }
  }

  private func newRow(at byte: Int) -> Row {
    Row(cleaner: Cleaner(glyphs), mark: marks.firstIndex { $0.offset >= byte } ?? marks.count)
  }

  private static func columns(
    in text: Span<UInt8>, at position: inout Int, _ cleaner: inout Cleaner, _ memo: inout ScalarClassCache
  ) -> Int {
    if text[position] >= 0x20, text[position] < 0x7F {
      cleaner.passedASCII(Unicode.Scalar(text[position]))
      position += 1
      return 1
    }
    let scalar = UTF8Decoding.scalar(in: text, at: &position)
    return cleaner.columns(of: scalar, memo.scalarClass(of: scalar))
  }

  /// The row that a byte is in.
  func row(of byte: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    return max(low - 1, 0)
  }
}
