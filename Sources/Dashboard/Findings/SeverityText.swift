import Findings
import Text

/// A severity as it is shown: a mark of its own shape, a word and a role, so that nothing is told by colour alone.
struct SeverityText {
  let mark: String
  let word: String
  let role: Role

  /// Columns of the longest mark and word.
  static let columns = 9

  init(_ severity: Severity, _ glyphs: Glyphs) {
    word = severity.rawValue
    switch severity {
    case .error: (mark, role) = (glyphs.isASCII ? "x" : "✖", .bad)
    case .warning: (mark, role) = (glyphs.isASCII ? "!" : "▲", .warning)
    case .note: (mark, role) = (glyphs.isASCII ? "." : "·", .value)
    }
  }

  /// `1 error`, `2 errors`.
  static func counted(_ count: Int, _ severity: Severity) -> String {
    Quantity.counted(count, severity.rawValue)
  }
}
