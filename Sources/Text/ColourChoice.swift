/// Whether colours are wanted, as `--color` says.
package enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether to colour what goes to a terminal, or elsewhere.
  ///
  /// The option counts before `NO_COLOR` (no-color.org: when set and not empty), that before `CLICOLOR_FORCE` (when
  /// set and neither empty nor 0).
  package func allows(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      if environment("NO_COLOR")?.isEmpty == false { false } else { isTerminal || Self.isForced(environment) }
    }
  }

  private static func isForced(_ environment: (String) -> String?) -> Bool {
    guard let value = environment("CLICOLOR_FORCE") else { return false }
    return !value.isEmpty && value != "0"
  }
}
