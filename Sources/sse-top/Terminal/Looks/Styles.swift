import CNcurses
import Dashboard

/// The looks of a theme as ncurses takes them: one cell for each role, to put characters into.
struct Styles {
  private let cells: [cchar_t]

  /// Defines the colour pairs that the theme needs, on the terminal that ncurses has opened.
  init(_ looks: Looks, depth: Colour.Depth) {
    var pairs: [[Colour?]: Int32] = [[nil, nil]: 0]
    cells = Role.allCases.map { role in
      let look = looks[role]
      let colours = [look.text, look.background]
      let pair = pairs[colours] ?? Int32(pairs.count)
      if pairs[colours] == nil {
        pairs[colours] = pair
        init_extended_pair(pair, Self.number(look.text, depth), Self.number(look.background, depth))
      }
      return Self.cell(Self.attributes(look.emphasis), pair: depth == .none ? 0 : pair)
    }
  }

  /// A blank of the role.
  subscript(role: Role) -> cchar_t { cells[Int(role.rawValue)] }

  private static func cell(_ attributes: attr_t, pair: Int32) -> cchar_t {
    var cell = cchar_t()
    setcchar(&cell, [0x20, 0], attributes, Int16(clamping: pair), nil)
    return cell
  }

  /// -1 for the terminal's own colour.
  private static func number(_ colour: Colour?, _ depth: Colour.Depth) -> Int32 {
    Int32(clamping: colour?.number(at: depth) ?? -1)
  }

  private static func attributes(_ emphasis: Emphasis) -> attr_t {
    var attributes = CN_NORMAL
    if emphasis.contains(.bold) { attributes |= CN_BOLD }
    if emphasis.contains(.dim) { attributes |= CN_DIM }
    if emphasis.contains(.underline) { attributes |= CN_UNDERLINE }
    if emphasis.contains(.reverse) { attributes |= CN_REVERSE }
    return attributes
  }
}
