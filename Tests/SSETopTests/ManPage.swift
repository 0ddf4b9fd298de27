import Foundation

/// A manual page in mdoc, made of what a program says of its options and of sections that a person wrote.
struct ManPage {
  /// The parser's description of a program, `--experimental-dump-help`.
  struct Dump: Decodable {
    var command: Command
  }

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    var kind: String
    var abstract: String?
    var names: [Name]?
    var valueName: String?
    var sectionTitle: String?
    var defaultValue: String?
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }

  let command: Command
  /// The sections after the options, in mdoc.
  let rest: String
  /// The day of the last change of what a person wrote.
  let day: String
  /// Sections that are tables, before the others.
  var tables: [Table] = []

  struct Table {
    typealias Row = (word: String, meaning: String)

    var title: String
    var introduction: String
    /// Each with a title of its own, unless that is empty.
    var groups: [(title: String, rows: [Row])]

    var lines: [String] {
      var lines = [".Sh \(ManPage.literal(title))"] + ManPage.sentences(introduction)
      for (title, rows) in groups {
        if !title.isEmpty { lines.append(".Ss \(ManPage.literal(title))") }
        lines.append(".Bl -tag -width Ds -compact")
        for (word, meaning) in rows { lines += [".It \(ManPage.literal(word))"] + ManPage.sentences(meaning) }
        lines.append(".El")
      }
      return lines
    }
  }

  var text: String {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && $0.kind == "positional" }
    var lines = [
      ".\\\" Made of the options by: RECORD=1 swift test --filter ManPageTests",
      ".Dd \(day)", ".Dt \(command.commandName.uppercased()) 1", ".Os", ".Sh NAME", ".Nm \(command.commandName)",
      ".Nd \(Self.escaped((command.abstract ?? "").hasSuffix(".") ? String((command.abstract ?? "").dropLast()) : command.abstract ?? ""))",
      ".Sh SYNOPSIS", ".Nm", ".Op Ar options",
    ]
    lines += arguments.map { Self.place(of: $0) }
    lines += (command.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { subcommand in
      [".Nm", ".Cm \(Self.word(subcommand.commandName))", ".Op Ar options"]
        + (subcommand.arguments ?? []).filter { $0.kind == "positional" }.map { Self.place(of: $0) }
    }
    lines += [".Sh DESCRIPTION"] + Self.paragraphs(command.discussion ?? "")
    lines += [".Sh OPTIONS"] + Self.options(of: command)
    for subcommand in command.subcommands ?? [] where subcommand.commandName != "help" {
      lines += [".Ss \(Self.literal(subcommand.commandName))", Self.escaped(subcommand.abstract ?? ""), ".Pp"]
      lines += Self.paragraphs(subcommand.discussion ?? "")
      let known = Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
      lines += Self.list((subcommand.arguments ?? []).filter { !known.contains($0.names?.last?.name ?? "") })
    }
    lines += tables.flatMap(\.lines)
    return lines.joined(separator: "\n") + "\n" + rest
  }

  /// A macro's arguments, none of which is taken for a macro.
  fileprivate static func literal(_ text: String) -> String {
    let words = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
    return "\"\\&" + words.replacing("…", with: "...").replacing("~", with: "\\(ti") + "\""
  }

  /// A macro's argument of one word, not taken for a macro, delimiter or two words either.
  private static func word(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[-a-z0-9.:]*[a-z0-9]|[A-Z]/) != nil
    return isPlain ? text.replacing("-", with: "\\-") : literal(text)
  }

  private static func place(of argument: Argument) -> String {
    let name = "Ar \(word(argument.valueName ?? "value"))\(argument.isRepeating ? " ..." : "")"
    return argument.isOptional ? ".Op \(name)" : ".\(name)"
  }

  private static func options(of command: Command) -> [String] {
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    var titles: [String?] = []
    for argument in arguments where !titles.contains(argument.sectionTitle) { titles.append(argument.sectionTitle) }
    return titles.flatMap { title in
      (title.map { [".Ss \(literal($0))"] } ?? []) + list(arguments.filter { $0.sectionTitle == title })
    }
  }

  private static func list(_ arguments: [Argument]) -> [String] {
    guard !arguments.isEmpty else { return [] }
    return [".Bl -tag -width Ds"]
      + arguments.flatMap { argument in
        let label =
          argument.kind == "positional"
          ? "Ar \(word(argument.valueName ?? "value"))" : names(of: argument)
        let isTold = argument.defaultValue != nil && argument.kind != "flag"
        let text = (argument.abstract ?? "") + (isTold ? " Default: \(argument.defaultValue ?? "")." : "")
        return [".It \(label)"] + sentences(text)
      } + [".El"]
  }

  private static func names(of argument: Argument) -> String {
    let names = (argument.names ?? []).map {
      "Fl \(word(($0.kind == "short" ? "" : "-") + $0.name))"
    }
    return names.joined(separator: " , ")
      + (argument.kind == "flag" ? "" : " Ar \(word(argument.valueName ?? "value"))")
  }

  /// Paragraphs, and what is indented as it stands.
  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n\n").enumerated().flatMap { index, paragraph in
      let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: true)
      let words = lines.filter { !$0.hasPrefix("  ") }.flatMap { sentences(String($0)) }
      let literal = lines.filter { $0.hasPrefix("  ") }.map { escaped(String($0.dropFirst(2))) }
      return (index == 0 ? [] : [".Pp"]) + words
        + (literal.isEmpty ? [] : [".Bd -literal -offset indent"] + literal + [".Ed"])
    }
  }

  /// A sentence begins a line, as mdoc wants it, and no line is long.
  fileprivate static func sentences(_ text: String) -> [String] {
    text.replacing("…", with: "...").replacing(". ", with: ".\n").split(separator: "\n").flatMap { sentence in
      var lines: [String] = []
      for word in sentence.split(separator: " ").map({
        String($0).replacing("\\", with: "\\e").replacing("-", with: "\\-")
      }) {
        if let last = lines.last, last.count + word.count < 78 {
          lines[lines.count - 1] = "\(last) \(word)"
        } else {
          lines.append(word.hasPrefix(".") || word.hasPrefix("'") ? "\\&\(word)" : word)
        }
      }
      return lines
    }
  }

  static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("…", with: "...")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
