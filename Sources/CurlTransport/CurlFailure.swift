internal import CCurl
internal import Glibc
internal import StreamModel
internal import Text

/// What is known about a transfer that libcurl gave up, and what that means.
struct CurlFailure {
  var code: CURLcode
  /// What the system said; 0 if it had no part in it.
  var systemError: Int32 = 0
  /// libcurl's own words.
  var sentence = ""
  /// The URL asked last.
  var url: WebURL?
  /// Whether the connection stood, over a proxy and with TLS if they belong to it.
  var isConnected = false
  /// Whether a TCP connection stood, to the server or its proxy.
  var isDialled = false
  /// Whether a TLS handshake had begun.
  var isEncrypting = false
  /// Whether the final head was complete.
  var hasFinalHead = false
  /// Whether the response came in HTTP/2.
  var isHTTP2 = false
  /// The proxy's response to CONNECT; 0 if there was none.
  var tunnelStatus = 0
  /// What was dialled in place of the URL's host.
  var unixSocket: String?
  /// Whether a proxy may have been dialled in place of the URL's host.
  var mayUseProxy = false
  var redirectLimit = CurlRequest.redirectLimit

  /// A head, or one line of it, that is longer than is taken.
  static func longHead(_ bound: String) -> Disconnection {
    .other(
      code: Int(CURLE_WEIRD_SERVER_REPLY.rawValue), "the headers of the response are longer than is taken: \(bound)")
  }
  static let truncated = "the TLS connection ended without a close_notify"
  static let cutHead = "the response ended before its headers did"
  static let badContentEncoding = Int(CURLE_BAD_CONTENT_ENCODING.rawValue)

  var disconnection: Disconnection {
    switch code {
    case CURLE_URL_MALFORMAT: isConnected ? .other(code: Int(code.rawValue), words) : .malformedURL(words)
    case CURLE_UNSUPPORTED_PROTOCOL: foreign
    case CURLE_WEIRD_SERVER_REPLY where sentence.hasPrefix("Invalid Content-Length"):
      .other(code: Int(code.rawValue), "the response cannot be read: its Content-Length is not a number")
    case CURLE_WEIRD_SERVER_REPLY: .notHTTP(words)
    // What libcurl calls a header line beyond its bounds; the newer code has no name in libcurl 7.
    case CURLE_OUT_OF_MEMORY where isConnected && !hasFinalHead, CURLcode(100) where !hasFinalHead:
      Self.longHead("one line of at most 100 KiB (libcurl's limit)")
    case CURLE_COULDNT_RESOLVE_PROXY where sentence.hasPrefix("Unsupported proxy syntax"):
      .request(code: Int(code.rawValue), "the proxy's address does not parse")
    case CURLE_COULDNT_CONNECT where sentence.hasPrefix("Unsupported proxy scheme"):
      .request(code: Int(code.rawValue), "the proxy's scheme is not known")
    // What libcurl says of a header that it keeps and cannot read, when the request itself was taken long since.
    case CURLE_BAD_FUNCTION_ARGUMENT where isConnected:
      .other(
        code: Int(CURLE_WEIRD_SERVER_REPLY.rawValue),
        hasFinalHead ? "a header after the body cannot be read" : "a header of the response cannot be read")
    case CURLE_HTTP2, CURLE_HTTP2_STREAM: http2Failure
    case CURLE_PARTIAL_FILE where sentence.hasPrefix("HTTP/2 stream"):
      .cut("the HTTP/2 connection ended before the stream did")
    // libcurl has no words of its own for REFUSED_STREAM.
    case CURLE_RECV_ERROR where isHTTP2 && sentence.isEmpty && systemError == 0:
      .reset("the server broke off the HTTP/2 stream")
    case _ where isRequestAtFault: .request(code: Int(code.rawValue), words)
    case CURLE_COULDNT_RESOLVE_PROXY: .proxyNotFound(words)
    case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound(words)
    case CURLE_COULDNT_CONNECT: .couldNotConnect("\(systemWords ?? words) (\(peer))")
    case CURLE_PARTIAL_FILE: .cut(words)
    case CURLE_OPERATION_TIMEDOUT:
      .timedOut(timeOut)
    case CURLE_SSL_CONNECT_ERROR where asksForCertificate, CURLE_RECV_ERROR where asksForCertificate:
      .handshake("the server asks for a client certificate (\(place))")
    case CURLE_SSL_CONNECT_ERROR where respondsWithoutTLS:
      .handshake("\(place) does not speak TLS; http:// asks without it")
    case CURLE_SSL_CONNECT_ERROR: .handshake("\(words) (\(place))")
    case CURLE_PEER_FAILED_VERIFICATION: .certificate("\(words) (\(place))")
    case CURLE_TOO_MANY_REDIRECTS:
      .tooManyRedirects("more than \(Quantity.counted(redirectLimit, "redirect"))")
    case CURLE_GOT_NOTHING: .emptyReply
    // It counts all heads of a transfer together, interim ones and those of redirects too.
    case CURLE_RECV_ERROR where sentence.hasPrefix("Too large response headers"):
      Self.longHead("300 KiB, interim responses and redirects included (libcurl's limit)")
    case CURLE_RECV_ERROR where sentence.hasPrefix("Out of memory in chunked-encoding"):
      .other(code: Int(code.rawValue), "a header after the body is longer than 4 KiB (libcurl's limit)")
    case CURLE_RECV_ERROR where tunnelStatus >= 300:
      .other(
        code: Int(code.rawValue),
        "the proxy responded with \(tunnelStatus) to CONNECT"
          + (tunnelStatus == 407 ? "; -U NAME:PASSWORD is the login" : "")
      )
    case CURLE_PROXY: .other(code: Int(code.rawValue), "the proxy refused: \(words)")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR: .reset(systemWords ?? words)
    default: .other(code: Int(code.rawValue), words)
    }
  }

  /// What no peer can bring about: a thing that this libcurl cannot do, an option whose value it does not take, and
  /// certificates and keys that cannot be read or used.
  private var isRequestAtFault: Bool {
    switch code {
    case CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION, CURLE_SETOPT_OPTION_SYNTAX, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE:
      true
    case CURLE_BAD_FUNCTION_ARGUMENT: !isConnected
    default: false
    }
  }

  /// How far the request came until its time was over.
  private var timeOut: String {
    switch (isConnected, isEncrypting, isDialled) {
    case (true, _, _): "\(place) did not respond in time"
    case (false, true, _): mayUseProxy ? "no TLS handshake in time" : "no TLS handshake with \(place) in time"
    case (false, false, true) where mayUseProxy: "the proxy did not lead to \(place) in time"
    case (false, false, _): "no connection to \(peer) in time"
    }
  }

  /// "HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)", said plainly.
  private var http2Failure: Disconnection {
    let number = Int(code.rawValue)
    guard let colon = sentence.firstRange(of: "was not closed cleanly: "),
      let end = sentence.firstRange(of: " (err ")
    else {
      return .other(code: number, words.contains("HTTP/2") ? words : "HTTP/2: \(words)")
    }
    let name = colon.upperBound <= end.lowerBound ? String(sentence[colon.upperBound..<end.lowerBound]) : ""
    let error = Int(sentence[end.upperBound...].prefix { $0.isNumber }) ?? 0
    return .other(code: number, Self.reset(name, error))
  }

  private static func reset(_ name: String, _ error: Int) -> String {
    "the server reset the HTTP/2 stream: \(name) (error \(error))"
  }

  /// libcurl has one code for a scheme it may not speak and for a response that is not HTTP; the URL tells which.
  private var foreign: Disconnection {
    if let url, !url.isHTTP {
      return .unsupportedScheme("\(url.scheme): is neither http: nor https:")
    }
    let way = url?.scheme.lowercased() == "http" ? "; if it speaks TLS, https:// asks it" : ""
    return .notHTTP("\(place) does not respond in HTTP\(way)")
  }

  /// The alert certificate_required (RFC 8446, 6.2), which comes when the client takes the handshake for done already.
  private var asksForCertificate: Bool { sentence.contains("certificate required") }

  /// What OpenSSL calls the first bytes of a server that responds in the clear; which of them depends on its release.
  private var respondsWithoutTLS: Bool {
    ["wrong version number", "packet length too long", "record layer failure", "http request"]
      .contains(where: sentence.contains)
  }

  private var place: String { url?.authority ?? "the server" }

  /// Who was dialled: the server or its proxy, which only libcurl's sentence tells apart.
  private var peer: String {
    if let unixSocket { return unixSocket }
    let words = sentence.split(separator: " ")
    guard words.starts(with: ["Failed", "to", "connect", "to"]), words.count > 6, words[5] == "port"
    else {
      return place
    }
    let dialled = "\(words[4]):\(words[6])"
    let isServer = dialled.lowercased() == place.lowercased().filter { $0 != "[" && $0 != "]" }
    return mayUseProxy && !isServer ? "the proxy \(dialled)" : dialled
  }

  private var systemWords: String? {
    systemError == 0 ? nil : String(cString: strerror(systemError))
  }

  /// libcurl's sentence without its shop talk, or its words for the code if it has none fit to be shown.
  private var words: String {
    // Where a URL or a part of one is quoted there may be a password in it.
    guard !sentence.isEmpty, !sentence.contains("://"), !sentence.contains("@") else {
      return String(cString: curl_easy_strerror(code))
    }
    // "OpenSSL SSL_connect: error:0A000410:SSL routines::sslv3 alert handshake failure, errno 0"
    if let routines = sentence.firstRange(of: "SSL routines::") {
      return String(sentence[routines.upperBound...].prefix { $0 != "," })
    }
    for prefix in ["SSL certificate problem: ", "SSL: "] where sentence.hasPrefix(prefix) {
      return String(sentence.dropFirst(prefix.count))
    }
    return sentence
  }
}

extension CurlFailure {
  init(
    _ code: CURLcode, of easy: EasyHandle, asked request: CurlRequest, isEncrypting: Bool = false, hasFinalHead: Bool
  ) {
    self.init(
      code: code,
      systemError: Int32(truncatingIfNeeded: ccurl_info_long(easy.pointer, CURLINFO_OS_ERRNO)),
      sentence: easy.failureSentence, url: WebURL(easy.effectiveURL),
      isConnected: ccurl_info_offset(easy.pointer, CURLINFO_CONNECT_TIME_T) > 0,
      isDialled: ccurl_info_long(easy.pointer, CURLINFO_LOCAL_PORT) > 0, isEncrypting: isEncrypting,
      hasFinalHead: hasFinalHead,
      isHTTP2: ccurl_info_long(easy.pointer, CURLINFO_HTTP_VERSION) == ccurl_http_2,
      tunnelStatus: ccurl_info_long(easy.pointer, CURLINFO_HTTP_CONNECTCODE),
      unixSocket: request.route.unixSocket, mayUseProxy: request.route.mayUseProxy,
      redirectLimit: request.redirectLimit)
  }
}
