internal import FoundationEssentials

/// What the argument parser says of a program: its `--experimental-dump-help`, as far as completion needs it.
public struct ProgramHelp: Sendable {
  let command: Command
  /// Options whose value may be missing, and is only behind `=`. The parser does not know of such.
  var attachedOnly: Set<String>

  /// - Returns: `nil` if the text is none of the parser's.
  public init?(json: String, attachedOnly: Set<String> = []) {
    guard let root = try? JSONDecoder().decode(Root.self, from: Data(json.utf8)) else { return nil }
    (command, self.attachedOnly) = (root.command, attachedOnly)
  }

  private struct Root: Decodable { var command: Command }

  struct Command: Decodable, Sendable {
    var commandName: String
    var abstract: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    var options: [Argument] { (arguments ?? []).filter { $0.kind != "positional" && $0.shouldDisplay } }
    var positional: Argument? { (arguments ?? []).first { $0.kind == "positional" } }
    /// Those that people call; `help` is the parser's own.
    var named: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
  }

  struct Argument: Decodable, Sendable {
    var kind: String
    var shouldDisplay: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var allValues: [String]?
    var completionKind: Kind?

    var takesValue: Bool { kind == "option" }

    /// As they are typed, letters first.
    var words: [String] { (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" } }

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

  struct Name: Decodable, Sendable {
    var kind: String
    var name: String
  }

  /// One of these is there.
  struct Kind: Decodable, Sendable {
    var list: List?
    var file: Empty?
    var directory: Empty?

    struct List: Decodable, Sendable { var values: [String] }
    struct Empty: Decodable, Sendable {}
  }

  enum Values {
    case list([String])
    case files, folders
    /// Nothing that a shell could know.
    case anything
  }
}
