/// What a shell loads to complete a program's words.
///
/// Not the argument parser's own scripts: they keep a parser in the shell's language, which fish 3.6 and zsh 5.9 do not
/// take (an option name with a dot in it, two arguments for the rest), and do not know `--option=value`.
public enum CompletionScript: String, CaseIterable, Sendable {
  case bash, zsh, fish

  public func text(for help: ProgramHelp) -> String {
    switch self {
    case .bash: help.bash
    case .zsh: help.zsh
    case .fish: help.fish
    }
  }
}

extension String {
  /// In single quotes, as POSIX shells read them.
  var quoted: String { "'" + replacing("'", with: #"'\''"#) + "'" }
}
