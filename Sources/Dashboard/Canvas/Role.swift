/// What a cell means; a terminal's theme turns it into colours and attributes.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
  /// Text with nothing special about it.
  case normal
  /// The program's name and what it watches.
  case title
  /// The name of a field beside its value.
  case label
  /// The value of a field.
  case value
  /// What may be overlooked: ages, separators, frames.
  case dim
  /// All is well: an open connection.
  case good
  /// Something wants attention: waiting, dropped records.
  case warning
  /// Something failed.
  case bad
  /// The row under the cursor.
  case selection
  /// The head of a column or of a section.
  case heading
  /// A key that can be pressed, as the footer and the help name it.
  case key
  /// A stand-in for something that must not be shown raw.
  case mark
  /// A stand-in for a line end or a tab, which are harmless and many.
  case whitespace
  /// A state of the view that must not be missed, such as FROZEN.
  case badge
  /// What a search or a filter found.
  case match
  /// A string in JSON.
  case string
  /// A number in JSON.
  case number
  /// `true`, `false` and `null` in JSON.
  case literal
  /// The name of a member in JSON.
  case name
  /// The type of an event.
  case type
  /// A value that is another than that of the event before.
  case changed
  /// Which of several event types, groups or sources something belongs to, beside its name: `hue(_:)`.
  case hue1, hue2, hue3, hue4, hue5, hue6

  static let hues: [Role] = [.hue1, .hue2, .hue3, .hue4, .hue5, .hue6]

  /// The role of the type, group or source at a place; those that are six apart share one.
  static func hue(_ place: Int) -> Role { hues[Int(place.magnitude % UInt(hues.count))] }

  /// The letter of this role in golden files; no two roles share one.
  public var letter: Character {
    switch self {
    case .normal: "."
    case .title: "T"
    case .label: "l"
    case .value: "v"
    case .dim: "d"
    case .good: "g"
    case .warning: "w"
    case .bad: "b"
    case .selection: "S"
    case .heading: "H"
    case .key: "k"
    case .mark: "m"
    case .whitespace: "_"
    case .badge: "B"
    case .match: "M"
    case .string: "s"
    case .number: "n"
    case .literal: "c"
    case .name: "a"
    case .type: "t"
    case .changed: "C"
    case .hue1: "1"
    case .hue2: "2"
    case .hue3: "3"
    case .hue4: "4"
    case .hue5: "5"
    case .hue6: "6"
    }
  }
}
