/// The drawing characters of a screen: one table for terminals that speak Unicode, one for all others.
///
/// Everything but `newline` and `tab` is one column wide, and all of it can be given to `Canvas.put` as it is. Only
/// which table it is gets stored: every text that is drawn or measured is given one.
public struct Glyphs: Equatable, Sendable {
  /// Whether only ASCII may reach the terminal; every other scalar becomes `?`, a wide one `??`.
  public let isASCII: Bool
  public var horizontal: String { choose("─", "-") }
  /// What parts two halves of the screen.
  public var vertical: String { choose("│", "|") }
  /// The bullet of an open connection.
  public var open: String { choose("●", "*") }
  /// The bullet of a connection being made.
  public var connecting: String { choose("◐", "~") }
  /// The bullet of a connection waiting for its next attempt.
  public var waiting: String { choose("○", "o") }
  /// The bullet of a connection that is closed for good.
  public var closed: String { choose("×", "x") }
  /// The sign of a replay that is paused.
  public var paused: String { choose("‖", "=") }
  /// More lies below.
  public var down: String { choose("↓", "v") }
  /// The pointer at the row under the cursor, so that colour is not the only sign of it.
  public var pointer: String { choose("▸", ">") }
  /// The sign of a row that the user marked.
  public var bookmark: String { choose("◆", "+") }
  /// Beside the heading of the column that a table is sorted by.
  public var ascending: String { choose("▲", "^") }
  public var descending: String { choose("▼", "v") }
  /// The bar of a waterfall.
  public var block: String { choose("█", "#") }
  /// What stands between two facts on one row.
  public var separator: String { choose("·", "-") }
  /// What says that something was cut off.
  public var ellipsis: String { choose("…", "~") }
  /// Eight bars of growing height, for charts.
  public var bars: [String] { isASCII ? Self.asciiBars : Self.unicodeBars }

  package var newline: String { choose("⏎", "^J") }
  /// What stands for a CR where it must not look like a LF.
  package var carriageReturn: String { choose("␍", "^M") }
  var tab: String { choose("⇥", "^I") }
  /// What stands for a scalar that only joins or changes its neighbours.
  var joiner: String { choose("·", "?") }
  var replacement: String { choose("\u{FFFD}", "?") }

  public static let unicode = Glyphs(isASCII: false)
  public static let ascii = Glyphs(isASCII: true)

  private static let unicodeBars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let asciiBars = ["_", ".", ":", "-", "=", "+", "*", "#"]

  private func choose(_ unicode: String, _ ascii: String) -> String { isASCII ? ascii : unicode }
}
