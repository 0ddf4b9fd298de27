import CurlTransport
import EventOutput
import StreamModel
import Text
import Usage

extension Options {
  /// The request that the options describe, still without its URL, and what goes into that URL's query.
  func request(in environment: Environment) throws(UsageError) -> (request: CurlRequest, query: [UInt8]?) {
    var request = CurlRequest(url: "")
    let (body, query) = try self.request.body(in: environment)
    request.body = body
    try self.request.write(into: &request, environment)
    connection.write(into: &request)
    try tls.write(into: &request)
    return (request, query)
  }

  var source: SourceOptions {
    get throws(UsageError) {
      var source = SourceOptions()
      source.learnsIdleTimeout = connection.idleTimeout == .auto
      source.lastEventID = stream.lastEventID ?? ""
      guard HTTPFieldValue.staysOnLine(source.lastEventID.utf8) else {
        throw UsageError("The value of --last-event-id holds a line end or NUL.")
      }
      // An answer is asked for once.
      source.reconnection = stream.reconnection ?? (output.asksForAnswer ? .never : .usual)
      source.retryLimit = stream.retryLimit?.number
      source.reconnectionTime = stream.retryDelay.map { max($0.duration, .milliseconds(100)) }
      source.retriedStatuses = stream.retriedStatuses?.statuses ?? StatusSet()
      source.eventLimit = stream.eventLimit?.bytes
      source.logLimit = display.buffer?.bytes
      source.maxTime = connection.maxTime.flatMap(\.positive)
      source.acceptsAnyType = stream.acceptsAnyType
      source.readsLines = input.readsLines
      return source
    }
  }
}

extension RequestOptions {
  fileprivate func body(in environment: Environment) throws(UsageError) -> (body: [UInt8]?, query: [UInt8]?) {
    let query = try Body.query(of: queryParts, in: environment)
    guard !data.isEmpty else { return (nil, query) }
    let bytes = try Body.bytes(of: data, in: environment)
    guard putsDataIntoQuery else { return (bytes, query) }
    return (nil, query.map { bytes.isEmpty ? $0 : bytes + [UInt8(ascii: "&")] + $0 } ?? bytes)
  }

  fileprivate func write(into request: inout CurlRequest, _ environment: Environment) throws(UsageError) {
    if let method {
      guard !method.isEmpty, method.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw UsageError("The method of --request is not a word of visible ASCII characters.")
      }
      request.method = method
    }
    for word in headers { request.headers += try HeaderLine.headers(word, in: environment) }
    if data.contains(where: { $0.kind == .json }) {
      request.accept = "text/event-stream, application/json"
      if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
        request.headers.append(.init(name: "Content-Type", value: "application/json"))
      }
    }
    if let accept { request.accept = accept }
    request.userAgent = userAgent ?? "sse-top/\(Version.text)"
    // `;auto` is curl's wish to set it anew at each redirect.
    request.referer = referer.map { $0.hasSuffix(";auto") ? String($0.dropLast(5)) : $0 }
    if request.referer == "" { request.referer = nil }
    try writeCookies(into: &request, environment)
    request.isCompressed = isCompressed
    if let redirectLimit {
      guard redirectLimit >= -1 else { throw UsageError("The value of --max-redirs is a count, or -1 for no limit.") }
      request.redirectLimit = redirectLimit
    }
    if let user {
      guard user.contains(":") else {
        throw UsageError(
          "The value of --user has no password: it is NAME:PASSWORD, or NAME: without one; --netrc keeps it in a file.")
      }
      request.credentials.user = user
    }
    request.credentials.bearer = bearer
    request.credentials.usesNetrc = usesNetrc || netrcFile != nil
    request.credentials.netrcFile = netrcFile
  }

  /// A word with a `=` is cookies, any other a file of them, empty for none: as curl tells them apart.
  private func writeCookies(into request: inout CurlRequest, _ environment: Environment) throws(UsageError) {
    var pairs: [String] = []
    for word in cookies {
      let isFile = word.hasPrefix("@") || !word.contains("=")
      if isFile {
        let path = word.hasPrefix("@") ? String(word.dropFirst()) : word
        request.cookieFile = try (request.cookieFile ?? []) + CookieFile.lines(of: path, in: environment)
      } else {
        pairs.append(word)
      }
    }
    request.cookie = pairs.isEmpty ? nil : pairs.joined(separator: ";")
  }
}

extension ConnectionOptions {
  fileprivate func write(into request: inout CurlRequest) {
    request.route.proxy = proxy
    request.route.proxyUser = proxyUser
    request.route.noProxy = noProxy
    request.route.unixSocket = unixSocket
    request.route.resolve = resolve
    request.route.connectTo = connectTo
    request.route.interface = interface
    request.route.addressFamily = addressFamily
    if let httpVersion { request.httpVersion = httpVersion }
    if let timeout = connectTimeout?.positive { request.connectTimeout = timeout }
    if case .after(let timeout) = idleTimeout { request.idleTimeout = timeout.positive }
  }
}

extension TLSOptions {
  fileprivate func write(into request: inout CurlRequest) throws(UsageError) {
    request.tls.isInsecure = isInsecure
    request.tls.caFile = caFile
    request.tls.caFolder = caFolder
    if let certificate {
      (request.tls.certificate, request.tls.passphrase) = CertificateWord.parts(certificate)
    }
    request.tls.key = key
    if let passphrase { request.tls.passphrase = passphrase }
    request.tls.minimumVersion = minimumVersion.map { $0 == .tls12 ? .tls12 : .tls13 }
    switch maximumVersion {
    case nil, .usual: break
    case .tls10: request.tls.maximumVersion = .tls10
    case .tls11: request.tls.maximumVersion = .tls11
    case .tls12: request.tls.maximumVersion = .tls12
    case .tls13: request.tls.maximumVersion = .tls13
    }
    if let least = request.tls.minimumVersion, let most = request.tls.maximumVersion, most < least {
      throw UsageError("The value of --tls-max is older than what --\(minimumVersion?.rawValue ?? "") asks for.")
    }
  }
}

extension Seconds {
  /// `nil` for zero, which is curl's word for "no limit of mine".
  fileprivate var positive: Duration? { duration > .zero ? duration : nil }
}
