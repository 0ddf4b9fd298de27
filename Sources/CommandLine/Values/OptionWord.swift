/// One option as it was given, under its long name; a URL is the option `url`.
struct OptionWord: Equatable, Sendable {
  /// Without dashes.
  var name: String
  var value: String?
  /// Takes back what was set before: `--no-compressed`.
  var isNegated = false
  var origin: Origin

  /// Whether a text is asked for, and no run.
  var isQuestion: Bool { ["help", "version", "generate-completion-script"].contains(name) }
}
