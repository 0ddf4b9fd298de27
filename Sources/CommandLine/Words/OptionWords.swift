import Text
import Usage

/// Reads words as curl does: bundled letters, values attached or next, and beyond curl `--option=value`.
struct OptionWords {
  private var settings: [OptionWord] = []
  private var rest: ArraySlice<String>
  private let origin: Origin
  private let isCurlLine: Bool

  /// The settings that the words mean, in order, without those that make no difference.
  ///
  /// - Parameter isCurlLine: whether they are a line of curl's, in which nothing is ours.
  static func settings(
    _ words: [String], from origin: Origin, isCurlLine: Bool = false
  ) throws(UsageError) -> [OptionWord] {
    var reader = OptionWords(rest: words[...], origin: origin, isCurlLine: isCurlLine)
    try reader.read()
    return reader.settings
  }

  /// The settings of one line of a file: an option, bundled letters at most, and perhaps a value.
  static func settings(option: String, value: String?, from origin: Origin) throws(UsageError) -> [OptionWord] {
    var reader = OptionWords(rest: [option] + (value.map { [$0] } ?? []), origin: origin)
    if let word = reader.rest.popFirst() { try reader.readOption(word) }
    guard reader.rest.isEmpty else { throw reader.error("The option '\(Self.name(in: option))' takes no value.") }
    return reader.settings
  }

  private init(rest: ArraySlice<String>, origin: Origin, isCurlLine: Bool = false) {
    (self.rest, self.origin, self.isCurlLine) = (rest, origin, isCurlLine)
  }

  private mutating func read() throws(UsageError) {
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { add("url", word) }
        return
      }
      let isOption = word.unicodeScalars.first == "-" && word != "-"
      if isOption { try readOption(word) } else { add("url", word) }
    }
  }

  private mutating func readOption(_ word: String) throws(UsageError) {
    // By scalars: a value may begin with a combining mark, which would join the `=` or the letter before it.
    let scalars = word.unicodeScalars.dropFirst()
    if scalars.first == "-" { try readName(scalars.dropFirst()) } else { try readLetters(scalars) }
  }

  private mutating func readName(_ text: Substring.UnicodeScalarView) throws(UsageError) {
    let equals = text.firstIndex(of: "=")
    let name = String(text[..<(equals ?? text.endIndex)])
    let attached = equals.map { String(text[text.index(after: $0)...]) }
    guard let option = OptionTable.option(named: name) else { return try readNegation(name, attached) }
    if option.takesValue {
      // Not `??`, whose right side would forget the error's type.
      let value: String
      if let attached { value = attached } else { value = try nextWord(for: option) }
      // A body of this one word makes no sense to a server; -d parsed sends it all the same.
      if name == "data", value == "parsed", !isCurlLine { return add("data-parsed", nil) }
      return try apply(option, value)
    }
    if case .optionalValue(let usual) = option.meaning { return add(option.name, attached ?? usual) }
    try apply(option)
    if attached != nil { throw error("The option '--\(option.name)' takes no value.") }
  }

  /// curl knows a `--no-` for each of its flags. What is refused is not done, which is what its `--no-` asks for.
  private mutating func readNegation(_ name: String, _ attached: String?) throws(UsageError) {
    guard name.hasPrefix("no-"), let option = OptionTable.option(named: name.dropFirst(3)),
      option.isFlag || option.isRefused
    else {
      let known = OptionTable.options.lazy.filter { !$0.isRefused }.map(\.name)
      throw error(NearestName.sentence(unknown: name, among: known))
    }
    if attached != nil { throw error("The option '--\(name)' takes no value.") }
    settings.append(OptionWord(name: option.name, isNegated: true, origin: origin))
  }

  private mutating func readLetters(_ letters: Substring.UnicodeScalarView) throws(UsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = OptionTable.option(lettered: letter) else {
        throw error("Unknown option '-\(Printable.text(String(letter)))'.")
      }
      guard option.takesValue else {
        try apply(option)
        continue
      }
      return try apply(option, letters.isEmpty ? nextWord(for: option) : String(letters))
    }
  }

  private mutating func nextWord(for option: OptionTable.Option) throws(UsageError) -> String {
    guard let word = rest.popFirst() else { throw error("The option '\(option.label)' needs a value.") }
    // curl would write to a file of that name, and the option would be missed.
    if option.meaning == .file, word.hasPrefix("-"), word != "-" {
      let name = Printable.text(word)
      throw error(
        "The option '\(option.label)' needs a file, and '\(name)' looks like an option; a file is './\(name)'.")
    }
    return word
  }

  private mutating func apply(_ option: OptionTable.Option, _ value: String? = nil) throws(UsageError) {
    switch option.meaning {
    case .flag, .value, .file, .optionalValue: add(option.name, value)
    case .synonym(let other, let prefix): add(other, prefix + (value ?? ""))
    case .ignoredFlag, .ignoredValue: break
    case .refused(let why): throw error("The option '\(option.label)' of curl is not supported: \(why).")
    }
  }

  private mutating func add(_ name: String, _ value: String?) {
    settings.append(OptionWord(name: name, value: value, origin: origin))
  }

  private func error(_ sentence: String) -> UsageError { UsageError(sentence, origin) }

  private static func name(in word: String) -> String { String(word.unicodeScalars.prefix { $0 != "=" }) }
}
