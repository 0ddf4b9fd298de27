import CNcurses
import Dashboard

/// The looks of a theme as ncurses takes them: one cell for each role, to put characters into.
struct Styles {
  private let cells: [cchar_t]
  /// What is seen of a role where there is no ink: a number for each background, and one more for each look of its own.
  private let backdrops: [Int]

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
    backdrops = Self.backdrops(looks)
  }

  private static func backdrops(_ looks: Looks) -> [Int] {
    var backgrounds: [Colour?] = []
    return Role.allCases.map { role in
      let look = looks[role]
      guard look.emphasis.isDisjoint(with: [.underline, .reverse]) else { return -1 - Int(role.rawValue) }
      if let index = backgrounds.firstIndex(of: look.background) { return index }
      backgrounds.append(look.background)
      return backgrounds.count - 1
    }
  }

  /// Whether blanks of two roles look the same.
  func shareBackdrop(_ one: Role, _ other: Role) -> Bool {
    backdrops[Int(one.rawValue)] == backdrops[Int(other.rawValue)]
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
