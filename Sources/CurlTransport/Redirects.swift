internal import CCurl
internal import StreamModel

/// Where redirects have led, and what the next request may still carry (Fetch, "HTTP-redirect fetch").
struct Redirects {
  private let origin: String?
  private let hasBody: Bool
  /// With `-X` the method stays what it is, and libcurl leaves the headers alone.
  private let keepsMethod: Bool
  /// The URLs that redirected, without user info.
  private(set) var walked: [String] = []
  /// Whether another origin was sent to; going home again does not undo it.
  private(set) var isCrossOrigin = false
  private(set) var keepBody = true
  /// Whether the body itself goes on: libcurl drops it at these statuses, whatever becomes of the method.
  private var sendsBody = true

  init(_ request: CurlRequest) {
    origin = WebURL(request.url)?.origin
    hasBody = request.body != nil
    keepsMethod = request.method != nil
  }

  /// - Parameters:
  ///   - location: as the header says it.
  ///   - url: the URL that was asked.
  /// - Throws: why nothing can be asked there.
  mutating func follow(_ location: String, from url: String, status: Int) throws(Disconnection) {
    let target = try WebURL(location: location, base: url)
    walked.append(WebURL(url)?.address ?? "")
    if target.origin != origin { isCrossOrigin = true }
    if [301, 302, 303].contains(status) {
      sendsBody = false
      if !keepsMethod { keepBody = false }
    }
    if isCrossOrigin, hasBody, sendsBody {
      throw .other(
        code: Int(CURLE_HTTP_RETURNED_ERROR.rawValue),
        "redirected to another origin (\(target.authority)), which must not get the request's body")
    }
  }
}
