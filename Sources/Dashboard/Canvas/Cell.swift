/// One place of the grid: what stands there and what it means.
public struct Cell: Equatable, Sendable {
  /// What to draw; a space in the right half of a wide character.
  public let character: Character
  /// What it means; both halves of a wide character mean the same.
  public internal(set) var role: Role
  /// Whether the cell is the right half of the wide character to its left, so that nothing is drawn for it.
  public let isContinuation: Bool

  init(_ character: Character, _ role: Role, isContinuation: Bool = false) {
    self.character = character
    self.role = role
    self.isContinuation = isContinuation
  }

  static func blank(_ role: Role) -> Cell { Cell(" ", role) }

  static func continuation(_ role: Role) -> Cell { Cell(" ", role, isContinuation: true) }
}
