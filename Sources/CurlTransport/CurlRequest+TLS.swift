internal import CCurl
internal import StreamModel

extension CurlRequest.TLS {
  func configure(_ easy: EasyHandle) throws(Disconnection) {
    if isInsecure {
      try easy.set(CURLOPT_SSL_VERIFYPEER, 0)
      try easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let caFile { try easy.set(CURLOPT_CAINFO, caFile) }
    if let caFolder { try easy.set(CURLOPT_CAPATH, caFolder) }
    if let certificate {
      try easy.set(CURLOPT_SSLCERT, certificate)
      // Without one, OpenSSL would ask for it on the terminal.
      try easy.set(CURLOPT_KEYPASSWD, passphrase ?? "")
    }
    if let key { try easy.set(CURLOPT_SSLKEY, key) }
    if minimumVersion != nil || maximumVersion != nil {
      try easy.set(CURLOPT_SSLVERSION, (minimumVersion?.number ?? 0) | (maximumVersion?.number ?? 0) << 16)
    }
  }
}

extension CurlRequest.TLS.Version {
  /// libcurl's for the oldest version; the one for the newest is that 16 bits higher.
  fileprivate var number: Int {
    switch self {
    case .tls10: ccurl_tls_1_0
    case .tls11: ccurl_tls_1_1
    case .tls12: ccurl_tls_1_2
    case .tls13: ccurl_tls_1_3
    }
  }
}
