/// What a program says of itself, in the form of swift-argument-parser's `--experimental-dump-help`.
public struct ProgramHelp: Codable, Sendable {
  package var command: Command
  /// Options whose value may be missing, and is only after `=`. The form has no word for such.
  var attachedOnly: Set<String> = []

  private enum CodingKeys: CodingKey { case command }

  package init(_ command: Command, attachedOnly: Set<String> = []) {
    (self.command, self.attachedOnly) = (command, attachedOnly)
  }

  package struct Command: Codable, Sendable {
    var commandName: String
    package var abstract: String?
    /// Not of the form: the lines below `USAGE`.
    package var usage: String?
    package var discussion: String?
    package var arguments: [Argument]?
    var subcommands: [Command]?

    package init(
      commandName: String, abstract: String, usage: String, discussion: String, arguments: [Argument]
    ) {
      (self.commandName, self.abstract, self.usage) = (commandName, abstract, usage)
      (self.discussion, self.arguments) = (discussion, arguments)
    }

    var options: [Argument] { (arguments ?? []).filter { $0.kind != "positional" && $0.shouldDisplay } }
    var positional: Argument? { (arguments ?? []).first { $0.kind == "positional" } }
    /// Those that people call; `help` is the parser's own.
    var named: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
  }

  package struct Argument: Codable, Sendable {
    /// `positional`, `option` or `flag`.
    package var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool?
    package var isRepeating: Bool
    package var names: [Name]?
    package var valueName: String?
    package var sectionTitle: String?
    package var abstract: String?
    package var allValues: [String]?
    package var completionKind: Kind?

    package init(kind: String, valueName: String?, abstract: String) {
      (self.kind, self.valueName, self.abstract) = (kind, valueName, abstract)
      (shouldDisplay, isOptional, isRepeating) = (true, true, false)
    }

    var takesValue: Bool { kind == "option" }

    /// As they are typed, letters first.
    package var words: [String] { (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" } }

    /// The first sentence, without its full stop.
    var summary: String {
      let text = abstract ?? ""
      let sentence = text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) } ?? text
      return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    /// What its value can be.
    var values: Values {
      if let list = completionKind?.list?.values ?? allValues, !list.isEmpty { return .list(list) }
      if completionKind?.file != nil { return .files }
      return completionKind?.directory != nil ? .folders : .anything
    }
  }

  package struct Name: Codable, Sendable {
    var kind: String
    var name: String

    package init(kind: String, name: String) { (self.kind, self.name) = (kind, name) }
  }

  /// One of these is there.
  package struct Kind: Codable, Sendable {
    var list: List?
    var file: Empty?
    var directory: Empty?

    package static let files = Kind(file: Empty())
    package static let folders = Kind(directory: Empty())

    struct List: Codable, Sendable { var values: [String] }
    struct Empty: Codable, Sendable {}
  }

  enum Values {
    case list([String])
    case files, folders
    /// Nothing that a shell could know.
    case anything
  }
}
