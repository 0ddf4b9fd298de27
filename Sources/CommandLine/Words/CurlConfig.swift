/// Reads a config file of curl's (`-K`): `option = "value"`, dashes optional, `#` comments.
///
/// What each line may look like is said in curl(1) under `--config`.
enum CurlConfig {
  static func settings(_ text: String, path: String) throws(UsageError) -> [OptionWord] {
    var settings: [OptionWord] = []
    for (number, line) in TextLines.numbered(text) {
      let line = line.drop(while: \.properties.isWhitespace)
      guard let first = line.first, first != "#" else { continue }
      let (option, value) = parts(of: line)
      let word = first == "-" ? option : "--" + option
      settings += try OptionWords.settings(option: word, value: value, from: .file(path, line: number))
    }
    return settings
  }

  private static func parts(of line: Substring.UnicodeScalarView) -> (option: String, value: String?) {
    // `=` and `:` separate only where there is no letter before, for `-d=x` is the value "=x".
    let isLettered = line.first == "-" && line.dropFirst().first != "-"
    let separates: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.isWhitespace || !isLettered && (scalar == "=" || scalar == ":")
    }
    let end = line.firstIndex(where: separates) ?? line.endIndex
    let rest = line[end...].drop(while: separates)
    let option = String(line[..<end])
    guard let first = rest.first, first != "#" else { return (option, nil) }
    guard first == "\"" else { return (option, String(rest.prefix { !$0.properties.isWhitespace })) }
    return (option, unescaped(rest.dropFirst()))
  }

  /// What stands before the closing quote; a missing one ends with the line.
  private static func unescaped(_ text: Substring.UnicodeScalarView) -> String {
    var value = String.UnicodeScalarView()
    var rest = text
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\", let escaped = rest.popFirst() else {
        value.append(scalar)
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
    return String(value)
  }
}
