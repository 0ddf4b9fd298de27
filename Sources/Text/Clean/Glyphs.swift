/// The drawing characters of a screen: one table for terminals that speak Unicode, one for all others.
///
/// Everything but `newline` and `tab` is one column wide, and all of it can be given to `Canvas.put` as it is.
public struct Glyphs: Equatable, Sendable {
  /// Whether only ASCII may reach the terminal; every other scalar becomes `?`, a wide one `??`.
  public let isASCII: Bool
  public let horizontal: String
  /// What parts two halves of the screen.
  public let vertical: String
  /// The bullet of an open connection.
  public let open: String
  /// The bullet of a connection being made.
  public let connecting: String
  /// The bullet of a connection waiting for its next attempt.
  public let waiting: String
  /// The bullet of a connection that is closed for good.
  public let closed: String
  /// The sign of a replay that is paused.
  public let paused: String
  /// More lies below.
  public let down: String
  /// The pointer at the row under the cursor, so that colour is not the only sign of it.
  public let pointer: String
  /// The sign of a row that the user marked.
  public let bookmark: String
  /// Beside the heading of the column that a table is sorted by.
  public let ascending: String
  public let descending: String
  /// The bar of a waterfall.
  public let block: String
  /// What stands between two facts on one row.
  public let separator: String
  /// What says that something was cut off.
  public let ellipsis: String
  /// Eight bars of growing height, for charts.
  public let bars: [String]

  package let newline: String
  /// What stands for a CR where it must not look like a LF.
  package let carriageReturn: String
  let tab: String
  /// What stands for a scalar that only joins or changes its neighbours.
  let joiner: String
  let replacement: String

  public static let unicode = Glyphs(
    isASCII: false, horizontal: "─", vertical: "│", open: "●", connecting: "◐", waiting: "○", closed: "×",
    paused: "‖",
    down: "↓", pointer: "▸", bookmark: "◆",
    ascending: "▲", descending: "▼", block: "█", separator: "·", ellipsis: "…",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    newline: "⏎", carriageReturn: "␍", tab: "⇥", joiner: "·", replacement: "\u{FFFD}")

  public static let ascii = Glyphs(
    isASCII: true, horizontal: "-", vertical: "|", open: "*", connecting: "~", waiting: "o", closed: "x", paused: "=",
    down: "v", pointer: ">", bookmark: "+",
    ascending: "^", descending: "v", block: "#", separator: "-", ellipsis: "~",
    bars: ["_", ".", ":", "-", "=", "+", "*", "#"],
    newline: "^J", carriageReturn: "^M", tab: "^I", joiner: "?", replacement: "?")
}
