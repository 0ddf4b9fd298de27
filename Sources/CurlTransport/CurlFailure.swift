internal import CCurl
internal import Glibc
internal import StreamModel

/// What is known about a transfer that libcurl gave up, and what that means.
struct CurlFailure {
  var code: CURLcode
  /// What the system said; 0 if it had no part in it.
  var systemError: Int32 = 0
  /// libcurl's own words.
  var sentence = ""
  /// The URL asked last.
  var url: WebURL?
  /// Whether a TCP connection stood.
  var isConnected = false
  /// Whether the final head was complete.
  var isAnnounced = false
  /// The proxy's answer to CONNECT; 0 if there was none.
  var tunnelStatus = 0
  /// What was dialled in place of the URL's host.
  var unixSocket: String?
  /// Whether a proxy may have been dialled in place of the URL's host.
  var mayUseProxy = false
  var redirectLimit = CurlRequest.redirectLimit

  static let endlessHead = "the headers do not end"
  static let swollen = "the body grows beyond all bounds when it is decoded"

  var disconnection: Disconnection {
    switch code {
    case CURLE_URL_MALFORMAT: .malformedURL(words)
    case CURLE_UNSUPPORTED_PROTOCOL: foreign
    case CURLE_WEIRD_SERVER_REPLY: .notHTTP(words)
    // What libcurl calls a header line or a decoded body beyond its bounds; the newer code has no name in libcurl 7.
    case CURLE_OUT_OF_MEMORY where isConnected, CURLcode(100):
      isAnnounced ? .other(code: Int(code.rawValue), Self.swollen) : .notHTTP(Self.endlessHead)
    case CURLE_COULDNT_RESOLVE_PROXY where sentence.hasPrefix("Unsupported proxy syntax"):
      .other(code: Int(code.rawValue), "the proxy's address does not parse")
    case CURLE_COULDNT_CONNECT where sentence.hasPrefix("Unsupported proxy scheme"):
      .other(code: Int(code.rawValue), "the proxy's scheme is not known")
    case CURLE_COULDNT_RESOLVE_PROXY: .proxyNotFound(words)
    case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound(words)
    case CURLE_COULDNT_CONNECT: .couldNotConnect("\(systemWords ?? words) (\(peer))")
    case CURLE_PARTIAL_FILE: .cut(words)
    case CURLE_OPERATION_TIMEDOUT:
      .timedOut(
        isConnected ? "\(place) did not answer in time" : "no connection to \(peer) in time")
    case CURLE_SSL_CONNECT_ERROR where asksForCertificate, CURLE_RECV_ERROR where asksForCertificate:
      .handshake("the server asks for a client certificate (\(place))")
    case CURLE_SSL_CONNECT_ERROR where isAnsweredWithoutTLS:
      .handshake("\(place) does not speak TLS; http:// asks without it")
    case CURLE_SSL_CONNECT_ERROR: .handshake("\(words) (\(place))")
    case CURLE_PEER_FAILED_VERIFICATION: .certificate("\(words) (\(place))")
    case CURLE_TOO_MANY_REDIRECTS:
      .tooManyRedirects("more than \(redirectLimit) redirect\(redirectLimit == 1 ? "" : "s")")
    case CURLE_GOT_NOTHING: .emptyReply
    // Where it counts the heads of all redirects together.
    case CURLE_RECV_ERROR where sentence.hasPrefix("Too large response headers"): .notHTTP(Self.endlessHead)
    case CURLE_RECV_ERROR where tunnelStatus >= 300:
      .other(
        code: Int(code.rawValue),
        "the proxy answered \(tunnelStatus) to CONNECT" + (tunnelStatus == 407 ? "; -U NAME:PASSWORD is the login" : "")
      )
    case CURLE_PROXY: .other(code: Int(code.rawValue), "the proxy refused: \(words)")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR: .reset(systemWords ?? words)
    default: .other(code: Int(code.rawValue), words)
    }
  }

  /// libcurl has one code for a scheme it may not speak and for an answer that is not HTTP; the URL tells which.
  private var foreign: Disconnection {
    if let url, !url.isHTTP {
      return .unsupportedScheme("\(url.scheme): is neither http: nor https:")
    }
    let way = url?.scheme.lowercased() == "http" ? "; if it speaks TLS, https:// asks it" : ""
    return .notHTTP("\(place) does not answer in HTTP\(way)")
  }

  /// The alert certificate_required (RFC 8446, 6.2), which comes when the client takes the handshake for done already.
  private var asksForCertificate: Bool { sentence.contains("certificate required") }

  /// What OpenSSL calls the first bytes of a server that answers in the clear; which of them depends on its release.
  private var isAnsweredWithoutTLS: Bool {
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
  init(_ code: CURLcode, of easy: EasyHandle, asked request: CurlRequest, isAnnounced: Bool) {
    self.init(
      code: code,
      systemError: Int32(truncatingIfNeeded: ccurl_info_long(easy.pointer, CURLINFO_OS_ERRNO)),
      sentence: easy.failureSentence, url: WebURL(easy.effectiveURL),
      isConnected: ccurl_info_offset(easy.pointer, CURLINFO_CONNECT_TIME_T) > 0,
      isAnnounced: isAnnounced,
      tunnelStatus: ccurl_info_long(easy.pointer, CURLINFO_HTTP_CONNECTCODE),
      unixSocket: request.route.unixSocket, mayUseProxy: request.route.mayUseProxy,
      redirectLimit: request.redirectLimit)
  }
}
