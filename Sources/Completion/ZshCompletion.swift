extension ProgramHelp {
  /// For zsh with its completion system, as an autoloaded function or sourced.
  var zsh: String {
    let function = "_" + command.commandName
    var lines = ["#compdef \(command.commandName)", "\(function)() {"]
    if command.named.isEmpty {
      lines += ["  _arguments -s -S : \\"] + Self.continued(specs(of: command) + [rest(of: command)])
    } else {
      lines += ["  local context state state_descr line", "  typeset -A opt_args"]
      lines += ["  _arguments -s -S : \\"]
      let names = command.named.map { "\($0.commandName)\\:\(Self.zshEscaped($0.abstract ?? "").quotedInside)" }
      lines += Self.continued(specs(of: command) + ["'1: :((\(names.joined(separator: " "))))'", "'*:: :->rest'"])
      lines += ["  [[ $state == rest ]] || return", "  case $words[1] in"]
      for subcommand in command.named {
        lines += ["    \(subcommand.commandName))", "      _arguments -s -S : \\"]
        lines += Self.continued(specs(of: subcommand) + [rest(of: subcommand)]) + ["      ;;"]
      }
      lines.append("  esac")
    }
    lines += [
      "}",
      "if [[ $funcstack[1] == \(function) ]]; then \(function) \"$@\"; else compdef \(function) \(command.commandName); fi",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func continued(_ specs: [String]) -> [String] {
    specs.enumerated().map { "    \($1)\($0 == specs.count - 1 ? "" : " \\")" }
  }

  private func specs(of command: Command) -> [String] {
    command.options.map { option in
      var words = option.words
      var value = ""
      if option.takesValue {
        if isAttachedOnly(option) {
          words = words.map { $0 + "=-" }
          value = "::\(option.valueName ?? "value"):"
        } else {
          words = words.map { $0 + ($0.hasPrefix("--") ? "=" : "+") }
          value = ":\(Self.zshEscaped(option.valueName ?? "value")):\(Self.zshValues(option.values))"
        }
      }
      let text = "[\(Self.zshEscaped(option.summary))]\(value)".quoted
      let before = option.isRepeating ? "'*'" : words.count > 1 ? "'(\(option.words.joined(separator: " ")))'" : ""
      return before + (words.count > 1 ? "{\(words.joined(separator: ","))}" : words.joined().quoted) + text
    }
  }

  private func rest(of command: Command) -> String {
    guard let argument = command.positional else { return "'*: :'" }
    let name = Self.zshEscaped(argument.valueName ?? "value")
    return "\(argument.isRepeating ? "*" : ""):\(name):\(Self.zshValues(argument.values))".quoted
  }

  private static func zshValues(_ values: Values) -> String {
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
