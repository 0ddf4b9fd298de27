import NIOCore
import NIOHTTP1

/// What a client asked for, as far as a route may want to know.
struct Request {
  let method: HTTPMethod
  /// The path of the target, as sent: nothing is decoded.
  let path: String
  /// Who is asked, if the target says it; it counts more than what the Host header says.
  let authority: String?
  let query: Query
  let headers: HTTPHeaders
  /// Empty unless the route takes a body.
  var body = ByteBuffer()

  init(_ head: HTTPRequestHead) {
    method = head.method
    headers = head.headers
    var target = head.uri[...]
    if let fragment = target.firstIndex(of: "#") { target = target[..<fragment] }
    if let mark = target.firstIndex(of: "?") {
      query = Query(target[target.index(after: mark)...])
      target = target[..<mark]
    } else {
      query = Query("")
    }
    (authority, path) = Self.parts(of: target)
  }

  /// The last event ID string a reconnecting client sends, nil if it sends none.
  var lastEventID: String? { headers.first(name: "Last-Event-ID") }

  /// The last event ID string as a number from which a stream may go on counting.
  var lastNumber: Int? {
    // The upper half is left alone, so that counting on can never overflow.
    lastEventID.flatMap { Int($0) }.flatMap { (0...Int.max / 2).contains($0) ? $0 : nil }
  }

  /// Takes the absolute form apart, which a server must accept (RFC 9112, 3.2.2).
  private static func parts(of target: Substring) -> (authority: String?, path: String) {
    let lowercased = target.prefix(8).lowercased()
    for scheme in ["http://", "https://"] where lowercased.hasPrefix(scheme) {
      let rest = target.dropFirst(scheme.count)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      return (String(rest[..<slash]), slash == rest.endIndex ? "/" : String(rest[slash...]))
    }
    return (nil, String(target))
  }
}
