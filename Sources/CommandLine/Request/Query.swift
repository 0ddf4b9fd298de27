/// Puts data into a URL, for `-G`.
enum Query {
  /// Behind the query that is there, before the fragment.
  static func appending(_ bytes: [UInt8], to url: String) -> String {
    guard !bytes.isEmpty else { return url }
    let scalars = url.unicodeScalars
    let fragment = scalars.firstIndex(of: "#") ?? scalars.endIndex
    let base = scalars[..<fragment]
    let joint = base.contains("?") ? (base.last == "?" || base.last == "&" ? "" : "&") : "?"
    return String(base) + joint + String(decoding: bytes, as: UTF8.self) + String(scalars[fragment...])
  }
}
