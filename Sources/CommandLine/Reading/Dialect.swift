/// The options of curl and of ours, and what becomes of each on its way to the argument parser.
struct Dialect {
  enum Meaning: Equatable, Sendable {
    case flag
    case value
    /// The name of a file to be written.
    case file
    /// A value that the argument parser makes something else of than text.
    case amount
    /// A value only behind `=`; this one without.
    case optionalValue(String)
    /// Another way to write an option: its value, behind a prefix, is the other one's.
    case synonym(of: String, prefix: String = "")
    /// Of curl, and without a difference here.
    case ignoredFlag, ignoredValue
    /// Of curl, and not done; ignoring it would ask for something else than curl does.
    case refused(String)
  }

  struct Option: Equatable, Sendable {
    var name: String
    var letter: Unicode.Scalar?
    var meaning: Meaning

    /// As in messages: `--header (-H)`.
    var label: String { letter.map { "--\(name) (-\($0))" } ?? "--\(name)" }

    var takesValue: Bool {
      switch meaning {
      case .value, .file, .amount, .synonym, .ignoredValue: true
      case .flag, .optionalValue, .ignoredFlag, .refused: false
      }
    }

    var isText: Bool { meaning == .value || meaning == .file }
    var isFlag: Bool { meaning == .flag || meaning == .ignoredFlag }
    var isRefused: Bool { if case .refused = meaning { true } else { false } }
  }

  static let options: [Option] = requestOptions + connectionOptions + ownOptions + otherOptions

  static func option(named name: some StringProtocol) -> Option? { byName[String(name)] }

  static func option(lettered letter: Unicode.Scalar) -> Option? { byLetter[letter] }

  private static let byName = Dictionary(options.map { ($0.name, $0) }) { first, _ in first }
  private static let byLetter = Dictionary(options.compactMap { option in option.letter.map { ($0, option) } }) {
    first, _ in first
  }

  static func row(_ name: String, _ letter: Unicode.Scalar, _ meaning: Meaning) -> Option {
    Option(name: name, letter: letter, meaning: meaning)
  }

  static func row(_ name: String, _ meaning: Meaning) -> Option { Option(name: name, meaning: meaning) }
}
