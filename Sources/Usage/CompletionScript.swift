/// What a shell loads to complete a program's words.
package enum CompletionScript: String, CaseIterable, Sendable {
  case bash, zsh, fish

  package func text(for help: ProgramHelp) -> String {
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
