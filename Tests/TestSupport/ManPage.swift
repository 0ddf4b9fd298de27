package import Foundation
package import Usage

/// A manual page in mdoc, made of what a program says of its options and of sections that a person wrote.
package struct ManPage {
  private let help: ProgramHelp
  /// The sections after the options, in mdoc.
  private let rest: String
  /// The day of the last change of what a person wrote.
  private static let day = "November 28, 2026"
  /// Sections that are tables, before the others.
  private let tables: [Table]

  /// - Parameters:
  ///   - rest: the sections after the options, in mdoc.
  ///   - tables: sections that are tables, before the others.
  package init(_ help: ProgramHelp, rest: String, tables: [Table] = []) {
    (self.help, self.rest, self.tables) = (help, rest, tables)
  }

  /// Where the pages are, and what stands beside them for `rest`.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../man").standardizedFileURL

  /// Whether the page that is there is that of the program; with `RECORD` in the environment it is written first.
  package static func isRecorded(_ help: ProgramHelp, tables: [Table] = []) throws -> Bool {
    let rest = try String(contentsOf: folder.appending(path: "\(help.name).rest"), encoding: .utf8)
    let page = ManPage(help, rest: rest, tables: tables).text
    let file = folder.appending(path: "\(help.name).1")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(page.utf8).write(to: file) }
    return try String(contentsOf: file, encoding: .utf8) == page
  }

  package struct Table {
    package typealias Row = (word: String, meaning: String)

    private let title: String
    private let introduction: String
    package let groups: [(title: String, rows: [Row])]

    /// - Parameter groups: each with a title of its own, unless that is empty.
    package init(title: String, introduction: String, groups: [(title: String, rows: [Row])]) {
      (self.title, self.introduction, self.groups) = (title, introduction, groups)
    }

    fileprivate var lines: [String] {
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

  package var text: String {
    let abstract = help.abstract.hasSuffix(".") ? String(help.abstract.dropLast()) : help.abstract
    var lines = [
      ".\\\" Made of the options by: RECORD=1 swift test --filter ManPageTests",
      ".Dd \(Self.day)", ".Dt \(help.name.uppercased()) 1", ".Os", ".Sh NAME", ".Nm \(help.name)",
      ".Nd \(Self.escaped(abstract))", ".Sh SYNOPSIS", ".Nm", ".Op Ar options",
    ]
    lines += help.positional.map { [Self.place(of: $0)] } ?? []
    for subcommand in help.subcommands {
      lines += [".Nm", ".Cm \(Self.word(subcommand.name))", ".Op Ar options"]
      lines += subcommand.positional.map { [Self.place(of: $0)] } ?? []
    }
    lines += [".Sh DESCRIPTION"] + Self.paragraphs(help.discussion)
    lines += [".Sh OPTIONS"] + Self.options(of: help)
    for subcommand in help.subcommands {
      lines += [".Ss \(Self.literal(subcommand.name))", Self.escaped(subcommand.abstract), ".Pp"]
      lines += Self.paragraphs(subcommand.discussion) + Self.list(help.arguments(only: subcommand))
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

  private static func place(of argument: ProgramHelp.Argument) -> String {
    let name = "Ar \(word(argument.value ?? "value"))"
    return argument.isRepeating ? ".Op \(name) ..." : ".\(name)"
  }

  private static func options(of help: ProgramHelp) -> [String] {
    var titles: [String?] = []
    for argument in help.arguments where !titles.contains(argument.section) { titles.append(argument.section) }
    return titles.flatMap { title in
      (title.map { [".Ss \(literal($0))"] } ?? []) + list(help.arguments.filter { $0.section == title })
    }
  }

  private static func list(_ arguments: [ProgramHelp.Argument]) -> [String] {
    guard !arguments.isEmpty else { return [] }
    return [".Bl -tag -width Ds"]
      + arguments.flatMap { argument in
        let value = argument.value.map { "Ar \(word($0))" } ?? ""
        let label = argument.kind == .positional ? value : "\(names(of: argument)) \(value)"
        return [".It \(label)".trimmingCharacters(in: .whitespaces)] + sentences(argument.text)
      } + [".El"]
  }

  private static func names(of argument: ProgramHelp.Argument) -> String {
    argument.words.map { "Fl \(word(String($0.dropFirst())))" }.joined(separator: " , ")
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

  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("…", with: "...")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}

/// A program that sets manuals.
package enum ManualFormatter {
  package static let isThere = ["mandoc", "groff"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

  /// What mandoc and groff find wrong with the page of a program; references to manuals that this machine does not have
  /// are none of it.
  package static func complaints(of program: String) throws -> [String] {
    let file = ManPage.folder.appending(path: "\(program).1").path
    let lint = try run("mandoc", ["-T", "lint", file]).split(separator: "\n").map(String.init)
    let set = try run("groff", ["-ww", "-man", "-mdoc", "-Tutf8", "-z", file])
    return lint.filter { !$0.contains("referenced manual not found") && !$0.contains("outdated mandoc.db") }
      + (set.isEmpty ? [] : [set])
  }

  /// All that it says.
  package static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(name)")
    process.arguments = arguments
    let output = Foundation.Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
