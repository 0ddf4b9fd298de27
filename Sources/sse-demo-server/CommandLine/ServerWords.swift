import Text
import Usage

/// What the words after the program's name ask for.
enum ServerTask: Equatable, Sendable {
  case serve(ServerOptions)
  case answer(ServerOption.Question)
  case completionScript(CompletionScript)
}

/// What is wrong with the words, in one sentence.
struct ServerUsageError: Error, Equatable {
  var sentence: String
}

/// Reads the server's command line: long options, their values attached or next, and `serve FILE`.
struct ServerWords {
  private var options = ServerOptions()
  private var recorded = ServerOptions.Recorded()
  /// The option that is of a recording only, if there was one.
  private var needsRecording: String?
  /// The last one counts, but that help counts before all.
  private var question: ServerOption.Question?
  private var script: CompletionScript?
  private var words: [String] = []
  private var rest: ArraySlice<String>

  static func read(_ words: [String]) throws(ServerUsageError) -> ServerTask {
    var reader = ServerWords(rest: words[...])
    while let word = reader.rest.popFirst() {
      if word == "--" {
        reader.words += reader.rest
        break
      }
      if word.unicodeScalars.first == "-", word != "-" {
        try reader.readOption(word)
      } else {
        reader.words.append(word)
      }
    }
    return try reader.task()
  }

  private init(rest: ArraySlice<String>) { self.rest = rest }

  private mutating func readOption(_ word: String) throws(ServerUsageError) {
    // By scalars: a value may begin with a combining mark, which would join the `=` before it.
    let scalars = word.unicodeScalars
    let equals = scalars.firstIndex(of: "=")
    let name = String(scalars[..<(equals ?? scalars.endIndex)])
    let attached = equals.map { String(scalars[scalars.index(after: $0)...]) }
    guard let option = ServerOption.all.first(where: { $0.help.words.contains(name) }) else {
      guard name.hasPrefix("--") else { throw error("Unknown option '\(Printable.text(String(name.prefix(40))))'.") }
      let known = ServerOption.all.map(\.help.name)
      throw error(NearestName.sentence(unknown: String(name.dropFirst(2)), among: known))
    }
    switch option.meaning {
    case .value(let set):
      let value = try value(of: option, attached)
      guard set(&options, value) else { throw wrong(value, for: option) }
    case .ofRecording(let set):
      needsRecording = name
      let value = try value(of: option, attached)
      guard set(&recorded, value) else { throw wrong(value, for: option) }
    case .completionScript:
      guard let script = CompletionScript(rawValue: try value(of: option, attached)) else {
        throw error("The value of \(name) is bash, zsh or fish.")
      }
      self.script = script
    case .flag(let set):
      try refuse(attached, of: name)
      set(&options)
    case .flagOfRecording(let set):
      needsRecording = name
      try refuse(attached, of: name)
      set(&recorded)
    case .asks(let question):
      try refuse(attached, of: name)
      if self.question != .help { self.question = question }
    }
  }

  private func refuse(_ attached: String?, of name: String) throws(ServerUsageError) {
    if attached != nil { throw error("The option '\(name)' takes no value.") }
  }

  private mutating func value(of option: ServerOption, _ attached: String?) throws(ServerUsageError) -> String {
    if let attached { return attached }
    let label = "'--\(option.help.name)'"
    // A value that begins so is written after `=`.
    guard let word = rest.first, !word.hasPrefix("-") || word == "-" else {
      throw error("The option \(label) needs a value.")
    }
    rest.removeFirst()
    return word
  }

  private func wrong(_ value: String, for option: ServerOption) -> ServerUsageError {
    let what = "The value '\(Printable.text(String(value.prefix(40))))' is wrong for '--\(option.help.name)'"
    if case .list(let values) = option.help.values {
      return error("\(what): it is \(values.joined(separator: " or ")).")
    }
    return error("\(what). \(option.help.text)")
  }

  private func task() throws(ServerUsageError) -> ServerTask {
    if let script { return .completionScript(script) }
    if words.first == "help" || question == .help { return .answer(.help) }
    var options = options
    switch (words.first, words.count) {
    case (nil, _):
      if let needsRecording { throw error("The option '\(needsRecording)' is of 'serve', which plays a recording.") }
    case ("serve", 2):
      options.recording = recorded
      options.recording?.path = words[1]
    case ("serve", 1) where question == nil: throw error("'serve' needs a file, a recording of sse-top.")
    case ("serve", 1): break
    default:
      let word = words[words.first == "serve" ? 2 : 0]
      throw error("The word '\(Printable.text(String(word.prefix(40))))' means nothing here.")
    }
    return question.map { .answer($0) } ?? .serve(options)
  }

  private func error(_ sentence: String) -> ServerUsageError { ServerUsageError(sentence: sentence) }
}
