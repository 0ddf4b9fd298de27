import CurlTransport
import EventOutput
import StreamModel
import Text

/// What is wrong with a request's options by themselves, so that it is said before anything is asked.
enum RequestCheck {
  /// - Throws: for what libcurl would refuse at each connection, or silently leave out.
  static func check(_ request: CurlRequest, in environment: Environment) throws(UsageError) {
    for (option, value) in [
      ("--user-agent", request.userAgent), ("--accept", request.accept), ("--referer", request.referer),
      ("--cookie", request.cookie), ("--oauth2-bearer", request.credentials.bearer),
      ("--user", request.credentials.user), ("--proxy-user", request.route.proxyUser),
      ("--noproxy", request.route.noProxy), ("--interface", request.route.interface),
      ("--pass", request.tls.passphrase),
    ] {
      guard HTTPFieldValue.staysOnLine((value ?? "").utf8) else {
        throw UsageError("The value of \(option) holds a line end or NUL.")
      }
    }
    try check(request.route)
    try checkFiles(of: request, in: environment)
  }

  /// - Throws: with curl's status, for what is no URL that can be asked.
  static func check(_ url: SourceURL, asked text: String) throws(UsageError) {
    do { try CurlRequest.check(url: text) } catch {
      throw UsageError("\(url.displayed): \(error.sentence)", status: Int32(error.exitCode))
    }
  }

  private static func check(_ route: CurlRequest.Route) throws(UsageError) {
    guard CurlRequest.Route.isProxy(route.proxy ?? "") else {
      throw UsageError("The value of --proxy is not [SCHEME://]HOST[:PORT] of a proxy for HTTP or SOCKS.")
    }
    guard route.resolve.allSatisfy(CurlRequest.Route.isResolve) else {
      throw UsageError("The value of --resolve is not HOST:PORT:ADDRESS.")
    }
    guard route.connectTo.allSatisfy(CurlRequest.Route.isConnectTo) else {
      throw UsageError("The value of --connect-to is not HOST:PORT:HOST:PORT.")
    }
    let limit = CurlRequest.Route.socketPathLimit
    guard let path = route.unixSocket?.utf8 else { return }
    guard path.count <= limit else {
      throw UsageError("The path of --unix-socket has \(path.count) bytes, and a socket's has at most \(limit).")
    }
    guard !path.isEmpty, !path.contains(0) else { throw UsageError("The value of --unix-socket is not a path.") }
  }

  private static func checkFiles(of request: CurlRequest, in environment: Environment) throws(UsageError) {
    // OpenSSL takes several folders with colons between them.
    let folders = (request.tls.caFolder ?? "").split(separator: ":").map { ("--capath", String($0), true) }
    let files = [
      ("--netrc-file", request.credentials.netrcFile), ("--cacert", request.tls.caFile),
      ("--cert", request.tls.certificate), ("--key", request.tls.key),
    ].compactMap { option, path in path.map { (option, $0, false) } }
    for (option, path, isFolder) in files + folders where !path.lowercased().hasPrefix("pkcs11:") {
      guard !path.isEmpty, !path.utf8.contains(0) else {
        throw UsageError("The value of \(option) is not a file name.")
      }
      if let failure = environment.readFailure(path, isFolder) {
        throw UsageError(
          "\(option): \(Printable.text(path)) cannot be read: \(failure.sentence).", status: ExitCode.readError)
      }
    }
  }
}
