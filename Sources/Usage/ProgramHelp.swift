/// What a program says of itself. `--help`, completions and the manual are made of it.
package struct ProgramHelp: Sendable {
  package var name: String
  /// One sentence, for whoever does not know the program.
  package var abstract: String
  /// Lines that begin with the program's name: how it is called.
  package var usage: [String] = []
  /// Paragraphs with an empty line between them; what is indented stays as it stands.
  package var discussion: String
  package var arguments: [Argument]
  /// What can stand as the first word: a program within the program. Its arguments are all that can be said to it, also
  /// those of the program itself.
  package var subcommands: [ProgramHelp] = []

  package init(
    name: String, abstract: String, usage: [String] = [], discussion: String, arguments: [Argument],
    subcommands: [ProgramHelp] = []
  ) {
    (self.name, self.abstract, self.usage, self.discussion) = (name, abstract, usage, discussion)
    (self.arguments, self.subcommands) = (arguments, subcommands)
  }

  package var options: [Argument] { arguments.filter { $0.kind != .positional } }
  package var positional: Argument? { arguments.first { $0.kind == .positional } }

  /// What can be said to a subcommand and not to the program.
  package func arguments(only subcommand: ProgramHelp) -> [Argument] {
    let shared = Set(options.map(\.name))
    return subcommand.arguments.filter { $0.kind == .positional || !shared.contains($0.name) }
  }

  /// A word, or an option with its value.
  package struct Argument: Sendable {
    package enum Kind: Sendable { case positional, option, flag }

    /// What a value can be.
    package enum Values: Sendable {
      case list([String])
      case files, folders
      /// Nothing that a shell could know.
      case anything
    }

    package var kind: Kind
    /// Of an option, without its hyphens; empty for a positional.
    package var name = ""
    package var letter: Unicode.Scalar?
    /// What its value is called.
    package var value: String?
    /// Sentences; the first one is what shells show.
    package var text: String
    package var values = Values.anything
    /// The group of options that it belongs to.
    package var section: String?
    /// Given again, it adds to what was given before.
    package var isRepeating = false
    /// Whether its value may be missing, and is only after `=`.
    package var isAttachedOnly = false

    package init(_ kind: Kind, value: String?, text: String) {
      (self.kind, self.value, self.text) = (kind, value, text)
    }

    /// As they are typed, the letter first.
    package var words: [String] {
      (letter.map { ["-\($0)"] } ?? []) + (name.isEmpty ? [] : ["--\(name)"])
    }

    /// Whether the next word can be its value.
    var takesValue: Bool { kind == .option && !isAttachedOnly }

    /// The first sentence, without its full stop.
    var summary: String {
      let sentence = text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) } ?? text
      return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }
  }
}
