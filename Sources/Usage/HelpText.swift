/// What `--help` prints: an overview, the usage, and a section for each group of options and each subcommand.
package struct HelpText {
  private let help: ProgramHelp
  private let columns: Int

  /// Where the sentences of an option begin.
  private static let indent = 26
  /// What makes room for one word beside the indent; less is not heeded.
  private static let leastColumns = 40

  /// - Parameter columns: of the terminal.
  package init(_ help: ProgramHelp, columns: Int) {
    (self.help, self.columns) = (help, max(columns, Self.leastColumns))
  }

  package var text: String {
    let overview = ["OVERVIEW: \(help.abstract)", help.discussion].joined(separator: "\n\n")
    let usage = help.usage.joined(separator: "\n       ")
    return Self.wrapped(overview, columns, indent: 0) + "\n\nUSAGE: \(usage)\n\n" + sections.joined(separator: "\n")
  }

  /// Each with a line end.
  private var sections: [String] {
    let arguments = help.arguments
    func section(_ title: String, _ members: [ProgramHelp.Argument]) -> String? {
      members.isEmpty ? nil : "\(title.uppercased()):\n" + members.map(row).joined()
    }
    var titles: [String] = []
    for title in arguments.compactMap(\.section) where titles.last != title { titles.append(title) }
    let sections =
      [section("Arguments", arguments.filter { $0.kind == .positional })]
      + titles.map { title in section(title, arguments.filter { $0.section == title }) }
      + [section("Options", arguments.filter { $0.kind != .positional && $0.section == nil })]
    return sections.compactMap(\.self) + help.subcommands.map(section(of:))
  }

  /// What a subcommand does, and what can be said to it alone.
  private func section(of subcommand: ProgramHelp) -> String {
    let text = [subcommand.abstract, subcommand.discussion].filter { !$0.isEmpty }.joined(separator: " ")
    return "\(subcommand.name.uppercased()):\n" + Self.wrapped(text, columns - 2, indent: 2) + "\n"
      + help.arguments(only: subcommand).map(row).joined()
  }

  private func row(_ argument: ProgramHelp.Argument) -> String {
    let value = argument.value.map { "<\($0)>" } ?? ""
    let words = argument.words.joined(separator: ", ")
    let label = "  " + [words, argument.kind == .flag ? "" : value].filter { !$0.isEmpty }.joined(separator: " ")
    let values =
      if case .list(let values) = argument.values { " (values: \(values.joined(separator: ", ")))" } else { "" }
    let text = Self.wrapped(argument.text + values, columns - Self.indent, indent: Self.indent)
    return label + (label.count < Self.indent ? String(text.dropFirst(label.count)) : "\n" + text) + "\n"
  }

  /// Breaks lines at blanks; one that is followed by anything leaves a column free.
  private static func wrapped(_ text: String, _ columns: Int, indent: Int) -> String {
    let given = text.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [Substring] = []
    for (number, line) in given.enumerated() {
      var rest = line
      let room = number == given.count - 1 ? columns : columns - 1
      while rest.count > room, let blank = rest.prefix(columns).lastIndex(of: " ") ?? rest.firstIndex(of: " ") {
        lines.append(rest[..<blank])
        rest = rest[rest.index(after: blank)...]
      }
      lines.append(rest)
    }
    return lines.map { $0.isEmpty ? "" : String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }
}
