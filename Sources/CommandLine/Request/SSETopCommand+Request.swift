import CurlTransport
import EventOutput
import StreamModel

extension SSETopCommand {
  /// The request that the options describe, still without its URL, and what goes into that URL's query.
  func request(in surroundings: Surroundings) throws(UsageError) -> (request: CurlRequest, query: [UInt8]?) {
    var request = CurlRequest(url: "")
    let (body, query) = try self.request.body(in: surroundings)
    request.body = body
    try self.request.write(into: &request, surroundings)
    connection.write(into: &request)
    try tls.write(into: &request)
    return (request, query)
  }

  var source: SourceOptions {
    get throws(UsageError) {
      var source = SourceOptions()
      source.lastEventID = stream.lastEventID?.value ?? ""
      guard HeaderLine.fitsOnALine(source.lastEventID) else {
        throw UsageError("The value of --last-event-id holds a line end or NUL.")
      }
      switch stream.reconnection {
      case .reconnect: source.reconnection = .always
      case .noReconnect: source.reconnection = .never
      // An answer is asked for once.
      case nil: source.reconnection = output.asksForAnswer ? .never : .usual
      }
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
  fileprivate func body(in surroundings: Surroundings) throws(UsageError) -> (body: [UInt8]?, query: [UInt8]?) {
    var parts: [(place: Int, part: Body.Part)] = []
    for (kind, values) in [
      (.data, data), (.raw, rawData), (.binary, binaryData), (.urlEncoded, encodedData), (.json, json),
    ] as [(Body.Kind, [Placed])] {
      parts += values.map { ($0.place, Body.Part(kind: kind, text: $0.value)) }
    }
    let query = try Body.query(of: queryParts.map(\.value), in: surroundings)
    guard !parts.isEmpty else { return (nil, query) }
    let bytes = try Body.bytes(of: parts.sorted { $0.place < $1.place }.map(\.part), in: surroundings)
    guard putsDataIntoQuery else { return (bytes, query) }
    return (nil, query.map { bytes.isEmpty ? $0 : bytes + [UInt8(ascii: "&")] + $0 } ?? bytes)
  }

  fileprivate func write(into request: inout CurlRequest, _ surroundings: Surroundings) throws(UsageError) {
    if let method = method?.value {
      guard !method.isEmpty, method.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw UsageError("The method of --request is not a word of visible ASCII characters.")
      }
      request.method = method
    }
    for word in headers.map(\.value) { request.headers += try HeaderLine.headers(word, in: surroundings) }
    if !json.isEmpty {
      request.accept = "text/event-stream, application/json"
      if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
        request.headers.append(.init(name: "Content-Type", value: "application/json"))
      }
    }
    if let accept = accept?.value { request.accept = accept }
    request.userAgent = userAgent?.value ?? "sse-top/\(Version.text)"
    // `;auto` is curl's wish to set it anew at each redirect.
    request.referer = (referer?.value).map { $0.hasSuffix(";auto") ? String($0.dropLast(5)) : $0 }
    if request.referer == "" { request.referer = nil }
    try writeCookies(into: &request, surroundings)
    request.isCompressed = isCompressed
    if let redirectLimit {
      guard redirectLimit >= -1 else { throw UsageError("The value of --max-redirs is a count, or -1 for any.") }
      request.redirectLimit = redirectLimit
    }
    if let user = user?.value {
      guard user.contains(":") else {
        throw UsageError(
          "The value of --user has no password: it is NAME:PASSWORD, or NAME: without one; --netrc keeps it in a file.")
      }
      request.credentials.user = user
    }
    request.credentials.bearer = bearer?.value
    request.credentials.usesNetrc = usesNetrc || usesNetrcToo || netrcFile != nil
    request.credentials.netrcFile = netrcFile?.value
  }

  /// A word with a `=` is cookies, any other a file of them, empty for none: as curl tells them apart.
  private func writeCookies(into request: inout CurlRequest, _ surroundings: Surroundings) throws(UsageError) {
    var pairs: [String] = []
    for word in cookies.map(\.value) {
      let isFile = word.hasPrefix("@") || !word.contains("=")
      if isFile {
        let path = word.hasPrefix("@") ? String(word.dropFirst()) : word
        request.cookieFile = try (request.cookieFile ?? []) + CookieFile.lines(of: path, in: surroundings)
      } else {
        pairs.append(word)
      }
    }
    request.cookie = pairs.isEmpty ? nil : pairs.joined(separator: ";")
  }
}

extension ConnectionOptions {
  fileprivate func write(into request: inout CurlRequest) {
    request.route.proxy = proxy?.value
    request.route.proxyUser = proxyUser?.value
    request.route.noProxy = noProxy?.value
    request.route.unixSocket = unixSocket?.value
    request.route.resolve = resolve.map(\.value)
    request.route.connectTo = connectTo.map(\.value)
    request.route.interface = interface?.value
    request.route.addressFamily = addressFamily.map { $0 == .ipv4 ? .ipv4 : .ipv6 }
    switch httpVersion {
    case .http11: request.httpVersion = .http11
    case .http2: request.httpVersion = .http2
    case .http2PriorKnowledge: request.httpVersion = .http2PriorKnowledge
    case nil: break
    }
    if let timeout = connectTimeout?.positive { request.connectTimeout = timeout }
    request.idleTimeout = idleTimeout?.positive
  }
}

extension TLSOptions {
  fileprivate func write(into request: inout CurlRequest) throws(UsageError) {
    request.tls.isInsecure = isInsecure
    request.tls.caFile = caFile?.value
    request.tls.caFolder = caFolder?.value
    if let certificate = certificate?.value {
      (request.tls.certificate, request.tls.passphrase) = CertificateWord.parts(certificate)
    }
    request.tls.key = key?.value
    if let passphrase = passphrase?.value { request.tls.passphrase = passphrase }
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
