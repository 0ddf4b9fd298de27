/// Every command by its name, for those who do not know its key yet.
enum Palette {
  /// A command as the palette lists it.
  struct Entry: Equatable, Sendable {
    enum Action: Equatable, Sendable {
      case run(Command)
      /// Needs a word after the name.
      case ask(ArgumentCommand)
    }

    var name: String
    /// What may stand after the name: `FILE`; empty for commands that are complete.
    var argument = ""
    var keys: [Key] = []
    var purpose: String
    var action: Action

    /// The line that completing the entry writes.
    var line: String { argument.isEmpty ? name : name + " " }
  }

  static let all: [Entry] = {
    var entries: [Entry] = []
    var names: Set<String> = []
    for binding in Keymap.bindings where names.insert(binding.name).inserted {
      entries.append(
        Entry(name: binding.name, keys: binding.keys, purpose: binding.purpose, action: .run(binding.command)))
    }
    return entries + ArgumentCommand.allCases.flatMap(Self.entries)
  }()

  private static func entries(for command: ArgumentCommand) -> [Entry] {
    func entry(_ argument: String, _ purpose: String) -> [Entry] {
      [Entry(name: command.rawValue, argument: argument, purpose: purpose, action: .ask(command))]
    }
    func entry(of layout: LayoutChoice, _ purpose: String) -> Entry {
      Entry(name: "layout \(layout.rawValue)", purpose: purpose, action: .run(.given(.layout, layout.rawValue)))
    }
    let kinds: [ReplayMarks.Kind] = [.finding, .drop, .loss, .stall]
    func place(_ kind: ReplayMarks.Kind, _ purpose: String) -> Entry {
      Entry(
        name: "\(command.rawValue) \(kind.name)", purpose: purpose + kind.name,
        action: .run(.given(command, kind.name)))
    }
    return switch command {
    case .filter: entry("EXPRESSION", "show only what matches")
    case .search: entry("TEXT", "search for it")
    case .alert: entry("EXPRESSION", "ring and count when an event matches; empty: no alert")
    case .stopOn: entry("EXPRESSION", "freeze at the first event that matches; empty: do not")
    case .type: entry("NAME", "show only this event type")
    case .by: entry("PATH|type", "tell events apart by the values of a path, or by their types")
    case .column: entry("PATH|none", "the values of a path as a column of the feed; again: without")
    case .save: entry("FILE", "save what is shown")
    case .record: entry("FILE", "record the raw stream")
    case .at: entry("PLACE", "go to " + SoughtPlace.forms)
    case .speed: entry("FACTOR|max", "play a recording this many times faster: 10, 0.5x, max")
    case .next: kinds.map { place($0, "to the next ") }
    case .previous: kinds.map { place($0, "to the previous ") }
    case .pipe: entry("COMMAND", "pipe the data to a command")
    case .mouse: entry("on|off", "wheel and clicks; Shift still selects text")
    case .layout:
      [
        entry(of: .auto, "an event opened beside the feed where the screen is wide"),
        entry(of: .split, "an event opened beside the feed"), entry(of: .single, "an opened event covers the feed"),
      ]
    case .theme:
      Theme.allCases.map(\.rawValue).map {
        Entry(name: "theme \($0)", purpose: "colours: \($0)", action: .run(.given(.theme, $0)))
      }
    }
  }

  /// The entries whose names hold the letters of `text` in their order, the best first.
  static func entries(for text: String) -> [Entry] {
    let wanted = text.lowercased()
    guard !wanted.isEmpty else { return all.filter { $0.argument.isEmpty } }
    let ranked = all.enumerated().compactMap { index, entry in
      rank(wanted, entry).map { (rank: $0, index: index, entry: entry) }
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.entry)
  }

  /// 0 is best; `nil` does not match.
  private static func rank(_ wanted: String, _ entry: Entry) -> Int? {
    let name = entry.name
    if name == wanted { return entry.argument.isEmpty ? 0 : 1 }
    if !entry.argument.isEmpty, wanted.hasPrefix(name + " ") { return 0 }
    if name.hasPrefix(wanted) { return 2 }
    if name.split(separator: "-").contains(where: { $0.hasPrefix(wanted) }) { return 3 }
    // Whoever types `err` means errors, not `interrupt`.
    if entry.purpose.lowercased().split(separator: " ").contains(where: { $0.hasPrefix(wanted) }) { return 4 }
    if holds(name, wanted) { return 5 + name.count }
    if entry.purpose.lowercased().contains(wanted) { return 100 }
    return nil
  }

  private static func holds(_ name: String, _ letters: String) -> Bool {
    var rest = letters[...]
    for letter in name where letter == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
