internal import CCurl
internal import StreamModel
import Text

/// The header lines of a request, in the form that `CURLOPT_HTTPHEADER` takes.
///
/// libcurl reads three forms: `Name: value` is sent as it is, `Name:` removes a header of libcurl's own, and `Name;`
/// sends one without a value.
struct RequestHeaders {
  private let request: CurlRequest
  private let lastEventID: [UInt8]

  init(_ request: CurlRequest, lastEventID: [UInt8]) {
    self.request = request
    self.lastEventID = lastEventID
  }

  /// - Parameters:
  ///   - isCrossOrigin: whether redirects have led to another origin, after which no credentials are sent.
  ///   - hasBody: whether the body is sent; false after a redirect that has turned the request into a GET.
  /// - Throws: if a name is not a token (RFC 9110, 5.6.2) or a value holds what would end the line.
  func lines(isCrossOrigin: Bool = false, hasBody: Bool = true) throws(Disconnection) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for (name, value) in defaults where !isGiven(name) {
      lines.append(Self.line(name, try Self.checked(value, name)))
    }
    for name in unwanted where !isGiven(name) { lines.append(Array("\(name):".utf8)) }
    for header in request.headers {
      guard HTTPToken.holds(header.name) else { throw Self.refusal("a header's name is not a token") }
      if !lastEventID.isEmpty && Self.same(header.name, "Last-Event-ID")
        || isCrossOrigin && SecretNames.contains(header.name)
        || !hasBody && Self.isAny(of: Self.bodyHeaders, header.name)
      {
        continue
      }
      guard let value = header.value else {
        lines.append(Array("\(header.name):".utf8))
        continue
      }
      lines.append(Self.line(header.name, try Self.checked(value, header.name)))
    }
    if isCrossOrigin {
      // That nothing else sends them either: not a URL's user info, not `-u`, not the netrc file.
      lines.append(Array("Authorization:".utf8))
    } else {
      for (name, value) in ownCredentials where !isGiven(name) {
        lines.append(Self.line(name, try Self.checked(value, name)))
      }
    }
    if !lastEventID.isEmpty {
      guard HTTPFieldValue.staysOnLine(lastEventID) else {
        throw Self.refusal("Last-Event-ID holds a line break or NUL")
      }
      lines.append(Self.line("Last-Event-ID", lastEventID))
    }
    return lines
  }

  /// What goes with the body (Fetch, "request-body-header name") and frames it.
  private static let bodyHeaders = [
    "Content-Encoding", "Content-Language", "Content-Location", "Content-Type", "Content-Length", "Transfer-Encoding",
    "Expect",
  ]

  private var defaults: [(name: String, value: String)] {
    [("Accept", request.accept), ("Cache-Control", "no-cache"), ("Pragma", "no-cache")]
  }

  /// What libcurl would send by itself.
  private var unwanted: [String] {
    // A body that comes encoded is decoded, but none is asked for unless told: proxies hold encoded streams back. And
    // waiting for "100 Continue" delays a large body by a second, for nothing.
    (request.isCompressed ? [] : ["Accept-Encoding"]) + (request.body == nil ? [] : ["Expect"])
  }

  private var ownCredentials: [(name: String, value: String)] {
    request.credentials.bearer.map { [("Authorization", "Bearer \($0)")] } ?? []
  }

  private func isGiven(_ name: String) -> Bool {
    request.headers.contains { Self.same($0.name, name) }
  }

  private static func line(_ name: String, _ value: String) -> [UInt8] { line(name, Array(value.utf8)) }

  private static func line(_ name: String, _ value: [UInt8]) -> [UInt8] {
    // libcurl skips what C's isspace calls blank and takes what is left over as empty.
    let isBlank = value.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    return isBlank ? Array("\(name);".utf8) : Array("\(name): ".utf8) + value
  }

  /// - Throws: if the value of a header would not stay on its line.
  static func checked(_ value: String, _ name: String) throws(Disconnection) -> String {
    guard HTTPFieldValue.staysOnLine(value.utf8) else { throw refusal("\(name) holds a line break or NUL") }
    return value
  }

  private static func isAny(of names: [String], _ name: String) -> Bool { names.contains { same($0, name) } }

  private static func same(_ name: String, _ other: String) -> Bool {
    name.lowercased() == other.lowercased()
  }

  static func refusal(_ why: String) -> Disconnection {
    .request(code: Int(CURLE_BAD_FUNCTION_ARGUMENT.rawValue), why)
  }
}
