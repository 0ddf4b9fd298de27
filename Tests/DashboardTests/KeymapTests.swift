import Testing

@testable import Comparing
@testable import Dashboard

/// The one table after the keyboard, the help page and the palette.
@Suite struct KeymapTests {
  static let places: [Keymap.Place] = [
    .feed, .table, .detail, .connection, .help, .findings, .fields, .changes, .answer, .comparison,
  ]

  /// An event, and the place by its key.
  private static func scene(at place: Keymap.Place) -> Scene {
    var scene = Scene()
    scene.open()
    scene.receive("data: {\"a\":1}\n\n")
    switch place {
    case .table: scene.press("T")
    case .detail: scene.press(.enter)
    case .connection: scene.press("i")
    case .findings: scene.press("D")
    case .fields: scene.press("L")
    case .changes: scene.press("d")
    case .answer: scene.press("a")
    case .comparison:
      scene.view.comparison = StreamComparison()
      scene.press("V")
    case .help: scene.press("?")
    default: break
    }
    #expect(scene.view.place == place)
    return scene
  }

  @Test(arguments: places) func `no key means two things in one place`(place: Keymap.Place) {
    let keys = Keymap.bindings.filter { $0.places.contains(place) }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `every binding is somewhere, and every command has one name`() {
    var names: [String: Command] = [:]
    for binding in Keymap.bindings {
      #expect(!binding.places.isEmpty && !binding.purpose.isEmpty)
      #expect(Keymap.Place.everywhere.isSuperset(of: binding.places))
      // One name, one meaning; in an opened event left and right are called what they do there.
      if let known = names[binding.name] { #expect(known == binding.command) }
      names[binding.name] = binding.command
    }
  }

  @Test(arguments: places) func `the help page names every key of the place it was called from`(place: Keymap.Place) {
    var scene = Self.scene(at: place == .help ? .feed : place)
    scene.press("?", rows: 200)
    let text = scene.screen(columns: 120, rows: 200).lines.joined(separator: "\n")
    let shown = place == .help ? .feed : place
    let bindings = Keymap.groups.filter { !$0.isOfReplays }.flatMap(\.bindings)
    for binding in bindings where binding.places.contains(shown) && !binding.keys.isEmpty {
      #expect(text.contains(binding.purpose), "\(binding.name)")
      if Int(binding.keys[0].name) == nil {
        for key in binding.keys { #expect(text.contains(key.name), "\(key.name)") }
      }
    }
  }

  @Test func `the palette finds every command by its name`() {
    for binding in Keymap.bindings {
      let entries = Palette.entries(for: binding.name)
      #expect(entries.first?.name == binding.name || entries.contains { $0.name == binding.name }, "\(binding.name)")
    }
    #expect(Palette.entries(for: "frz").first?.name == "freeze")
    #expect(Palette.entries(for: "qqqq").isEmpty)
  }

  @Test func `each theme can be had by its name in the palette`() {
    // As the manual has them.
    let names = ["default", "light", "dark", "high-contrast", "monochrome"]
    #expect(Palette.entries(for: "theme").map(\.name) == names.map { "theme \($0)" })
    for name in names {
      var scene = Scene()
      scene.open()
      #expect(scene.type(":theme \(name)\n") == .theme(name))
    }
  }

  @Test(arguments: places) func `the foot of the screen tells keys of the place`(place: Keymap.Place) {
    var scene = Self.scene(at: place)
    if place == .feed { scene.press("k") }
    let footer = scene.view.pane?.footer ?? scene.view.feed.footer(isFrozen: false)
    for item in footer { #expect(item.keys(in: place) != nil, "\(item.meaning)") }
    let keys = footer.map { $0.keys(in: place) }
    #expect(Set(keys).count == keys.count)
  }
}
