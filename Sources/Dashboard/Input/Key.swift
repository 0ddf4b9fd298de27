/// A key press, whatever the terminal sends for it; a paste and a mouse's doing count as one too.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// Ctrl with a letter, in lower case: `.control("c")`.
  case control(Character)
  /// Alt, or Esc and then the character.
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, pageUp, pageDown, home, end
  /// Ctrl or Alt with an arrow.
  case wordLeft, wordRight
  case function(Int)
  /// What came between the brackets of a bracketed paste; at most 1 MiB.
  case paste(String)
  case mouse(Mouse)

  /// What a mouse does, at a cell of the screen counted from 0.
  public struct Mouse: Hashable, Sendable {
    public enum Action: Hashable, Sendable { case press, wheelUp, wheelDown }

    public var action: Action
    public var row: Int
    public var column: Int

    public init(_ action: Action, row: Int, column: Int) {
      self.action = action
      self.row = row
      self.column = column
    }
  }

  /// What it is where Alt means nothing: Esc, and then the character.
  public var withoutAlt: [Key] {
    if case .alt(let character) = self { [.escape, .character(character)] } else { [self] }
  }

  /// The key as the help page and the footer call it.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "^" + letter.uppercased()
    case .alt(let character): "M-" + String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .wordLeft: "^Left"
    case .wordRight: "^Right"
    case .function(let number): "F\(number)"
    case .paste: "paste"
    case .mouse: "mouse"
    }
  }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  public init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
