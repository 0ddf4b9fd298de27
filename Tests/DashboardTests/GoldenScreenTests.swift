import Foundation
import Testing

@testable import Dashboard
@testable import Text

/// Whole screens, compared byte for byte with `Screens/*.txt`: the text, then one letter a role.
///
/// `RECORD=1 swift test` rewrites the files; `git diff` is the review.
@Suite struct GoldenScreenTests {
  static let sizes = [(80, 24), (120, 40), (40, 10), (1, 1)]

  @Test(arguments: Sample.allCases) func `the screen is as recorded`(sample: Sample) throws {
    let scene = sample.scene
    for (columns, rows) in Self.sizes {
      var copy = scene
      try Self.compare(copy.screen(columns: columns, rows: rows), "\(sample.rawValue) \(columns)x\(rows)")
    }
  }

  @Test(arguments: [
    Sample.full, .manyTypes, .typeTable, .manySources, .sourceTable, .connection, .connectionLost, .opened, .help,
    .quiet, .groupedWiki, .columnsOfOrders, .groupedOrders, .replayPaused, .replayEndShown, .alerted, .alertedFrozen,
    .frozen, .found,
    .matchFarRight, .hostileText, .groupedHostile, .severalSources, .filtered,
  ]) func `wide screens are used`(sample: Sample) throws {
    for (columns, rows) in [(200, 50), (400, 120)] {
      var scene = sample.scene
      try Self.compare(scene.screen(columns: columns, rows: rows), "\(sample.rawValue) \(columns)x\(rows)")
    }
  }

  @Test(arguments: [Sample.full, .stalled, .filterPrompt]) func `narrow screens say what matters`(sample: Sample) throws
  {
    for (columns, rows) in [(20, 4), (30, 6), (60, 18)] {
      var scene = sample.scene
      try Self.compare(scene.screen(columns: columns, rows: rows), "\(sample.rawValue) \(columns)x\(rows)")
    }
  }

  @Test(arguments: [
    Sample.typeTable, .sourceTable, .connection, .palette, .marked, .groupedHostile, .replayPaused, .alerted,
  ])
  func `without UTF-8 every view is plain ASCII`(sample: Sample) throws {
    var scene = sample.scene
    let screen = scene.screen(glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
    try Self.compare(screen, "\(sample.rawValue) ascii 80x24")
  }

  @Test func `without UTF-8 the screen is plain ASCII`() throws {
    var scene = Sample.full.scene
    let screen = scene.screen(glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
    try Self.compare(screen, "full ascii 80x24")
  }

  static func compare(_ canvas: Canvas, _ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")
    let file = folder.appending(path: name.replacing(" ", with: "-") + ".txt")
    let drawn = Data(canvas.golden.utf8)
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try drawn.write(to: file) }
    let recorded = try? Data(contentsOf: file)
    #expect(recorded == drawn, "\(name) differs:\n\(canvas.golden)")
  }
}
