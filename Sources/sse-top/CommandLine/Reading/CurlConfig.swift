/// Reads a config file of curl's (`-K`): `option = "value"`, dashes optional, `#` comments.
///
/// What each line may look like is said in curl(1) under `--config`.
nonisolated enum CurlConfig {
  static func settings(_ text: String, path: String) throws(UsageError) -> [Setting] {
    var settings: [Setting] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.drop(while: \.isWhitespace)
      guard let first = line.first, first != "#" else { continue }
      let (option, value) = parts(of: line)
      let word = option.hasPrefix("-") ? option : "--" + option
      settings += try OptionWords.settings(option: word, value: value, from: .file(path, line: index + 1))
    }
    return settings
  }

  private static func parts(of line: Substring) -> (option: String, value: String?) {
    // `=` and `:` separate only where there is no dash, for `-d=x` is the value "=x".
    let separates: (Character) -> Bool =
      line.hasPrefix("-") && !line.hasPrefix("--") ? \.isWhitespace : { $0.isWhitespace || $0 == "=" || $0 == ":" }
    let end = line.firstIndex(where: separates) ?? line.endIndex
    let rest = line[end...].drop(while: separates)
    guard let first = rest.first, first != "#" else {
      return (String(line[..<end]), nil)
    }
    return (
      String(line[..<end]), first == "\"" ? unescaped(rest.dropFirst()) : String(rest.prefix { !$0.isWhitespace })
    )
  }

  /// What stands before the closing quote; a missing one ends with the line.
  private static func unescaped(_ text: Substring) -> String {
    var value = ""
    var rest = text
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\", let escaped = rest.popFirst() else {
        value.append(character)
        continue
      }
      switch escaped {
      case "t": value.append("\t")
      case "n": value.append("\n")
      case "r": value.append("\r")
      case "v": value.append("\u{0B}")
      default: value.append(escaped)
      }
    }
    return value
  }
}
