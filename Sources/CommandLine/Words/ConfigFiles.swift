/// Puts the contents of the files that `-K` names where the option stood.
enum ConfigFiles {
  /// A file may name another; one that names itself would do so for ever.
  private static let depthLimit = 8

  static func expanding(
    _ settings: [OptionWord], in environment: Environment, depth: Int = 0
  ) throws(UsageError) -> [OptionWord] {
    var expanded: [OptionWord] = []
    for setting in settings {
      guard setting.name == "config", let path = setting.value else {
        expanded.append(setting)
        continue
      }
      guard depth < depthLimit else {
        throw UsageError("Files given with --config name each other more than \(depthLimit) deep.", setting.origin)
      }
      let bytes: [UInt8]
      do { bytes = try environment.contents(of: path, for: "--config") } catch {
        throw error.at(setting.origin)
      }
      let inner = try CurlConfig.settings(
        String(decoding: bytes, as: UTF8.self), path: path == "-" ? "standard input" : path)
      expanded += try expanding(inner, in: environment, depth: depth + 1)
    }
    return expanded
  }
}
