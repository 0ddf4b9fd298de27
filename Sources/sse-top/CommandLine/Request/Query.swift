/// Puts data into a URL, for `-G`.
nonisolated enum Query {
  /// Behind the query that is there, before the fragment.
  static func appending(_ bytes: [UInt8], to url: String) -> String {
    let fragment = url.firstIndex(of: "#") ?? url.endIndex
    let base = url[..<fragment]
    let data = String(decoding: bytes, as: UTF8.self)
    guard !data.isEmpty else { return url }
    let joint = base.contains("?") ? (base.last == "?" || base.last == "&" ? "" : "&") : "?"
    return base + joint + data + url[fragment...]
  }
}
