import StreamModel

/// Puts the contents of the files that `-K` names where the option stood.
enum ConfigFiles {
  /// A file may name another; one that names itself would do so for ever.
  private static let depthLimit = 8

  static func expanding(
    _ settings: [Setting], in surroundings: Surroundings, depth: Int = 0
  ) throws(UsageError) -> [Setting] {
    var expanded: [Setting] = []
    for setting in settings {
      guard setting.name == "config", let path = setting.value else {
        expanded.append(setting)
        continue
      }
      guard depth < depthLimit else {
        throw UsageError("Files given with --config name each other more than \(depthLimit) deep.", setting.origin)
      }
      let bytes: [UInt8]
      do { bytes = try surroundings.contents(of: path, for: "--config") } catch {
        throw error.at(setting.origin)
      }
      let inner = try CurlConfig.settings(
        String(decoding: bytes.withoutByteOrderMark, as: UTF8.self), path: path == "-" ? "standard input" : path)
      expanded += try expanding(inner, in: surroundings, depth: depth + 1)
    }
    return expanded
  }
}
