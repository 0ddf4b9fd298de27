package import StreamModel

/// What the response headers say.
package enum HeadRules {
  static func verdicts(_ circumstances: Circumstances) -> [Verdict] {
    guard let head = circumstances.source.head, head.status > 0 else { return [] }
    if case .contentType(let type)? = circumstances.source.connection.closingReason {
      return [contentType(type, circumstances.source.refusal)]
    }
    // Of a recorded response the status line alone is known.
    guard !head.headers.isEmpty else { return [http10(head)].compactMap(\.self) }
    guard head.status == 200, circumstances.source.attempts.last?.openedAt != nil else { return [] }
    return [
      charset(head), cached(head), noCache(head, circumstances), http10(head), noFraming(head), length(head),
      circumstances.origin.flatMap { cors(head, origin: $0, withCredentials: circumstances.sendsCookie) },
    ].compactMap(\.self)
  }

  private static func contentType(_ type: String?, _ body: [UInt8]) -> Verdict {
    var evidence = [type.map { "Content-Type: \($0)" } ?? "there is no Content-Type"]
    if let message = ErrorText.message(in: body) {
      evidence.append("the body says: \"\(message)\"")
    } else if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      evidence.append("the body seems to be JSON")
    }
    let isLines = body.split(separator: 0x0A).prefix(2).count { $0.first == UInt8(ascii: "{") } == 2
    return Verdict(
      .contentType, evidence: evidence, remedies: isLines ? ["lines of JSON are read with --ndjson"] : [], isNow: true)
  }

  private static func charset(_ head: ResponseHead) -> Verdict? {
    guard let type = head.values(of: "Content-Type").first else { return nil }
    var name: String?
    for parameter in type.lowercased().split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1).map { part in
        String(part.filter { !" \t\"".contains($0) })
      }
      if name == nil, parts.count == 2, parts[0] == "charset" { name = parts[1] }
    }
    guard let name, name != "utf-8", name != "utf8" else { return nil }
    return Verdict(.charset, evidence: ["Content-Type: \(type)"])
  }

  private static func cached(_ head: ResponseHead) -> Verdict? {
    if let age = head.values(of: "Age").first, let seconds = Int(age), seconds > 0 {
      return Verdict(.cached, evidence: ["Age: \(age)"])
    }
    for name in ["X-Cache", "CF-Cache-Status", "X-Vercel-Cache"] {
      if let value = head.values(of: name).first,
        value.uppercased().split(whereSeparator: { " ,;".contains($0) }).contains("HIT")
      {
        return Verdict(.cached, evidence: ["\(name): \(value)"])
      }
    }
    return nil
  }

  private static func noCache(_ head: ResponseHead, _ circumstances: Circumstances) -> Verdict? {
    guard circumstances.isGet else { return nil }
    let control = head.values(of: "Cache-Control").joined(separator: ", ")
    let words = control.lowercased().split(whereSeparator: { ", ".contains($0) }).map(String.init)
    guard !words.contains(where: { ["no-cache", "no-store", "private", "max-age=0"].contains($0) }) else { return nil }
    let cache = circumstances.path.first { $0.isCache }
    return Verdict(
      .noCache, severity: cache == nil ? .note : .warning,
      evidence: [control.isEmpty ? "there is no Cache-Control" : "Cache-Control: \(control)"]
        + (cache.map { [$0.by] } ?? []))
  }

  private static func http10(_ head: ResponseHead) -> Verdict? {
    head.version == "HTTP/1.0" ? Verdict(.http10, evidence: [head.title]) : nil
  }

  private static func noFraming(_ head: ResponseHead) -> Verdict? {
    guard head.version == "HTTP/1.1", head.values(of: "Transfer-Encoding").isEmpty,
      head.values(of: "Content-Length").isEmpty
    else { return nil }
    return Verdict(.noFraming, evidence: ["neither Transfer-Encoding nor Content-Length is there"])
  }

  private static func length(_ head: ResponseHead) -> Verdict? {
    head.values(of: "Content-Length").first.map { Verdict(.length, evidence: ["Content-Length: \($0)"]) }
  }

  /// Whether a page of an origin may read the stream (Fetch, 4.10 "CORS check").
  ///
  /// - Parameter withCredentials: whether it is asked with cookies.
  package static func cors(_ head: ResponseHead, origin: String, withCredentials: Bool) -> Verdict? {
    let allowed = head.values(of: "Access-Control-Allow-Origin")
    var why: String?
    if allowed.isEmpty {
      why = "there is no Access-Control-Allow-Origin"
    } else if allowed.count > 1 {
      why = "Access-Control-Allow-Origin stands \(allowed.count) times: \(allowed.joined(separator: " · "))"
    } else if allowed[0] == "*" {
      if withCredentials { why = "Access-Control-Allow-Origin: *, but the request has a cookie" }
    } else if allowed[0] != origin {
      why = "Access-Control-Allow-Origin: \(allowed[0])"
    }
    if why == nil, withCredentials, head.values(of: "Access-Control-Allow-Credentials") != ["true"] {
      why = "the request has a cookie, and Access-Control-Allow-Credentials is not true"
    }
    return why.map { Verdict(.cors, evidence: [$0, "the page's origin is \(origin)"]) }
  }

  /// Only a stream that was open takes one of a browser's connections.
  static func http1Limit(_ circumstances: Circumstances, _ head: ResponseHead?) -> Verdict? {
    guard circumstances.isGet, circumstances.source.openings > 0, let head, head.version.hasPrefix("HTTP/1.")
    else { return nil }
    return Verdict(
      .http1Limit, evidence: ["\(head.version): seven open tabs block each other; HTTP/2 has no such limit"])
  }
}
