internal import CCurl
internal import StreamModel

extension CurlRequest.Credentials {
  /// All but the bearer token, which is a header like any other: see RequestHeaders.
  ///
  /// Only Basic, libcurl's default: it needs no answer to be asked for, so the first head is the final one.
  func configure(_ easy: EasyHandle) throws(Disconnection) {
    if let user { try easy.set(CURLOPT_USERPWD, user) }
    guard usesNetrc else { return }
    try easy.set(CURLOPT_NETRC, ccurl_netrc_optional)
    if let netrcFile { try easy.set(CURLOPT_NETRC_FILE, netrcFile) }
  }
}
