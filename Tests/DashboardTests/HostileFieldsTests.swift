import EventFields
import EventFilter
import TestSupport
import Testing

@testable import Dashboard
@testable import Text

/// Names and values of fields that mean harm, in each place that shows them.
@Suite struct HostileFieldsTests {
  /// As JSON writes them, or raw where JSON may hold them so.
  private static let texts: [(name: String, json: String)] = [
    ("escape", #"\u001b]0;owned\u0007\u001b[31mred"#), ("C1", "\u{9B}31m\\u009d0;x\\u009c"), ("NUL", #"a\u0000b"#),
    ("line ends", #"a\r\nb\u2028c\u0085d\te"#), ("bidi", "\u{202E}evil\u{2066}\\u202a\\u2069\u{200F}"),
    ("no width", "\u{200B}\u{FEFF}\\u200d\u{2060}\u{AD}\u{E0041}"),
    ("marks", "e" + String(repeating: "\u{301}", count: 200)),
    ("half a pair", #"\ud800x\udc00"#), ("wide", "日本語のキー\u{1F600}\u{1F469}\u{200D}\u{1F680}🇩🇪"),
    ("quotes", #"\"a.b\" [0] \\ '"#), ("long", String(repeating: "n", count: 10_000)),
    ("long and wide", String(repeating: "漢", count: 4_000)), ("empty", ""), ("blank", "   "),
    ("many marks", String(repeating: "x" + String(repeating: "\u{35F}\u{20DD}", count: 500), count: 3)),
    ("mark first", "\u{301}\u{20E3}a\u{FE0F}\u{20E3}"),
    ("joined", String(repeating: "\u{1F469}\u{1F3FE}\u{200D}\u{2764}\u{FE0F}\u{200D}\u{1F468}", count: 40)),
    ("flags", String(repeating: "🇩", count: 31) + "\u{1F3F4}\u{E0067}\u{E007F}"),
    ("fillers", "\u{115F}\u{1160}\u{3164}\u{FFA0}\u{2800}\u{180E}\u{2061}\u{2064}\u{FFF9}\u{FFFB}"),
    ("jamo", String(repeating: "\u{1112}\u{1161}\u{11AB}\u{11AB}", count: 100)),
    ("no character", #"\ufffe\ufdd0\udbff\udfff\ue000\uf8ff"#), ("paragraph", "a\u{2028}b\u{2029}c\u{85}d"),
    ("tabs", #"\t\t a \t"#), ("like a path", #".a[0].b[]"#), ("like a quoted path", #".[\"a\"][\\\"]"#),
    ("like a filter", #"v=1 | !(x) & /.*/"#), ("like a number", "1e999"), ("like nothing below", "-0"),
    ("like null", "null"), ("like an option", "--by"), ("like a format", #"%s%n%@\\u{1}"#), ("like a command", ":quit"),
    ("like markup", "<script>`$(id)`</script>"), ("like a formula", "=1+1"),
  ]

  enum Place: CaseIterable {
    case column, group, groups, groupPrompt, columnPrompt, fields, found, values, changes, whole, alert, findings,
      filter, copies, beside, choices, lines, types, search, sorted, marked, raw, wrapped
  }

  /// Three events with the text as a name and as a value, and what leads to the place.
  private static func scene(_ text: String, _ place: Place) -> Scene {
    var scene = Scene()
    scene.open()
    for number in 1...3 {
      scene.pass(500)
      scene.receive(
        "id: \(number)\ndata: {\"\(text)\":{\"\(text)\":\"\(text)\"},\"v\":\"\(text)\",\"n\":\(number)}\n\n")
    }
    switch place {
    case .column: scene.type(":column .v\n")
    case .group: scene.type("=.v\n")
    case .groups: scene.type("=.v\nT")
    case .groupPrompt: scene.press("=", .tab)
    case .columnPrompt: scene.type(":column ")
    case .fields: scene.press("L")
    case .found: scene.type("L/n\nn")
    case .values: scene.press("L", .enter)
    case .changes: scene.press("d")
    case .whole: scene.press(.enter, "j")
    case .alert: scene.type("A.n=3\n")
    case .findings: scene.press("D")
    // To a filter, a column and a group by the name.
    case .filter: scene.press("L", .enter, .enter)
    case .copies: scene.press("L", "y", "P", .enter, "y", "P", .escape, .escape, .enter, "j", "y", "P", "I")
    case .beside: scene.press("L", "+", "=")
    // As data that is no JSON, and as a type and an ID, cleaned of what would end their line.
    case .lines, .types:
      let line = String(String.UnicodeScalarView(text.unicodeScalars.filter { !"\n\r\0".unicodeScalars.contains($0) }))
      for number in 4...5 {
        scene.receive(
          place == .lines
            ? "data: \(line)\ndata: \(number)\ndata: \(line)\(line)\n\n"
            : "event: \(line)\nid: \(line)\ndata: {\"\(text)\":\(number)e999,\"v\":-0}\n\n")
      }
      scene.type(place == .lines ? "d" : ":column .v\n")
    case .search: scene.type("/v\n")
    case .sorted: scene.press("L", ">", ">", ">", ">", ">", ">", "I")
    case .marked: scene.press("G", "m", "k", "d", "J")
    case .raw: scene.press(.enter, "r")
    case .wrapped: scene.press("w", "=", .enter)
    case .choices: scene.press("L", " ", "j", " ", "j", " ", "k", "L")
    }
    return scene
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar != "\n" else { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
    default: return true
    }
  }

  @Test(arguments: Place.allCases) func `nothing of a field harms the screen`(_ place: Place) throws {
    for (name, text) in Self.texts {
      var scene = Self.scene(text, place)
      for (columns, rows) in [(80, 24), (120, 40), (200, 50), (40, 10), (7, 3), (1, 1)] {
        let screen = scene.screen(columns: columns, rows: rows, glyphs: columns == 120 ? .ascii : .unicode)
        #expect(screen.golden.unicodeScalars.allSatisfy(Self.isHarmless), "\(place), \(name), \(columns)")
        for line in screen.lines {
          #expect(TextWidth.columns(of: line) <= columns, "\(place), \(name), \(columns): \(line)")
          #expect(line.unicodeScalars.count < 8 * columns + 8, "\(place), \(name), \(columns)")
        }
      }
    }
  }

  @Test func `what is copied is the value itself, and its path is one that jq and the filter take`() throws {
    for (name, text) in Self.texts {
      var scene = Self.scene(text, .whole)
      scene.press("l")
      guard case .copy(let path, _) = scene.press("P") else {
        Issue.record("no path of \(name)")
        continue
      }
      let steps = try JSONPath(expression: String(decoding: path, as: UTF8.self)).steps
      #expect(steps.count == 2 && steps[0] == steps[1], "\(name)")
      guard case .copy(let value, _) = scene.press("y"), case .key(let key) = steps[0] else {
        Issue.record("no value of \(name)")
        continue
      }
      #expect(value == key, "\(name)")
    }
  }
}
