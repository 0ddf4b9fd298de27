import Text

/// The options of curl and of ours: how each is written, what it sets, and what is said of it.
///
/// One table for all that needs to know of options: reading, `--help`, completions and the manual.
struct OptionTable {
  enum Meaning: Equatable, Sendable {
    case flag
    case value
    /// The name of a file to be written.
    case file
    /// A value only after `=`; this one without.
    case optionalValue(String)
    /// Another way to write an option: its value, after a prefix, is the other one's.
    case synonym(of: String, prefix: String = "")
    /// Of curl, and without a difference here.
    case ignoredFlag, ignoredValue
    /// Of curl, and not done; ignoring it would ask for something else than curl does.
    case refused(String)
  }

  /// How the value of an option is read, and where it goes.
  struct Field: Sendable {
    /// Sets it; `false` where the value is wrong. A flag's value is empty.
    var set: @Sendable (inout Options, String) -> Bool
    var values: Values
    /// Given again, it adds to what was given before.
    var addsUp = false
  }

  /// What a value can be.
  enum Values: Sendable {
    /// Any text.
    case any
    /// What stands after "it is" where a value is wrong.
    case form(String)
    /// One of these; if there are none, what the help says.
    case words([String])
  }

  /// What is said of an option.
  struct Help: Sendable {
    /// What its value is called.
    var value: String?
    /// Sentences; the first one is what shells show.
    var text: String
    var completed = Completed.nothing
  }

  /// What a shell can complete a value to.
  enum Completed: Sendable { case nothing, files, folders }

  struct Option: Sendable {
    var name: String
    var letter: Unicode.Scalar?
    var meaning: Meaning
    /// `nil` for what sets no field.
    var field: Field?
    /// `nil` for what `--help` does not tell.
    var help: Help?

    /// As in messages: `--header (-H)`.
    var label: String { letter.map { "--\(name) (-\($0))" } ?? "--\(name)" }

    var takesValue: Bool {
      switch meaning {
      case .value, .file, .synonym, .ignoredValue: true
      case .flag, .optionalValue, .ignoredFlag, .refused: false
      }
    }

    var isFlag: Bool { meaning == .flag || meaning == .ignoredFlag }
    var isRefused: Bool { if case .refused = meaning { true } else { false } }
  }

  /// A group of options, as `--help` shows it.
  struct Section: Sendable {
    var title: String
    var options: [Option]
  }

  static let options: [Option] = sections.flatMap(\.options) + usualCurlOptions + curlOptions

  static func option(named name: some StringProtocol) -> Option? {
    let name = String(name)
    return first { $0.name == name }
  }

  static func option(lettered letter: Unicode.Scalar) -> Option? { first { $0.letter == letter } }

  /// Not by a dictionary: a run looks for a few options only, and most of the table is not even made for it.
  private static func first(where isMeant: (Option) -> Bool) -> Option? {
    for section in sections {
      if let option = section.options.first(where: isMeant) { return option }
    }
    return usualCurlOptions.first(where: isMeant) ?? curlOptions.first(where: isMeant)
  }
}

extension OptionTable.Option {
  /// What is to be said of a value that is wrong.
  func mistake(in value: String) -> String {
    let label = "'--\(name)\(help?.value.map { " <\($0)>" } ?? "")'"
    switch field?.values {
    case .form(let form):
      return "The value '\(Printable.text(String(value.prefix(40))))' is invalid for '--\(name)': it is \(form)."
    case .words where value.isEmpty: return "Missing value for \(label)"
    case .words(let words) where !words.isEmpty:
      let quoted = words.map { "'\($0)'" }
      let list = quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
      return "The value '\(value)' is invalid for \(label). Please provide one of \(list)."
    case .words, .any, nil: return "The value '\(value)' is invalid for \(label)"
    }
  }
}
