import Foundation
import Testing

@testable import Dashboard
@testable import Terminal
@testable import Text

@Suite struct ThemeTests {
  /// Roles that say how things stand, or what a key would do: they must not look like text, nor like each other.
  static let telling: [Role] = [.good, .warning, .bad, .selection, .badge, .match, .mark]
  static let coloured: [Theme] = [.light, .dark, .highContrast]

  private func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (low, high) = (min(one.luminance, other.luminance), max(one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  @Test func `each role of each theme looks as recorded`() throws {
    let emphases: [(Emphasis, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    var text = ""
    for theme in Theme.allCases {
      text += "==== \(theme.rawValue)\n"
      for role in Role.allCases {
        let look = theme.looks[role]
        let parts =
          emphases.filter { look.emphasis.contains($0.0) }.map(\.1)
          + [look.text.map { "\($0)" }, look.background.map { "on \($0)" }].compactMap(\.self)
        text += "\(role.letter) \(role): \(parts.isEmpty ? "as the terminal" : parts.joined(separator: " "))\n"
      }
    }
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "DashboardTests/Screens/themes.txt")
    let drawn = Data(text.utf8)
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try drawn.write(to: file) }
    #expect((try? Data(contentsOf: file)) == drawn, "themes.txt differs:\n\(text)")
  }

  @Test(arguments: Theme.allCases) func `What must be seen looks like nothing else`(theme: Theme) {
    let looks = theme.looks
    for role in Self.telling {
      #expect(looks[role] != looks[.normal])
      for other in Self.telling where other != role { #expect(looks[role] != looks[other], "\(role), \(other)") }
    }
  }

  @Test func `Without colours every role differs by an emphasis, but what a place or a sign tells already`() {
    let told: Set<Role> = [.normal, .string, .number, .type, .hue1, .hue2, .hue3, .hue4, .hue5, .hue6]
    for role in Role.allCases {
      let look = Looks.monochrome[role]
      #expect(look.text == nil && look.background == nil)
      #expect(look.emphasis.isEmpty == told.contains(role), "\(role)")
    }
  }

  @Test func `Types, groups and sources are told apart by their colours where there are any`() {
    let hues: [Role] = [.hue1, .hue2, .hue3, .hue4, .hue5, .hue6]
    for theme in Theme.allCases where theme != .monochrome {
      #expect(Set(hues.map { theme.looks[$0] }).count == hues.count, "\(theme)")
      for role in Self.telling { #expect(!hues.contains { theme.looks[$0] == theme.looks[role] }, "\(theme) \(role)") }
    }
  }

  @Test func `Attention is asked for by an emphasis or a background, never by a hue alone`() {
    for theme in Theme.allCases {
      let looks = theme.looks
      for role in Self.telling {
        let look = looks[role]
        #expect(!look.emphasis.isEmpty || look.background != looks[.normal].background, "\(theme) \(role)")
      }
    }
  }

  @Test func `The default theme leaves the terminal its background and its text`() {
    #expect(Looks.standard[.normal] == Look())
    for role in Role.allCases {
      let look = Looks.standard[role]
      // Black on yellow is as readable on every terminal; yellow or blue on the terminal's own background is not.
      if look.background == nil, !look.emphasis.contains(.reverse) {
        #expect(![Colour.yellow, .blue, .white, .black].contains(look.text))
      } else if look.background != nil {
        #expect(look.text != nil)
      }
    }
  }

  @Test(arguments: coloured) func `A theme with a background of its own paints all of it`(theme: Theme) {
    for role in Role.allCases { #expect(theme.looks[role].text != nil && theme.looks[role].background != nil) }
  }

  @Test(arguments: coloured) func `Text can be read: 4.5 to 1, and 7 to 1 where that is what the theme is for`(
    theme: Theme
  ) throws {
    for role in Role.allCases {
      let look = theme.looks[role]
      let (text, background) = (try #require(look.text), try #require(look.background))
      #expect(contrast(text.rgb, background.rgb) >= (theme == .highContrast ? 7 : 4.5), "\(role)")
    }
  }

  @Test(arguments: coloured) func `With eight or sixteen colours nothing vanishes`(theme: Theme) throws {
    for role in Role.allCases {
      let look = theme.looks[role]
      let (text, background) = (try #require(look.text), try #require(look.background))
      for depth in [Colour.Depth.eight, .sixteen] {
        #expect(text.number(at: depth) != background.number(at: depth), "\(role) \(depth)")
      }
    }
  }

  @Test func `A colour is a number that the terminal has`() {
    let colours: [Colour] =
      [.black, .white] + (0..<24).map(Colour.grey)
      + (0..<216).map { Colour.shade($0 / 36, $0 / 6 % 6, $0 % 6) }
    for colour in colours {
      #expect(colour.number(at: .none) == nil)
      #expect((0..<8).contains(colour.number(at: .eight) ?? -1))
      #expect((0..<16).contains(colour.number(at: .sixteen) ?? -1))
      #expect((0..<256).contains(colour.number(at: .palette) ?? -1))
      #expect((0..<1 << 24).contains(colour.number(at: .direct) ?? -1))
    }
    #expect(Colour.shade(5, 0, 0).number(at: .palette) == 196)
    #expect(Colour.grey(0).number(at: .palette) == 232)
    #expect(Colour.shade(5, 4, 1).number(at: .direct) == 0xFFD75F)
    #expect(Colour.shade(0, 0, 1).number(at: .direct) == 0x01005F)
  }

  @Test(arguments: [(0, Colour.Depth.none), (-1, .none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .palette)])
  func `A terminal's depth is what its description says`(colours: Int, depth: Colour.Depth) {
    #expect(Colour.Depth(colours: colours) == depth)
    #expect(Colour.Depth(colours: 1 << 24) == .direct)
  }

  @Test func `No two themes look the same`() {
    for theme in Theme.allCases {
      for other in Theme.allCases where other != theme {
        #expect(Role.allCases.contains { theme.looks[$0] != other.looks[$0] }, "\(theme), \(other)")
      }
    }
  }

  @Test func `Themes have names, and some have others`() {
    let names: KeyValuePairs<String, Theme> = [
      "default": .standard, "light": .light, "dark": .dark, "high-contrast": .highContrast, "monochrome": .monochrome,
    ]
    #expect(names.map(\.value) == Theme.allCases)
    for (name, theme) in names { #expect(Theme(name: name) == theme && Theme(name: name.uppercased()) == theme) }
    #expect(Theme(name: "Mono") == .monochrome)
    #expect(Theme(name: "contrast") == .highContrast)
    #expect(Theme(name: "solarized") == nil)
  }

  @Test(
    arguments: [
      (ColourChoice.auto, [:], true, true), (.auto, [:], false, false), (.auto, ["NO_COLOR": "1"], true, false),
      (.auto, ["NO_COLOR": ""], true, true), (.auto, ["CLICOLOR_FORCE": "1"], false, true),
      (.auto, ["CLICOLOR_FORCE": "0"], false, false), (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
      (.always, ["NO_COLOR": "1"], false, true), (.never, ["CLICOLOR_FORCE": "1"], true, false),
    ] as [(ColourChoice, [String: String], Bool, Bool)])
  func `The option counts before NO_COLOR, and that before CLICOLOR_FORCE`(
    choice: ColourChoice, environment: [String: String], isTerminal: Bool, expected: Bool
  ) {
    #expect(choice.allows(isTerminal: isTerminal) { environment[$0] } == expected)
  }

  @Test func `The page that stays is its text, coloured or not`() {
    var canvas = Canvas(columns: 10, rows: 4)
    canvas.put("plain", row: 0, column: 1)
    canvas.put("bad", row: 2, column: 0, role: .bad)
    canvas.put("漢\u{1B}", row: 2, column: 4)
    #expect(PageText(canvas: canvas, depth: .none).text == " plain\n\nbad 漢^[\n")
    #expect(
      PageText(canvas: canvas, depth: .palette).text
        == " plain\n\n\u{1B}[0;1;7;31mbad\u{1B}[0m 漢\u{1B}[0;7;35m^[\u{1B}[0m\n")
  }
}

extension RGB {
  /// As WCAG 2 has it.
  fileprivate var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ value: Int) -> Double {
    let share = Double(value) / 255
    guard share > 0.03928 else { return share / 12.92 }
    // (share + 0.055) / 1.055 to the power of 2.4.
    return power((share + 0.055) / 1.055)
  }

  /// x^2.4 = x² · x^(2/5), its fifth root by Newton's way.
  private static func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + x * x / (root * root * root * root)) / 5 }
    return x * x * root
  }
}
