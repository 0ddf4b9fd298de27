/// Which key means what, and where: the one table after the keyboard, the help page, the palette and the tests.
public enum Keymap {
  /// Where keys are pressed: the feed, or what covers it.
  public struct Place: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let feed = Place(rawValue: 1 << 0)
    /// The tables of types and of sources.
    public static let table = Place(rawValue: 1 << 1)
    /// An opened event.
    public static let detail = Place(rawValue: 1 << 2)
    /// The panel about a source's connection.
    public static let connection = Place(rawValue: 1 << 3)
    public static let help = Place(rawValue: 1 << 4)
    /// The paths in the events' JSON, and the values at one of them.
    public static let fields = Place(rawValue: 1 << 6)
    /// An opened event as what changed in it.
    public static let changes = Place(rawValue: 1 << 7)
    public static let everywhere: Place = [.feed, .table, .detail, .connection, .help, .fields, .changes]
    static let overEvents: Place = [.feed, .detail]
  }

  public struct Binding: Sendable {
    public let keys: [Key]
    public let command: Command
    public let places: Place
    /// The command's name in the palette: `next-type`.
    public let name: String
    /// What it does, for the help page.
    public let purpose: String
  }

  /// A heading of the help page and what stands under it.
  public struct Group: Sendable {
    public let title: String
    public let bindings: [Binding]
  }

  public static let bindings = groups.flatMap(\.bindings)

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

  /// What the key asks for in this place, if anything.
  public static func command(for key: Key, in place: Place) -> Command? {
    commands[key]?.first { $0.places.contains(place) }?.command
  }
}
