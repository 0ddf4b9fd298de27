import Glibc

/// How large a terminal says that it is.
struct ScreenSize: Equatable, Sendable {
  var columns: Int
  var rows: Int

  /// The most that is used. A canvas of this size takes 40 MB; ncurses counts in shorts, and fails far beyond it.
  static let limit = ScreenSize(columns: 1000, rows: 500)

  init(columns: Int, rows: Int) { (self.columns, self.rows) = (columns, rows) }

  /// As `COLUMNS` and `LINES` say, for terminals that do not know their size; what is no size there is 80 and 24. `nil`
  /// if both are not set.
  init?(environment: (String) -> String?) {
    let (columns, rows) = (environment("COLUMNS"), environment("LINES"))
    guard columns != nil || rows != nil else { return nil }
    func size(_ text: String?, _ usual: Int) -> Int { text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? usual }
    self.init(columns: size(columns, 80), rows: size(rows, 24))
  }

  /// What standard output's terminal says of itself; `nil` if it does not know.
  static var ofTerminal: ScreenSize? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
    return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  var clamped: ScreenSize {
    ScreenSize(columns: min(columns, Self.limit.columns), rows: min(rows, Self.limit.rows))
  }

  /// For a size that is beyond the limit.
  var sentence: String {
    "the terminal says it has \(columns) columns and \(rows) rows; \(clamped.columns) and \(clamped.rows) of them are used"
  }
}
