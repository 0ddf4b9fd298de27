import Text

/// Facts side by side on one row, each whole or not at all, the earlier ones first.
struct FactLine {
  struct Fact {
    var label: String
    var value: String
    var role: Role = .value
    /// The key that shows more of it.
    var key = ""
  }

  private var facts: [Fact] = []

  mutating func add(_ label: String, _ value: String, role: Role = .value) {
    add(Fact(label: label, value: value, role: role))
  }

  mutating func add(_ fact: Fact) { facts.append(fact) }

  static func + (first: Self, second: Self) -> Self { Self(facts: first.facts + second.facts) }

  /// Draws what fits from `column` on, and says which column comes next.
  @discardableResult
  func draw(on canvas: inout Canvas, in area: Area, row: Int, column start: Int = 0) -> Int {
    var column = start
    for fact in facts {
      var spans = [TextSpan(fact.label.isEmpty ? "" : fact.label + " ", .label), TextSpan(fact.value, fact.role)]
      if !fact.key.isEmpty { spans += [TextSpan(" \(canvas.glyphs.separator) ", .dim), TextSpan(fact.key, .key)] }
      let width = spans.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: canvas.glyphs) }
      guard column + width <= area.columns else { continue }
      column += canvas.put(spans, in: area, row: row, column: column)
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

  /// Writes a name from a column up to another one; one that is too long loses its middle, as names often differ at
  /// their ends.
  @discardableResult
  mutating func put(name: String, in area: Area, row: Int = 0, column: Int = 0, upTo end: Int, role: Role) -> Int {
    let room = min(end, area.columns) - column
    let columns = TextWidth.columns(of: name, glyphs: glyphs)
    guard room >= Self.shortestWithMiddle, columns > room else {
      return put(name, in: area, row: row, column: column, upTo: end, role: role)
    }
    let ending = (room - 1) / 3
    let part = area.dropTop(row).top(1).dropLeft(column).left(room)
    let used = put(name, in: part.dropRight(ending + 1), role: role)
    put(glyphs.ellipsis, in: part.dropLeft(used), role: .dim)
    return used + 1 + put(name, in: part.dropLeft(used + 1).left(ending), offset: columns - ending, role: role)
  }

  /// Below so many columns a beginning says more than both ends.
  private static let shortestWithMiddle = 8
}
