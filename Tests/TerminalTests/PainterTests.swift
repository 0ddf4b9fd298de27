import CNcurses
import Glibc
import TestSupport
import Testing

@testable import Dashboard
@testable import Terminal
@testable import Text

/// What ncurses' window holds after canvases were painted. It draws to nowhere.
@Suite(.serialized) struct PainterTests {
  private static let columns: Int32 = 24
  private static let rows: Int32 = 9

  /// Lends a window, and the C library's knowledge of characters that is needed for it.
  private static func withWindow(_ body: (cn_window, inout Painter) throws -> Void) throws {
    // For this thread alone.
    let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      _ = uselocale(before)
      freelocale(locale)
    }
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    let screen = try #require(cn_open("xterm-256color", nowhere))
    let window = try #require(newwin(rows, columns, 0, 0))
    start_color()
    var painter = Painter(Styles(.standard, depth: .palette))
    painter.use(Styles(.standard, depth: .palette), on: window)
    defer {
      delwin(window)
      _ = screen
      endwin()
    }
    try body(window, &painter)
  }

  /// A cell of the window: its scalars and attributes.
  private struct Shown: Equatable {
    var scalars: [UInt32]
    var attributes: attr_t

    /// As ncurses returns it, the pair of colours among the attributes.
    init(_ window: cn_window, row: Int32, column: Int32) {
      var cell = cchar_t()
      mvwin_wch(window, row, column, &cell)
      let chars = cell.chars
      scalars = [chars.0, chars.1, chars.2, chars.3, chars.4].map { UInt32(bitPattern: $0) }
      // The low byte counts the columns of a wide character.
      attributes = cell.attr & ~0xFF
    }
  }

  private static func shown(_ window: cn_window) -> [Shown] {
    (0..<rows).flatMap { row in (0..<columns).map { Shown(window, row: row, column: $0) } }
  }

  private static func paint(_ canvas: Canvas, after old: Canvas?, on window: cn_window, _ painter: inout Painter) {
    painter.paint(CanvasChange(from: old, to: canvas), to: canvas, on: window)
  }

  /// Rows of text of every kind, some of them those of before, moved.
  private static func canvas(_ dice: inout SeededGenerator, after old: [String]) -> (Canvas, [String]) {
    let shift = Int.random(in: -2...2, using: &dice)
    let texts = (0..<Int(rows)).map { row in
      let source = row + shift
      return old.indices.contains(source) && Int.random(in: 0..<5, using: &dice) > 0
        ? old[source] : dice.hostileText(count: Int.random(in: 0...20, using: &dice))
    }
    var canvas = Canvas(columns: Int(columns), rows: Int(rows))
    for (row, text) in texts.enumerated() {
      // A role for each text, so that it moves with it.
      let role = Role.allCases[text.utf8.reduce(0) { ($0 &+ Int($1)) % Role.allCases.count }]
      canvas.put(text, row: row, column: text.utf8.count % 5, role: role)
    }
    return (canvas, texts)
  }

  @Test func `a cell has its character, its marks and its role's look`() throws {
    try Self.withWindow { window, painter in
      var canvas = Canvas(columns: Int(Self.columns), rows: Int(Self.rows))
      canvas.put("ab漢e\u{301}", row: 2, column: 3, role: .bad)
      Self.paint(canvas, after: nil, on: window, &painter)
      let row = (3..<8).map { Shown(window, row: 2, column: $0) }
      #expect(row[0].scalars == [0x61, 0, 0, 0, 0] && row[1].scalars[0] == 0x62)
      #expect(row[2].scalars[0] == 0x6F22 && row[4].scalars == [0x65, 0x301, 0, 0, 0])
      let bad = Styles(.standard, depth: .palette)[.bad].attr & ~0xFF
      #expect(row.allSatisfy { $0.attributes == bad })
      #expect(Shown(window, row: 2, column: 0).scalars[0] == 0x20)
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `painted by what changed or anew, a window looks the same`(seed: UInt64) throws {
    try Self.withWindow { window, painter in
      var dice = SeededGenerator(seed: seed)
      let fresh = try #require(newwin(Self.rows, Self.columns, 0, 0))
      defer { delwin(fresh) }
      painter.use(Styles(.standard, depth: .palette), on: fresh)
      var (canvas, texts) = Self.canvas(&dice, after: [])
      Self.paint(canvas, after: nil, on: window, &painter)
      for _ in 0..<20 {
        let old = canvas
        (canvas, texts) = Self.canvas(&dice, after: texts)
        Self.paint(canvas, after: old, on: window, &painter)
        werase(fresh)
        Self.paint(canvas, after: nil, on: fresh, &painter)
        #expect(Self.shown(window) == Self.shown(fresh))
      }
    }
  }
}
