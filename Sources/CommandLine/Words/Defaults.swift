import Text

/// The default options: our config file, then `SSE_TOP_OPTS`, which wins over it.
enum Defaults {
  /// - Parameter notices: what is to be told, and does not keep the run from going on.
  static func settings(in environment: Environment, notices: inout [String]) throws(UsageError) -> [OptionWord] {
    var settings: [OptionWord] = []
    if let path = configPath(in: environment), let bytes = file(path, environment, &notices) {
      settings += try lines(of: String(decoding: bytes, as: UTF8.self), path: path)
    }
    if let text = environment.variable(Origin.variable) {
      let words: [String]
      do { words = try ShellWords.words(of: String(TextLines.withoutByteOrderMark(text))) } catch {
        throw UsageError("a quote is not closed, or a backslash stands at the end.", .environment)
      }
      settings += try OptionWords.settings(words, from: .environment)
    }
    for setting in settings where setting.name == "url" {
      throw UsageError("A URL can only stand on the command line, or in a file given with --config.", setting.origin)
    }
    settings = try ConfigFiles.expanding(settings, in: environment)
    // Every run would be that and nothing else.
    for setting in settings where setting.isQuestion {
      throw UsageError("--\(setting.name) can only stand on the command line.", setting.origin)
    }
    return settings
  }

  /// An option a line, its value after a blank or `=`, to the end of the line; quotes around it may stand.
  static func lines(of text: String, path: String) throws(UsageError) -> [OptionWord] {
    var settings: [OptionWord] = []
    for (number, line) in TextLines.numbered(text) {
      let origin = Origin.file(path, line: number)
      let line = line.trimmed
      guard let first = line.first, first != "#" else { continue }
      guard first == "-", line.count > 1 else { throw UsageError("A line begins with an option, as --header.", origin) }
      let (option, value) = parts(of: line)
      settings += try OptionWords.settings(option: option, value: value, from: origin)
    }
    return settings
  }

  private static func parts(of line: Substring.UnicodeScalarView) -> (option: String, value: String?) {
    let isName = line.dropFirst().first == "-"
    let separator = line.firstIndex { $0.properties.isWhitespace || isName && $0 == "=" }
    // `-HName: value` is a letter and its value.
    guard let separator, isName || line.distance(from: line.startIndex, to: separator) == 2 else {
      return (String(line), nil)
    }
    return (String(line[..<separator]), unquoted(line[line.index(after: separator)...].trimmed))
  }

  private static func unquoted(_ value: Substring.UnicodeScalarView) -> String {
    guard value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote else {
      return String(value)
    }
    return String(value.dropFirst().dropLast())
  }

  private static func configPath(in environment: Environment) -> String? {
    // "All paths set in these environment variables must be absolute" (XDG base directory specification).
    if let folder = environment.variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/sse-top/config"
    }
    guard let home = environment.variable("HOME"), !home.isEmpty else { return nil }
    return home + "/.config/sse-top/config"
  }

  /// Nobody may have asked for the file: another user's home, a folder without permission. So it is told, and no more.
  private static func file(_ path: String, _ environment: Environment, _ notices: inout [String]) -> [UInt8]? {
    do { return try environment.readFile(path) } catch {
      guard error != .notFound else { return nil }
      notices.append(
        "the file of defaults \(Printable.text(path)) cannot be read, and is ignored: \(error.sentence)")
      return nil
    }
  }
}
