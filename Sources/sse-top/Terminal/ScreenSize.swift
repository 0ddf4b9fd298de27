/// How large a terminal says that it is.
nonisolated struct ScreenSize: Equatable, Sendable {
  var columns: Int
  var rows: Int

  /// The most that is used. A canvas of this size takes 40 MB; ncurses counts in shorts, and fails far beyond it.
  static let limit = ScreenSize(columns: 1000, rows: 500)

  init(columns: Int, rows: Int) { (self.columns, self.rows) = (columns, rows) }

  /// As `COLUMNS` and `LINES` say, for terminals that do not know their size; `nil` if one of them is no size.
  init?(environment: (String) -> String?) {
    guard let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0,
      let rows = environment("LINES").flatMap({ Int($0) }), rows > 0
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  var clamped: ScreenSize {
    ScreenSize(columns: min(columns, Self.limit.columns), rows: min(rows, Self.limit.rows))
  }

  /// For a size that is beyond the limit.
  var sentence: String {
    "the terminal says it has \(columns) columns and \(rows) rows; \(clamped.columns) and \(clamped.rows) of them are used"
  }
}
