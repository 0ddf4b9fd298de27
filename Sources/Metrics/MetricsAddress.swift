/// Where metrics are to be had: `[HOST:]PORT`, on this machine alone unless a host is named.
package struct MetricsAddress: Equatable, Sendable {
  package var host: String
  /// 0 for one that is free.
  package var port: UInt16

  /// - Returns: `nil` if it is none.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else {
      guard let port = UInt16(text) else { return nil }
      (host, self.port) = ("127.0.0.1", port)
      return
    }
    guard let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var name = text[..<colon]
    if name.hasPrefix("["), name.hasSuffix("]") {
      name = name.dropFirst().dropLast()
    } else if name.contains(":") {
      // An IPv6 address without brackets: where it ends is not known.
      return nil
    }
    (host, self.port) = (name.isEmpty ? "127.0.0.1" : String(name), port)
  }

  /// As in a URL.
  package var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
