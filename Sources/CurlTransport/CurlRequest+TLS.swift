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
    switch minimumVersion {
    case nil: break
    case .tls12: try easy.set(CURLOPT_SSLVERSION, ccurl_tls_1_2)
    case .tls13: try easy.set(CURLOPT_SSLVERSION, ccurl_tls_1_3)
    }
  }
}
