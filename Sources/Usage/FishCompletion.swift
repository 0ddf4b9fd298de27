extension ProgramHelp {
  /// For fish 3 and newer.
  var fish: String {
    let names = subcommands.map(\.name)
    let isNone = names.isEmpty ? "" : " -n 'not __fish_seen_subcommand_from \(names.joined(separator: " "))'"
    var lines = options.map { line($0, of: name, isNone) }
    for subcommand in subcommands {
      lines.append(
        "complete -c \(name)\(isNone) -f -a \(subcommand.name) -d \(fishQuoted(subcommand.abstract))")
      lines += subcommand.options.map {
        line($0, of: name, " -n '__fish_seen_subcommand_from \(subcommand.name)'")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ option: Argument, of program: String, _ condition: String) -> String {
    var line = "complete -c \(program)\(condition)"
    if let letter = option.letter { line += " -s \(fishQuoted(String(letter)))" }
    line += " -l \(fishQuoted(option.name))"
    if option.takesValue {
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
