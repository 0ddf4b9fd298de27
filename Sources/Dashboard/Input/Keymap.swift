/// Which key means what, and where: the one table after the keyboard, the help page, the palette and the tests.
enum Keymap {
  /// Where keys are pressed: the feed, or what covers it.
  struct Place: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    static let feed = Place(rawValue: 1 << 0)
    /// The tables of types and of sources.
    static let table = Place(rawValue: 1 << 1)
    /// An opened event.
    static let detail = Place(rawValue: 1 << 2)
    /// The panel about a source's connection.
    static let connection = Place(rawValue: 1 << 3)
    static let help = Place(rawValue: 1 << 4)
    /// What is wrong with the streams.
    static let findings = Place(rawValue: 1 << 5)
    /// The paths in the events' JSON, and the values at one of them.
    static let fields = Place(rawValue: 1 << 6)
    /// An opened event as what changed in it.
    static let changes = Place(rawValue: 1 << 7)
    /// The page of a language model's answers.
    static let answer = Place(rawValue: 1 << 8)
    /// The page of two streams compared.
    static let comparison = Place(rawValue: 1 << 9)
    static let everywhere: Place = [
      .feed, .table, .detail, .connection, .help, .findings, .fields, .changes, .answer, .comparison,
    ]
    static let overEvents: Place = [.feed, .detail]
  }

  struct Binding: Sendable {
    let keys: [Key]
    let command: Command
    let places: Place
    /// The command's name in the palette: `next-type`.
    let name: String
    /// What it does, for the help page.
    let purpose: String
    /// What it does in a recording that is played, if that is something else.
    var purposeInReplay: String?
  }

  /// A heading of the help page and what stands under it.
  struct Group: Sendable {
    let title: String
    let bindings: [Binding]
    /// Whether they mean nothing where no recording is played.
    var isOfReplays = false
  }

  static let bindings = groups.flatMap(\.bindings)

  private static let commands = Dictionary(
    bindings.flatMap { binding in binding.keys.map { ($0, binding) } }.reduce(into: [Key: [Binding]]()) {
      $0[$1.0, default: []].append($1.1)
    }.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })

  private static let bound = Dictionary(grouping: bindings.filter { !$0.keys.isEmpty }, by: \.command)

  /// The key to name for a command in this place: the preferred one if it is bound to it, else the first that is no
  /// arrow; `nil` if there is none.
  static func key(for command: Command, in place: Place, preferring preferred: Key? = nil) -> Key? {
    guard let keys = bound[command]?.first(where: { $0.places.contains(place) })?.keys else { return nil }
    if let preferred, keys.contains(preferred) { return preferred }
    return keys.first { ![.up, .down, .left, .right].contains($0) } ?? keys.first
  }

  /// The key to name for a command in a message; the command's own name, as the palette takes it, where there is none.
  static func name(of command: Command, in place: Place = .feed) -> String {
    key(for: command, in: place)?.name ?? bindings.first { $0.command == command }.map { ":\($0.name)" } ?? ""
  }

  /// What the key asks for in this place, if anything.
  static func command(for key: Key, in place: Place) -> Command? {
    commands[key]?.first { $0.places.contains(place) }?.command
  }
}
