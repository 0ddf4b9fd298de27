import Text

/// Facts side by side on one row, each whole or not at all, the earlier ones first.
struct FactLine {
  struct Fact {
    var label: String
    var value: String
    var role: Role = .value
  }

  private var facts: [Fact] = []

  mutating func add(_ label: String, _ value: String, role: Role = .value) {
    facts.append(Fact(label: label, value: value, role: role))
  }

  /// Draws what fits from `column` on, and says which column comes next.
  @discardableResult
  func draw(on canvas: inout Canvas, in area: Area, row: Int, column start: Int = 0) -> Int {
    var column = start
    for fact in facts {
      let label = fact.label.isEmpty ? "" : fact.label + " "
      let width = TextWidth.columns(of: label + fact.value, glyphs: canvas.glyphs)
      guard column + width <= area.columns else { continue }
      column += canvas.put(
        [TextSpan(label, .label), TextSpan(fact.value, fact.role)], in: area, row: row, column: column)
      column += 2
    }
    return column
  }
}

extension Canvas {
  /// Writes text from a column up to another one; what is too long ends in an ellipsis.
  @discardableResult
  mutating func put(
    _ text: String, in area: Area, row: Int, column: Int, upTo end: Int, role: Role
  ) -> Int {
    let room = min(end, area.columns) - column
    guard room > 0 else { return 0 }
    let part = Area(row: area.row + row, column: area.column + column, rows: row < area.rows ? 1 : 0, columns: room)
    let isCut = TextWidth.columns(of: text, glyphs: glyphs) > room
    guard isCut else { return put(text, in: part, role: role) }
    let used = put(text, in: part.dropRight(1), role: role)
    return used + put(glyphs.ellipsis, in: part.dropLeft(used), role: .dim)
  }
}
