/// Which key means what: the one table behind the keyboard, the help page and the tests.
public enum Keymap {
  public struct Binding: Sendable {
    public let keys: [Key]
    public let command: Command
    /// What it does, for the help page.
    public let purpose: String
  }

  /// A heading of the help page and what stands under it.
  public struct Group: Sendable {
    public let title: String
    public let bindings: [Binding]
  }

  public static let groups: [Group] = [
    Group(
      title: "Event types",
      bindings: [
        bind([.tab, "]"], .nextType, "show the next event type alone"),
        bind([.backTab, "["], .previousType, "show the previous one"),
      ] + (1...9).map { bind([.character(Character("\($0)"))], .onlyType($0), "show only the type with this number") }
        + [
          bind(["0"], .allTypes, "show all event types")
        ]),
    Group(
      title: "Moving",
      bindings: [
        bind([.up, "k"], .up, "one row up; leaves follow"),
        bind([.down, "j"], .down, "one row down"),
        bind([.pageUp, .control("b"), "b"], .pageUp, "one screen up"),
        bind([.pageDown, .control("f"), "f"], .pageDown, "one screen down"),
        bind([.control("u")], .halfPageUp, "half a screen up"),
        bind([.control("d")], .halfPageDown, "half a screen down"),
        bind([.home, "g"], .top, "the oldest event that is kept"),
        bind(["F", "G", .end], .follow, "the newest event, and follow what comes"),
        bind([.left, "h"], .left, "half a screen to the left"),
        bind([.right, "l"], .right, "half a screen to the right"),
      ]),
    Group(
      title: "Looking",
      bindings: [
        bind([" ", "p", "Z"], .freeze, "freeze the view; reading and counting go on"),
        bind([.enter], .open, "the whole event, JSON indented"),
        bind([.escape, .backspace], .back, "back; never quits"),
        bind(["R"], .reconnect, "reconnect now, without waiting"),
      ]),
    Group(
      title: "The program",
      bindings: [
        bind(["?", .function(1)], .help, "this page"),
        bind([.control("l")], .redraw, "draw the screen anew"),
        bind([.control("z")], .suspend, "suspend; fg comes back"),
        bind(["q", .function(10)], .quit, "back, then quit"),
        bind([.control("c")], .interrupt, "quit at once"),
      ]),
  ]

  public static var bindings: [Binding] { groups.flatMap(\.bindings) }

  private static let commands = Dictionary(
    bindings.flatMap { binding in binding.keys.map { ($0, binding.command) } }, uniquingKeysWith: { first, _ in first })

  /// What the key asks for, if anything.
  public static func command(for key: Key) -> Command? { commands[key] }

  private static func bind(_ keys: [Key], _ command: Command, _ purpose: String) -> Binding {
    Binding(keys: keys, command: command, purpose: purpose)
  }
}
