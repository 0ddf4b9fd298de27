extension ProgramHelp {
  /// For bash 4 and newer.
  var bash: String {
    let function = "_" + name.replacing("-", with: "_")
    var lines = ["\(function)() {", "  local word=$2 before=$3 place subcommand="]
    // Readline takes = for a word of its own; what is completed is what stands after it.
    lines += [
      "  if [ \"$word\" = '=' ]; then word=; elif [ \"$before\" = '=' ]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi"
    ]
    if !subcommands.isEmpty {
      lines += [
        "  for ((place = 1; place < COMP_CWORD; place++)); do",
        "    case ${COMP_WORDS[place]} in",
        "      \(subcommands.map(\.name).joined(separator: " | "))) subcommand=${COMP_WORDS[place]} ;;",
        "    esac",
        "  done",
      ]
    }
    lines += ["  COMPREPLY=()", "  case $subcommand in"]
    for subcommand in subcommands {
      lines += ["    \(subcommand.name))"] + subcommand.bashChoices + ["      ;;"]
    }
    lines += ["    *)"] + bashChoices + ["      ;;", "  esac", "}"]
    // What is left empty is a file's name.
    lines.append("complete -o default -F \(function) \(name)")
    return lines.joined(separator: "\n") + "\n"
  }

  private var bashChoices: [String] {
    var cases: [String] = []
    for option in options where option.takesValue {
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
    let words = options.flatMap(\.words)
    var lines = ["      case $before in"] + cases + ["      esac", "      case $word in"]
    lines.append("        -*) \(Self.bashWords(words)) ;;")
    // A URL is no file's name.
    lines.append("        *://* | :* | //*) compopt +o default ;;")
    let names = subcommands.map(\.name)
    if !names.isEmpty { lines.append("        *) \(Self.bashWords(names)) ;;") }
    return lines + ["      esac"]
  }

  private static func bashWords(_ words: [String]) -> String {
    "compopt +o default; mapfile -t COMPREPLY < <(compgen -W \(words.joined(separator: " ").quoted) -- \"$word\")"
  }
}
