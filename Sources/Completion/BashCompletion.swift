extension ProgramHelp {
  /// For bash 4 and newer.
  var bash: String {
    let function = "_" + command.commandName.replacing("-", with: "_")
    let subcommands = command.named
    var lines = ["\(function)() {", "  local word=$2 before=$3 place subcommand="]
    // Readline takes = for a word of its own; what is completed is what stands after it.
    lines += [
      "  if [ \"$word\" = '=' ]; then word=; elif [ \"$before\" = '=' ]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi"
    ]
    if !subcommands.isEmpty {
      lines += [
        "  for ((place = 1; place < COMP_CWORD; place++)); do",
        "    case ${COMP_WORDS[place]} in",
        "      \(subcommands.map(\.commandName).joined(separator: " | "))) subcommand=${COMP_WORDS[place]} ;;",
        "    esac",
        "  done",
      ]
    }
    lines += ["  COMPREPLY=()", "  case $subcommand in"]
    for subcommand in subcommands {
      lines += ["    \(subcommand.commandName))"] + bashChoices(of: subcommand) + ["      ;;"]
    }
    lines += ["    *)"] + bashChoices(of: command) + ["      ;;", "  esac", "}"]
    // What is left empty is a file's name.
    lines.append("complete -o default -F \(function) \(command.commandName)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func bashChoices(of command: Command) -> [String] {
    var cases: [String] = []
    for option in command.options where option.takesValue && !isAttachedOnly(option) {
      let words = option.words.joined(separator: " | ")
      switch option.values {
      case .files: cases.append("        \(words)) return ;;")
      case .folders:
        cases.append(
          "        \(words)) compopt -o filenames +o default; mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;"
        )
      case .list(let values): cases.append("        \(words)) \(Self.bashWords(values)); return ;;")
      case .anything: cases.append("        \(words)) compopt +o default; return ;;")
      }
    }
    let words = command.options.flatMap(\.words)
    var lines = ["      case $before in"] + cases + ["      esac", "      case $word in"]
    lines.append("        -*) \(Self.bashWords(words)) ;;")
    // A URL is no file's name.
    lines.append("        *://* | :* | //*) compopt +o default ;;")
    let names = command.named.map(\.commandName)
    if !names.isEmpty { lines.append("        *) \(Self.bashWords(names)) ;;") }
    return lines + ["      esac"]
  }

  private static func bashWords(_ words: [String]) -> String {
    "compopt +o default; mapfile -t COMPREPLY < <(compgen -W \(words.joined(separator: " ").quoted) -- \"$word\")"
  }

  func isAttachedOnly(_ option: Argument) -> Bool { (option.names ?? []).contains { attachedOnly.contains($0.name) } }
}
