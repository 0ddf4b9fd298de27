import CurlTransport
import Text

extension CurlRequest {
  /// The request as it may be shown: its line, then its headers, secrets as `***`.
  ///
  /// - Parameter url: as it may be shown.
  package func displayed(url: String) -> [String] {
    var lines = ["\(method ?? (body == nil ? "GET" : "POST")) \(url)"]
    func add(_ name: String, _ value: String) {
      guard !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) else { return }
      lines.append("\(name): \(value)")
    }
    add("Accept", accept)
    if let userAgent, !userAgent.isEmpty { add("User-Agent", userAgent) }
    if let referer { add("Referer", HeaderMask.shown("Referer", referer)) }
    if credentials.user != nil { add("Authorization", "Basic ***") }
    if credentials.bearer != nil { add("Authorization", "Bearer ***") }
    if cookie != nil { add("Cookie", "***") }
    for header in headers {
      guard let value = header.value else { continue }
      lines.append("\(header.name): \(HeaderMask.shown(header.name, value))")
    }
    if let body { add("Content-Length", "\(body.count)") }
    if let proxy = route.proxy, !proxy.isEmpty { lines.append("(by way of a proxy)") }
    if let socket = route.unixSocket { lines.append("(by way of the socket \(socket))") }
    return lines
  }
}
