import Testing

@testable import Dashboard
@testable import Text

/// The page of findings as recorded screens.
@Suite("GoldenScreenTests of findings")
struct FindingsScreenTests {
  @Test(arguments: FindingsSample.allCases) func `the page is as recorded`(sample: FindingsSample) throws {
    for (columns, rows) in [(80, 24), (120, 40), (200, 50), (40, 10)] {
      var scene = sample.scene
      try GoldenScreenTests.compare(
        scene.screen(columns: columns, rows: rows), "findings \(sample.rawValue) \(columns)x\(rows)")
    }
  }

  @Test(arguments: FindingsSample.allCases) func `without UTF-8 it is plain ASCII`(sample: FindingsSample) throws {
    var scene = sample.scene
    let screen = scene.screen(glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
    if sample == .one { try GoldenScreenTests.compare(screen, "findings one ascii 80x24") }
  }

  @Test(arguments: FindingsSample.allCases) func `every size is drawn, and what is drawn twice is the same`(
    sample: FindingsSample
  ) {
    for columns in [1, 19, 20, 40, 79, 200, 400] {
      for rows in [1, 4, 5, 8, 15, 24, 120] {
        var scene = sample.scene
        let first = scene.screen(columns: columns, rows: rows)
        // Nothing that stands still is drawn anew.
        #expect(scene.screen(columns: columns, rows: rows) == first, "\(columns)x\(rows)")
      }
    }
  }
}
