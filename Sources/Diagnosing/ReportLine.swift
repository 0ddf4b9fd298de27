import Text

/// How a piece of the report looks on a terminal.
package enum ReportStyle: Sendable {
  case plain, bold, dim, error, warning, note

  /// As SGR (ECMA-48, 8.3.117).
  fileprivate var parameters: String {
    switch self {
    case .plain: ""
    case .bold: "1"
    case .dim: "2"
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "36"
    }
  }
}

/// A line of the report: pieces of text that were cleaned.
package struct ReportLine: Equatable, Sendable {
  package struct Piece: Equatable, Sendable {
    package var text: String
    package var style: ReportStyle
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece] = []) { self.pieces = pieces }

  package var text: String { pieces.map(\.text).joined() }

  /// - Parameter hasColours: whether a terminal reads it that shows them.
  package func bytes(hasColours: Bool) -> [UInt8] {
    guard hasColours else { return Array((text + "\n").utf8) }
    let line = pieces.map { piece in
      piece.style == .plain || piece.text.isEmpty
        ? piece.text : "\u{1B}[\(piece.style.parameters)m\(piece.text)\u{1B}[0m"
    }
    return Array((line.joined() + "\n").utf8)
  }
}

/// Breaks text into lines of so many columns at its blanks; a word that is longer than a line is broken.
struct ReportWriter {
  let columns: Int
  let glyphs: Glyphs
  private(set) var lines: [ReportLine] = []

  /// Less room is not heeded.
  private static let leastColumns = 40

  init(columns: Int, glyphs: Glyphs) { (self.columns, self.glyphs) = (max(columns, Self.leastColumns), glyphs) }

  /// Text of a stranger's, on one line.
  func clean(_ text: String) -> String { CleanText.cleaned(text, glyphs: glyphs) }

  mutating func blank() { lines.append(ReportLine()) }

  mutating func add(_ more: [ReportLine]) { lines += more }

  mutating func add(_ pieces: [ReportLine.Piece]) { lines.append(ReportLine(pieces)) }

  /// A paragraph.
  ///
  /// - Parameters:
  ///   - label: stands before its first line.
  ///   - indent: columns before all the others; the label takes no more.
  mutating func add(
    _ text: String, style: ReportStyle = .plain, label: String = "", labelStyle: ReportStyle = .plain, indent: Int
  ) {
    var head = label + String(repeating: " ", count: max(indent - width(label), 0))
    for line in broken(clean(text), columns: columns - indent) {
      add([.init(text: head, style: labelStyle), .init(text: line, style: style)])
      head = String(repeating: " ", count: indent)
    }
  }

  func width(_ text: String) -> Int { TextWidth.columns(of: text, glyphs: glyphs) }

  func broken(_ text: String, columns: Int) -> [String] {
    TextBreaking.lines(of: text, columns: columns, glyphs: glyphs)
  }
}
