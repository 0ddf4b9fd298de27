import Findings
import Text

/// How many findings there are of each severity, in words and colours.
enum FindingsCount {
  /// For the header: errors and warnings, and the key that shows them; nothing if there are none.
  ///
  /// - Parameter columns: where the words take more than half of these, marks stand for them.
  static func header(_ board: FindingBoard, columns: Int, glyphs: Glyphs) -> [TextSpan] {
    let counts = [Severity.error, .warning].map { ($0, board.count($0)) }.filter { $0.1 > 0 }
    guard !counts.isEmpty else { return [] }
    let key = TextSpan(Keymap.key(for: .program(.findings), in: .feed)?.name ?? "", .key)
    let words = list(counts, glyphs)
    let width = words.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: glyphs) }
    if width * 2 <= columns { return words + [TextSpan(" \(glyphs.separator) ", .dim), key] }
    return counts.map { severity, count in
      let text = SeverityText(severity, glyphs)
      return TextSpan("\(Quantity.grouped(count))\(text.mark) ", text.role)
    } + [key]
  }

  /// `2 errors, 1 warning, 3 notes`.
  static func spans(_ board: FindingBoard, _ glyphs: Glyphs) -> [TextSpan] {
    list(Severity.allCases.reversed().map { ($0, board.count($0)) }.filter { $0.1 > 0 }, glyphs)
  }

  /// Of a single source.
  static func spans(_ findings: [Finding], _ glyphs: Glyphs) -> [TextSpan] {
    spans(FindingBoard([findings]), glyphs)
  }

  private static func list(_ counts: [(Severity, Int)], _ glyphs: Glyphs) -> [TextSpan] {
    counts.enumerated().flatMap { index, count in
      (index == 0 ? [] : [TextSpan(", ", .dim)])
        + [TextSpan(SeverityText.counted(count.1, count.0), SeverityText(count.0, glyphs).role)]
    }
  }
}
