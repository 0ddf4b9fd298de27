import Testing

@testable import Terminal

@Suite struct ScreenSizeTests {
  @Test(arguments: [
    (80, 24), (1000, 500), (1001, 500), (80, 501), (65_535, 24), (80, 40_000), (65_535, 65_535), (1, 1),
  ])
  func `No terminal is larger than what can be drawn`(columns: Int, rows: Int) {
    let used = ScreenSize(columns: columns, rows: rows).clamped
    #expect(used == ScreenSize(columns: min(columns, 1000), rows: min(rows, 500)))
  }

  @Test func `COLUMNS and LINES stand in where there is nothing else, and what is no size there is the usual one`() {
    func size(_ columns: String?, _ rows: String?) -> ScreenSize? {
      ScreenSize { ["COLUMNS": columns, "LINES": rows][$0] ?? nil }
    }
    #expect(size("100", "30") == ScreenSize(columns: 100, rows: 30))
    #expect(size(nil, nil) == nil)
    for wrong in [nil, "", "0", "-1", "x", "99999999999999999999"] {
      #expect(size(wrong, "30") == ScreenSize(columns: 80, rows: 30))
      #expect(size("100", wrong) == ScreenSize(columns: 100, rows: 24))
    }
  }
}
