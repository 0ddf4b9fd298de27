import EventOutput

/// What is wrong with what was asked for, in a sentence that repeats no value that could be a secret.
package struct UsageError: Error, Equatable {
  var sentence: String
  var origin: Origin
  /// The expression that is none, if it is one.
  package var mistake: FilterMistake?
  /// What the program ends with.
  package var status: Int32

  init(
    _ sentence: String, _ origin: Origin = .commandLine, _ mistake: FilterMistake? = nil,
    status: Int32 = ExitCode.usage
  ) {
    (self.sentence, self.origin, self.mistake, self.status) = (sentence, origin, mistake, status)
  }

  /// The same, said of another place.
  func at(_ origin: Origin) -> UsageError { UsageError(sentence, origin, mistake, status: status) }

  /// The whole message, with the place of the mistake where that is not the command line.
  package var message: String {
    switch origin {
    case .commandLine: sentence
    case .environment: "\(Origin.variable): \(sentence)"
    case .file(let path, let line): "\(path):\(line): \(sentence)"
    }
  }
}

/// Where an option was given.
enum Origin: Equatable, Sendable {
  /// The variable of the environment that holds options.
  static let variable = "SSE_TOP_OPTS"

  case commandLine
  /// In that variable.
  case environment
  /// Lines count from 1.
  case file(String, line: Int)
}
