extension ProgramHelp {
  /// For zsh with its completion system, as an autoloaded function or sourced.
  var zsh: String {
    let function = "_" + name
    var lines = ["#compdef \(name)", "\(function)() {"]
    if subcommands.isEmpty {
      lines += ["  _arguments -s -S : \\"] + Self.continued(specs + [rest])
    } else {
      lines += ["  local context state state_descr line", "  typeset -A opt_args"]
      lines += ["  _arguments -s -S : \\"]
      let names = subcommands.map { "\($0.name)\\:\(Self.zshEscaped($0.abstract).quotedInside)" }
      lines += Self.continued(specs + ["'1: :((\(names.joined(separator: " "))))'", "'*:: :->rest'"])
      lines += ["  [[ $state == rest ]] || return", "  case $words[1] in"]
      for subcommand in subcommands {
        lines += ["    \(subcommand.name))", "      _arguments -s -S : \\"]
        lines += Self.continued(subcommand.specs + [subcommand.rest]) + ["      ;;"]
      }
      lines.append("  esac")
    }
    lines += [
      "}",
      "if [[ $funcstack[1] == \(function) ]]; then \(function) \"$@\"; else compdef \(function) \(name); fi",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func continued(_ specs: [String]) -> [String] {
    specs.enumerated().map { "    \($1)\($0 == specs.count - 1 ? "" : " \\")" }
  }

  private var specs: [String] {
    options.map { option in
      var words = option.words
      var value = ""
      if option.isAttachedOnly {
        words = words.map { $0 + "=-" }
        value = "::\(option.value ?? "value"):"
      } else if option.takesValue {
        words = words.map { $0 + ($0.hasPrefix("--") ? "=" : "+") }
        value = ":\(Self.zshEscaped(option.value ?? "value")):\(Self.zshValues(option.values))"
      }
      let text = "[\(Self.zshEscaped(option.summary))]\(value)".quoted
      let before = option.isRepeating ? "'*'" : words.count > 1 ? "'(\(option.words.joined(separator: " ")))'" : ""
      return before + (words.count > 1 ? "{\(words.joined(separator: ","))}" : words.joined().quoted) + text
    }
  }

  private var rest: String {
    guard let argument = positional else { return "'*: :'" }
    let name = Self.zshEscaped(argument.value ?? "value")
    return "\(argument.isRepeating ? "*" : ""):\(name):\(Self.zshValues(argument.values))".quoted
  }

  private static func zshValues(_ values: Argument.Values) -> String {
    switch values {
    case .list(let values): "(\(values.joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    case .anything: " "
    }
  }

  private static func zshEscaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(":", with: "\\:").replacing("[", with: "\\[").replacing(
      "]", with: "\\]")
  }
}

extension String {
  /// For a list of described words, which _arguments takes apart by blanks.
  fileprivate var quotedInside: String { replacing(" ", with: "\\ ").replacing("'", with: #"'\''"#) }
}
