extension ProgramHelp {
  /// For fish 3 and newer.
  var fish: String {
    let name = command.commandName
    let subcommands = command.named.map(\.commandName)
    let isNone =
      subcommands.isEmpty ? "" : " -n 'not __fish_seen_subcommand_from \(subcommands.joined(separator: " "))'"
    var lines = command.options.map { line($0, of: name, isNone) }
    for subcommand in command.named {
      lines.append(
        "complete -c \(name)\(isNone) -f -a \(subcommand.commandName) -d \(fishQuoted(subcommand.abstract ?? ""))")
      lines += subcommand.options.map {
        line($0, of: name, " -n '__fish_seen_subcommand_from \(subcommand.commandName)'")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ option: Argument, of program: String, _ condition: String) -> String {
    var line = "complete -c \(program)\(condition)"
    for name in option.names ?? [] { line += " \(name.kind == "long" ? "-l" : "-s") \(fishQuoted(name.name))" }
    if option.takesValue, !isAttachedOnly(option) {
      switch option.values {
      case .files: line += " -r -F"
      case .folders: line += " -x -a '(__fish_complete_directories (commandline -ct))'"
      case .list(let values): line += " -x -a \(fishQuoted(values.joined(separator: " ")))"
      case .anything: line += " -x"
      }
    }
    return line + " -d \(fishQuoted(option.summary))"
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
