internal import StreamModel

/// Where redirects have led, and what the next request may still carry (Fetch, "HTTP-redirect fetch").
struct Redirects {
  private let origin: String?
  /// With `-X` the method stays what it is, and libcurl leaves the headers alone.
  private let keepsMethod: Bool
  /// The URLs that redirected, without user info.
  private(set) var walked: [String] = []
  /// Whether another origin was sent to; going home again does not undo it.
  private(set) var isAbroad = false
  private(set) var keepBody = true

  init(_ request: CurlRequest) {
    origin = WebURL(request.url)?.origin
    keepsMethod = request.method != nil
  }

  /// - Parameters:
  ///   - location: as the header says it.
  ///   - url: the URL that was asked.
  /// - Throws: why nothing can be asked there.
  mutating func follow(_ location: String, from url: String, status: Int) throws(Disconnection) {
    let target = try WebURL(location: location, base: url)
    walked.append(WebURL(url)?.address ?? "")
    if target.origin != origin { isAbroad = true }
    if !keepsMethod, [301, 302, 303].contains(status) { keepBody = false }
  }
}
