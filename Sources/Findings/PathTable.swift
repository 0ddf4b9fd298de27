package import StreamModel

/// A proxy, server or service on the way that has signed the response with a header.
package struct PathMember: Equatable, Sendable {
  package var name: String
  /// The header that says so: `Server: nginx/1.22.1`.
  package var by: String
  /// What helps where it holds events back.
  package var holding: [String]
  /// What helps where it compresses and so holds them back.
  package var compressing: [String]
  /// What helps where it ends connections.
  package var timeOuts: [String]
  /// Whether it may keep responses.
  package var isCache: Bool
}

/// Who is recognised by which header, and what helps there. Names nobody that has not signed.
///
/// Sources: the vendors' manuals, and measurements of the proxies in their default settings and tuned.
package enum PathTable {
  /// A header by which somebody is known: it is there, or its value begins with or holds a text, case ignored.
  private enum Sign {
    case header(String)
    case prefix(String, String)
    case contains(String, String)
    /// A cookie of this name. Its value is nobody's business.
    case cookie(String)

    func found(in head: ResponseHead) -> String? {
      switch self {
      case .header(let name):
        head.headers.first { $0.name.lowercased() == name.lowercased() }.map { "\($0.name): \($0.value)" }
      case .prefix(let name, let text): match(name, head) { $0.hasPrefix(text) }
      case .contains(let name, let text): match(name, head) { $0.contains(text) }
      case .cookie(let name): match("Set-Cookie", head) { $0.hasPrefix(name + "=") }.map { _ in "Set-Cookie: \(name)" }
      }
    }

    var words: String {
      switch self {
      case .header(let name): name
      case .prefix(let name, let text): "\(name): \(text)…"
      case .contains(let name, let text): "\(name): …\(text)…"
      case .cookie(let name): "the cookie \(name)"
      }
    }

    private func match(_ name: String, _ head: ResponseHead, _ test: (String) -> Bool) -> String? {
      head.headers.first { $0.name.lowercased() == name.lowercased() && test($0.value.lowercased()) }
        .map { "\($0.name): \($0.value)" }
    }
  }

  private struct Row {
    var name: String
    var signs: [Sign]
    var holding: [String] = []
    var compressing: [String] = []
    var timeOuts: [String] = []
    var isCache = false
  }

  /// Those who have signed a response, those first that stand at the network's edge.
  package static func members(of head: ResponseHead) -> [PathMember] {
    // A file's head is no response.
    guard head.status > 0 else { return [] }
    return rows.compactMap { row in
      row.signs.lazy.compactMap { $0.found(in: head) }.first.map { by in
        PathMember(
          name: row.name, by: by, holding: row.holding, compressing: row.compressing, timeOuts: row.timeOuts,
          isCache: row.isCache)
      }
    }
  }

  /// All that are recognised, with the headers by which they are, as the pages about findings tell them.
  package static var all: [PathMember] {
    rows.map { row in
      PathMember(
        name: row.name, by: row.signs.map(\.words).joined(separator: ", "), holding: row.holding,
        compressing: row.compressing, timeOuts: row.timeOuts, isCache: row.isCache)
    }
  }

  private static let rows = edge + gateways + proxies + applications

  private static let edge: [Row] = [
    Row(
      name: "Cloudflare", signs: [.header("CF-RAY"), .prefix("Server", "cloudflare")],
      holding: [
        "for Cloudflare: the type exactly text/event-stream, a cache rule \"bypass\", Cache-Control: no-transform; quick "
          + "tunnels hold GET back, named tunnels do not"
      ],
      compressing: ["for Cloudflare: Cache-Control: no-cache, no-transform"],
      timeOuts: ["for Cloudflare: send a byte at least every 100 s"], isCache: true),
    Row(
      name: "CloudFront", signs: [.header("X-Amz-Cf-Id"), .contains("Via", "cloudfront")],
      holding: ["in CloudFront: no compression for this behaviour"],
      compressing: ["in CloudFront: no compression for this behaviour"],
      timeOuts: ["in CloudFront: raise the origin response time-out, 30 s by default"], isCache: true),
    Row(
      name: "Azure Front Door", signs: [.header("X-Azure-Ref")],
      timeOuts: ["in Azure Front Door: raise the origin response time-out; 4 min without a byte end a connection"],
      isCache: true),
    Row(
      name: "Fastly", signs: [.prefix("X-Served-By", "cache-")],
      holding: ["in Fastly: pass, or beresp.do_stream = true and beresp.do_gzip = false"],
      compressing: ["in Fastly: beresp.do_gzip = false"],
      timeOuts: ["in Fastly: raise between_bytes_timeout, 10 s by default"], isCache: true),
    Row(
      name: "Google's load balancer", signs: [.prefix("Via", "1.1 google")],
      timeOuts: [
        "at Google: raise the backend service's time-out (30 s for the whole response), or Cloud Run's (300 s)"
      ]),
    Row(
      name: "Vercel", signs: [.header("x-vercel-id")], timeOuts: ["at Vercel: raise the function's longest duration"]),
    Row(
      name: "Netlify", signs: [.header("x-nf-request-id")],
      timeOuts: ["at Netlify: the function's longest duration ends the stream"]),
    Row(name: "Fly", signs: [.header("fly-request-id")]),
    Row(name: "Render", signs: [.header("x-render-origin-server")]),
    Row(name: "Railway", signs: [.header("x-railway-request-id"), .header("x-railway-edge")]),
  ]

  private static let gateways: [Row] = [
    Row(
      name: "API Gateway", signs: [.header("x-amz-apigw-id"), .header("x-amzn-RequestId")],
      holding: ["in API Gateway: the response transfer mode STREAM of a REST API; HTTP APIs collect"],
      timeOuts: ["in API Gateway: mode STREAM has 15 min, and 5 min without a byte; buffered has 29 s"]),
    Row(
      name: "Heroku", signs: [.contains("Via", "vegur"), .contains("Via", "heroku-router")],
      timeOuts: ["at Heroku: a first byte within 30 s, then one every 55 s"]),
    Row(
      name: "Azure Application Gateway", signs: [.prefix("Server", "microsoft-azure-application-gateway")],
      holding: ["in Azure Application Gateway: response buffers off"],
      timeOuts: ["in Azure Application Gateway: raise the request time-out"]),
    Row(
      name: "IIS",
      signs: [.contains("X-Powered-By", "arr/"), .prefix("Server", "microsoft-iis"), .cookie("arraffinity")],
      holding: ["in IIS: responseBufferLimit=\"0\" on the handler"],
      compressing: ["in IIS: no dynamic compression for text/event-stream"],
      timeOuts: ["in IIS with ARR: raise the time-out, 120 s; Azure App Service ends after 230 s without a byte"]),
    Row(
      name: "Kong", signs: [.contains("Via", "kong")], timeOuts: ["in Kong: raise the service's read_timeout, 60 s"]),
  ]

  private static let proxies: [Row] = [
    Row(
      name: "Envoy",
      signs: [.prefix("Server", "envoy"), .prefix("Server", "istio-envoy"), .header("x-envoy-upstream-service-time")],
      holding: ["in Envoy: no buffer filter on this route"],
      timeOuts: ["in Envoy: timeout: 0s on the route (15 s by default), and a longer stream idle time-out (5 min)"]),
    Row(
      name: "Varnish", signs: [.header("X-Varnish"), .contains("Via", "varnish")],
      holding: ["in Varnish: pass, or beresp.do_stream = true and beresp.do_gzip = false"],
      compressing: ["in Varnish: beresp.do_gzip = false"],
      timeOuts: ["in Varnish: raise between_bytes_timeout, 60 s"], isCache: true),
    Row(name: "squid", signs: [.contains("Via", "(squid")], isCache: true),
    Row(
      name: "nginx",
      signs: [.prefix("Server", "nginx"), .prefix("Server", "openresty"), .contains("Via", "nginx")],
      holding: [
        "let the application send X-Accel-Buffering: no (nginx takes it out again on the way)",
        "or in nginx: proxy_buffering off; or, where the upstream is chunked, proxy_http_version 1.1;",
      ],
      compressing: ["in nginx: gzip off; for this location, or proxy_buffering off;, with which gzip does no harm"],
      timeOuts: ["in nginx: proxy_read_timeout 1h; (ingress-nginx: the annotation proxy-read-timeout)"]),
    Row(
      name: "Apache", signs: [.prefix("Server", "apache")],
      holding: ["in Apache, with FastCGI: ProxySet flushpackets=on, or FcgidOutputBufferSize 0"],
      compressing: ["in Apache: SetEnv no-gzip 1"], timeOuts: ["in Apache: raise ProxyTimeout"]),
    Row(
      name: "lighttpd", signs: [.prefix("Server", "lighttpd")],
      holding: ["in lighttpd: server.stream-response-body = 2"]),
    Row(
      name: "Caddy", signs: [.prefix("Server", "caddy"), .contains("Via", "caddy")],
      compressing: ["in Caddy: leave text/event-stream out of encode"]),
    Row(name: "h2o", signs: [.prefix("Server", "h2o")]),
  ]

  private static let applications: [Row] = [
    Row(
      name: "Express", signs: [.prefix("X-Powered-By", "express")],
      compressing: ["in Express: res.flush() after each event, or a filter for compression()"]),
    Row(
      name: "Next.js", signs: [.prefix("X-Powered-By", "next.js")],
      compressing: ["in Next.js: compress: false, or Cache-Control: no-transform"]),
    Row(
      name: "gunicorn", signs: [.prefix("Server", "gunicorn")],
      compressing: ["in Python: no gzip middleware for text/event-stream"],
      timeOuts: ["in gunicorn: asynchronous workers; the synchronous ones end after 30 s"]),
    Row(
      name: "uvicorn", signs: [.prefix("Server", "uvicorn")],
      compressing: ["in Python: no gzip middleware for text/event-stream"]),
    Row(
      name: "PHP", signs: [.prefix("X-Powered-By", "php")],
      holding: ["in PHP: output_buffering = 0, then ob_end_flush(); and flush(); after each event"],
      compressing: ["in PHP: zlib.output_compression = Off"]),
  ]
}

extension [PathMember] {
  /// Who signed, as evidence.
  var evidence: String {
    isEmpty
      ? "no header names what is on the way: a proxy, a virus scanner or a company's gateway may not sign"
      : prefix(3).map(\.by).joined(separator: "; ")
  }
}
